import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { afterEach, beforeEach, expect, inject, test } from 'vitest';
import { migrate, roleOf } from '../../src/storage/migrate.ts';
import { migrations } from '../../src/storage/migrations/index.ts';
import { testRoles, urlOf } from '../support/postgres.ts';

let name: string;
let ownerUrl: string;
const { port, superuserUrl } = inject('postgres');
const run = async (url: string, query: string): Promise<readonly Record<string, unknown>[]> => {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(query)).rows;
  } finally {
    await client.end();
  }
};
beforeEach(async () => {
  name = `empty_${randomBytes(6).toString('hex')}`;
  await run(superuserUrl, `create database ${name} owner ${testRoles.owner} strategy file_copy`);
  ownerUrl = urlOf(port, testRoles.owner, name);
});
afterEach(() => run(superuserUrl, `drop database ${name} with (force)`));

const all = migrations.map((migration) => migration.name);

test('several processes at once apply each migration once', async () => {
  const applied = await Promise.all(Array.from({ length: 4 }, () => migrate(ownerUrl, testRoles.app)));
  expect(applied.flat()).toEqual(all);
  expect(await migrate(ownerUrl, testRoles.app)).toEqual([]);
});

test('the application role can do its work and no more', async () => {
  await migrate(ownerUrl, testRoles.app);
  const appUrl = urlOf(port, testRoles.app, name);
  const rights = await run(
    ownerUrl,
    `select c.relname as table, string_agg(p.privilege, ',' order by p.privilege) as rights
     from pg_class c join pg_namespace n on n.oid = c.relnamespace,
       unnest(array['SELECT', 'INSERT', 'UPDATE', 'DELETE', 'TRUNCATE', 'TRIGGER', 'REFERENCES']) as p(privilege)
     where n.nspname = 'public' and c.relkind = 'r' and has_table_privilege('${testRoles.app}', c.oid, p.privilege)
     group by c.relname`,
  );
  const byTable = new Map(rights.map((row) => [row.table, row.rights]));
  for (const ledger of ['events', 'audit', 'seals']) expect(byTable.get(ledger)).toBe('INSERT,SELECT');
  expect(byTable.get('appeals')).toBe('DELETE,INSERT,SELECT,UPDATE');
  expect(byTable.has('migrations')).toBe(false);
  await expect(run(appUrl, 'create table mine (x int)')).rejects.toMatchObject({ code: '42501' });
  await run(appUrl, "select nextval('appeal_serial_26')");
});

test('with one role for everything the triggers still guard the ledgers', async () => {
  await migrate(ownerUrl, roleOf(ownerUrl));
  await run(
    ownerUrl,
    `insert into audit (id, at, actor_kind, action, subject_kind, mac) values (gen_random_uuid(), now(), 'service', 'x', 'x', '')`,
  );
  for (const query of ['delete from audit', "update audit set action = 'y'", 'truncate audit, events, seals'])
    await expect(run(ownerUrl, query)).rejects.toMatchObject({ code: '42501' });
});

test('a program older than its database does not touch it', async () => {
  await migrate(ownerUrl);
  await run(ownerUrl, "insert into migrations (name) values ('9999-from-the-future')");
  await expect(migrate(ownerUrl)).rejects.toThrow('9999-from-the-future');
});

test('the role is read from the address', () => {
  expect(roleOf('postgres://%D2%9B:secret@host:5432/x')).toBe('қ');
});
