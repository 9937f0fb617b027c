import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';
import { foundation } from '../src/storage/migrations/0001-foundation.ts';

const run = promisify(execFile);

/** Tables of the very shape of ours, in a schema of their own: the same columns, indexes, keys and triggers. */
const schema = 'ceiling';

/** Four INSERTs a transaction: an appeal, its event, its audit row, its outbox row; as much in each as we write. */
const script = `\\set id random(1, 9000000000000000000)
begin;
insert into ${schema}.appeals (id, serial, submission_id, form, received_at, language, channel, type, anonymous, statement, region, topic, category, state, identity, answer_channel, consent_version, registered_on, due_on, sealed, blind, needs) values (lpad(to_hex(:id::int8), 32, '0')::uuid, 260000000 + nextval('${schema}.appeal_serial_26'), gen_random_uuid(), 'electronic', now(), 'kk', 'web', 'complaint', false, repeat('Маған әлеуметтік қызметкер келмейді. ', 4), 'KZ-75', 'visits', 'disability-2', 'registered', 'none', 'phone', '2026-1', '2026-11-23', '2026-12-14', decode(repeat('5a', 380), 'hex'), '{1,2,3,4,5}', '{plain-language,call-me}');
insert into ${schema}.events (id, appeal_id, at, actor_kind, verb, to_state, data, mac) values (gen_random_uuid(), lpad(to_hex(:id::int8), 32, '0')::uuid, now(), 'citizen', 'receive', 'received', '{"form":"electronic","dueOn":"2026-12-14","registeredOn":"2026-11-23","provisional": false}', decode(repeat('5a', 32), 'hex'));
insert into ${schema}.audit (id, at, actor_kind, action, subject_kind, subject_id, detail, mac) values (gen_random_uuid(), now(), 'citizen', 'submit', 'appeal', lpad(to_hex(:id::int8), 32, '0')::uuid, '{"channel":"web","identity":"none"}', decode(repeat('5a', 32), 'hex'));
insert into ${schema}.outbox (kind, appeal_id, payload, due_at) values ('distribute', lpad(to_hex(:id::int8), 32, '0')::uuid, '{}', now());
commit;
`;

export interface Ceiling {
  /** Transactions a second. */
  readonly measure: (seconds: number, clients: number) => Promise<number>;
  readonly close: () => Promise<void>;
}

/** By the environment, so that no password stands in the list of processes or in an error. */
const connectionOf = (address: string): Readonly<Record<string, string>> => {
  const url = new URL(address);
  return {
    PGHOST: url.hostname,
    PGPORT: url.port,
    PGUSER: url.username,
    PGPASSWORD: decodeURIComponent(url.password),
    PGDATABASE: url.pathname.slice(1),
  };
};

/** Debian's pgbench on the PATH or where its packages put it; null where there is none. */
const findPgbench = async (): Promise<string | null> => {
  const places = [
    'pgbench',
    ...[18, 17, 16, 15].map((version) => `/usr/lib/postgresql/${version}/bin/pgbench`),
  ];
  for (const place of places) {
    const there = await run(place, ['--version']).then(
      () => true,
      () => false,
    );
    if (there) return place;
  }
  return null;
};

/**
 * The ceiling of a write path: what this very server does of the same work when nothing stands before it, prepared
 * statements, fsync on. Null where pgbench is not installed. `ownerUrl` may create a schema.
 */
export const openCeiling = async (ownerUrl: string): Promise<Ceiling | null> => {
  const pgbench = await findPgbench();
  if (pgbench === null) return null;
  const client = new pg.Client({ connectionString: ownerUrl });
  // The server may be stopped while this stands open.
  client.on('error', () => undefined);
  await client.connect();
  await client.query(`create schema ${schema}; set search_path to ${schema}; ${foundation}`);
  const folder = await mkdtemp(join(tmpdir(), 'dauys-bench-'));
  const file = join(folder, 'four-inserts.sql');
  await writeFile(file, script);
  return {
    measure: async (seconds, clients) => {
      const args = [
        '-n',
        '-M',
        'prepared',
        '-c',
        String(clients),
        '-j',
        '2',
        '-T',
        String(seconds),
        '-f',
        file,
      ];
      const { stdout } = await run(pgbench, args, { env: { ...process.env, ...connectionOf(ownerUrl) } });
      const tps = /tps = ([\d.]+)/.exec(stdout)?.[1];
      if (tps === undefined) throw new Error(`pgbench said nothing of use: ${stdout}`);
      return Number(tps);
    },
    close: async () => {
      await client.query(`drop schema ${schema} cascade`);
      await client.end();
      await rm(folder, { recursive: true, force: true });
    },
  };
};
