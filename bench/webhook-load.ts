import { connect, type Socket } from 'node:net';
import { openProvider } from './paper-provider.ts';
import { smsRequests } from './sms-forms.ts';

/*
 * The provider of the benchmark, as a process of its own: sends signed webhooks and takes the replies at once. HTTP is
 * written and read by hand, since what it burns is missing to the service.
 * node bench/webhook-load.ts PORT PROVIDER_PORT clients COUNT WARM_UP_SECONDS SECONDS
 *   so many connections, each sending the next text as soon as the last one was taken
 * node bench/webhook-load.ts PORT PROVIDER_PORT paced RATE WARM_UP_SECONDS SECONDS
 *   so many a second whether they are taken or not; waiting counts from the instant at which one was due
 */
const [port = 0, providerPort = 0] = process.argv.slice(2, 4).map(Number);
const mode = process.argv[4];
const [amount = 32, warmUp = 1, seconds = 10] = process.argv.slice(5).map(Number);

const provider = await openProvider(providerPort);
const draw = smsRequests(port);
// Drawn and signed beforehand, as far as memory is no matter.
const drawn = Array.from({ length: Math.min(40_000, amount * (warmUp + seconds) * 60) }, draw);
const nextRequest = (): string => drawn.pop() ?? draw();

let counting = false;
let sent = 0;
let taken = 0;
let takenInAll = 0;
const refused = new Map<string, number>();
const milliseconds: number[] = [];

const lengthOf = (head: string): number => Number(/\r\ncontent-length: (\d+)/i.exec(head)?.[1] ?? 0);
const wholeAnswer = (pending: string): boolean => {
  const headEnd = pending.indexOf('\r\n\r\n');
  if (headEnd === -1) return false;
  const head = pending.slice(0, headEnd);
  if (/\r\ntransfer-encoding: chunked/i.test(head)) return pending.endsWith('0\r\n\r\n');
  return pending.length >= headEnd + 4 + lengthOf(head);
};

interface Line {
  /** Sends one; resolves with the milliseconds since `since` when it has been answered. */
  readonly send: (since: number) => Promise<void>;
  readonly isOpen: () => boolean;
  readonly close: () => void;
}

const openLine = (): Promise<Line> =>
  new Promise((resolve, reject) => {
    const socket: Socket = connect(port, '127.0.0.1');
    socket.setNoDelay(true);
    let pending = '';
    let since = 0;
    let open = true;
    let answered: (() => void) | null = null;
    socket.on('error', reject);
    socket.on('close', () => {
      open = false;
      if (answered !== null) refused.set('closed', (refused.get('closed') ?? 0) + 1);
      answered?.();
    });
    socket.on('data', (piece: Buffer) => {
      pending += piece.toString('latin1');
      if (!wholeAnswer(pending)) return;
      const status = pending.slice(9, 12);
      pending = '';
      // A line on which nothing was sent yet is closed by the service after a while, with a 408 to nobody.
      if (answered === null) return;
      if (status === '200' || status === '204') {
        takenInAll += 1;
        if (counting) {
          taken += 1;
          milliseconds.push(performance.now() - since);
        }
      } else refused.set(status, (refused.get(status) ?? 0) + 1);
      const done = answered;
      answered = null;
      done?.();
    });
    socket.on('connect', () =>
      resolve({
        send: (from) => {
          since = from;
          sent += 1;
          socket.write(nextRequest());
          return new Promise((done) => {
            answered = done;
          });
        },
        isOpen: () => open,
        close: () => socket.end(),
      }),
    );
  });

const after = (time: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, time * 1_000));
let stopping = false;

const asFastAsTaken = async (): Promise<void> => {
  const line = await openLine();
  while (!stopping) await line.send(performance.now());
  line.close();
};

/** Lines of the paced run: as many as there are unanswered at one time, up to a bound that a provider has too. */
const mostLines = 512;
const paced = async (): Promise<void> => {
  const began = performance.now();
  const free: Line[] = await Promise.all(Array.from({ length: 64 }, openLine));
  const due: number[] = [];
  let lines = free.length;
  let underWay = 0;
  let planned = 0;
  const give = (): void => {
    while (due.length > 0) {
      const line = free.pop();
      // One that the service has closed meanwhile, as it may with those that rest.
      if (line !== undefined && !line.isOpen()) {
        lines -= 1;
        continue;
      }
      if (line === undefined) {
        if (lines >= mostLines) return;
        lines += 1;
        void openLine().then((opened) => {
          free.push(opened);
          give();
        });
        return;
      }
      const since = due.shift() ?? 0;
      underWay += 1;
      void line.send(since).then(() => {
        underWay -= 1;
        if (line.isOpen()) free.push(line);
        else lines -= 1;
        give();
      });
    }
  };
  while (!stopping) {
    const now = performance.now();
    for (; began + (planned * 1_000) / amount <= now; planned += 1)
      due.push(began + (planned * 1_000) / amount);
    give();
    await after(0.002);
  }
  while (underWay > 0 || due.length > 0) await after(0.02);
  for (const line of free) line.close();
};

const running =
  mode === 'paced'
    ? paced()
    : Promise.all(Array.from({ length: amount }, asFastAsTaken)).then(() => undefined);
await after(warmUp);
counting = true;
const began = performance.now();
await after(seconds);
counting = false;
const elapsed = (performance.now() - began) / 1_000;
stopping = true;
await running;
const replies = provider.taken();
await provider.close();
milliseconds.sort((a, b) => a - b);
const quantile = (part: number): number => milliseconds[Math.floor(milliseconds.length * part)] ?? 0;
console.log(
  JSON.stringify({
    perSecond: taken / elapsed,
    sent,
    takenInAll,
    median: quantile(0.5),
    p99: quantile(0.99),
    slowest: milliseconds.at(-1) ?? 0,
    replies,
    refused: Object.fromEntries(refused),
  }),
);
