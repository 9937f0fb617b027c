import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Connection, connect } from '../../src/storage/connect.ts';
import { createReferenceSource } from '../../src/storage/reference-source.ts';
import { organisations } from '../support/directory.ts';
import { wholeApp } from '../support/whole-app.ts';
import { openWorld, type World } from '../support/world.ts';

const role = `public_${randomBytes(4).toString('hex')}`;
let world: World;
let connection: Connection;

const asSuperuser = async (...statements: readonly string[]): Promise<void> => {
  const client = new pg.Client({ connectionString: world.superuserUrl });
  await client.connect();
  try {
    for (const statement of statements) await client.query(statement);
  } finally {
    await client.end();
  }
};

beforeAll(async () => {
  world = await openWorld();
  // What operations.md tells operators to grant is what is tried here.
  const manual = await readFile('docs/operations.md', 'utf8');
  const grant = /grant select on [^;]+ to dauys_public;/.exec(manual)?.[0].replace('dauys_public', role);
  if (grant === undefined) throw new Error('operations.md grants nothing');
  await asSuperuser(
    `create role ${role} login password 'test'`,
    `grant usage on schema public to ${role}`,
    grant,
  );
  const url = new URL(world.url);
  url.username = role;
  connection = connect(url.href, { max: 2 });
});
afterAll(async () => {
  await connection.close();
  await asSuperuser(`drop owned by ${role}`, `drop role ${role}`);
  await world.close();
});

it('public pages need no right to anything of a person', async () => {
  const reference = await createReferenceSource(connection.db);
  const app = wholeApp({ ...world, db: connection.db, reference });
  for (const path of [
    '/kk/',
    '/ru/help',
    '/kk/accessibility',
    '/ru/display',
    '/kk/institutions',
    `/ru/institutions/${organisations.centreNorth}`,
    '/ru/institutions.csv',
    '/api/v1/institutions',
    '/readyz',
  ])
    expect([path, (await app.request(path)).status]).toEqual([path, 200]);
  await expect(connection.db.selectFrom('appeals').select('id').execute()).rejects.toThrow(
    /permission denied/,
  );
  await expect(connection.db.selectFrom('drafts').select('journey').execute()).rejects.toThrow(
    /permission denied/,
  );
});
