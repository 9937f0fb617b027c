import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../support/service.ts';
import { until } from './until.ts';

/** Kannel's own programs, between an operator and the service. */
export interface Gateway {
  readonly sendUrl: string;
  readonly output: () => string;
  readonly close: () => Promise<void>;
}

const listens = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    const say = (answer: boolean) => (): void => {
      socket.destroy();
      resolve(answer);
    };
    socket.once('connect', say(true)).once('error', say(false));
  });

const end = (child: ChildProcess): Promise<void> =>
  new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) return resolve();
    child.once('exit', () => resolve());
    child.kill('SIGTERM');
    // bearerbox waits for its queues; nothing of them is needed any more.
    setTimeout(() => child.kill('SIGKILL'), 3_000).unref();
  });

/** Starts bearerbox and smsbox as docs/operations.md describes them, and waits until both are at work. */
export const startGateway = async (options: {
  readonly operatorPort: number;
  readonly publicBaseUrl: string;
  readonly username: string;
  readonly password: string;
  readonly inboundSecret: string;
  /** Does it put parts of long messages together by itself, as it does where nothing is said? */
  readonly joinsParts?: boolean;
}): Promise<Gateway> => {
  const { operatorPort, publicBaseUrl, username, password, inboundSecret, joinsParts = true } = options;
  const folder = await mkdtemp(join(tmpdir(), 'dauys-kannel-'));
  const [adminPort, boxPort, sendPort] = await Promise.all([freePort(), freePort(), freePort()]);
  const inbound = `${publicBaseUrl}/channels/sms/kannel?secret=${inboundSecret}&from=%p&to=%P&id=%I&coding=%c&charset=%C`;
  const file = join(folder, 'kannel.conf');
  await writeFile(
    file,
    `group = core
admin-port = ${adminPort}
admin-password = none
admin-allow-ip = 127.0.0.1
smsbox-port = ${boxPort}
box-allow-ip = 127.0.0.1
dlr-storage = internal
sms-combine-concatenated-mo = ${joinsParts}
store-type = file
store-location = ${join(folder, 'kannel.store')}

group = smsc
smsc = smpp
smsc-id = operator
host = 127.0.0.1
port = ${operatorPort}
transceiver-mode = true
smsc-username = dauys
smsc-password = dauys
system-type = ""

group = smsbox
bearerbox-host = 127.0.0.1
sendsms-port = ${sendPort}
http-request-retry = 30
http-queue-delay = 1

group = sendsms-user
username = ${username}
password = ${password}
concatenation = true
max-messages = 10

group = sms-service
keyword = default
catch-all = true
post-url = "${inbound}"
max-messages = 0
`,
  );
  let text = '';
  const start = (program: string): ChildProcess => {
    const child = spawn(program, ['-v', '1', file], { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] });
    for (const stream of [child.stdout, child.stderr])
      stream?.on('data', (piece: Buffer) => (text += piece.toString()));
    return child;
  };
  const bearerbox = start('bearerbox');
  await until('bearerbox', () => listens(boxPort));
  const smsbox = start('smsbox');
  await until('smsbox', () => listens(sendPort));
  return {
    sendUrl: `http://127.0.0.1:${sendPort}/cgi-bin/sendsms`,
    output: () => text,
    close: async () => {
      await end(smsbox);
      await end(bearerbox);
      await rm(folder, { recursive: true, force: true });
    },
  };
};
