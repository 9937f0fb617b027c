import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { resealData } from '../../src/actions/reseal-data.ts';
import { blindLookups } from '../../src/storage/blind-index.ts';
import { createKeyRing } from '../../src/storage/key-ring.ts';
import type { KeyRing } from '../../src/storage/keys.ts';
import { sealLedgers } from '../../src/storage/ledger-seal.ts';
import { verifyLedgers } from '../../src/storage/ledger-verify.ts';
import { openSealedAppeal } from '../../src/storage/sealed-appeal.ts';
import { submitted } from '../support/appeals.ts';
import { openWorld, type World } from '../support/world.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

const named = (keys: KeyRing) => sql<boolean>`blind && ${blindLookups(keys, 'name', 'Серікова')}::bigint[]`;
const newKey = Buffer.alloc(32, 5).toString('base64');

test('after a rotation everything is opened and found with the new key alone; the ledgers keep the old one', async () => {
  const { db } = world;
  for (let n = 0; n < 3; n += 1)
    await submitted(world, { applicant: { name: 'Айгүл Серікова', phone: `+7701000000${n}` } });
  const heads = `${world.filesFolder}/heads.jsonl`;
  await sealLedgers(db, world.keys, heads, world.now());

  const rotated = createKeyRing([newKey, ...world.secretKeys]);
  const during = await db.selectFrom('appeals').select('id').where(named(rotated)).execute();
  expect(during).toHaveLength(3);

  expect(await resealData({ db, keys: rotated })).toEqual({ appeals: 3, files: 0, conversations: 0 });
  expect(await resealData({ db, keys: rotated })).toEqual({ appeals: 0, files: 0, conversations: 0 });
  const alone = createKeyRing([newKey]);
  const rows = await db.selectFrom('appeals').select(['id', 'sealed']).where(named(alone)).execute();
  expect(rows).toHaveLength(3);
  for (const { id, sealed } of rows)
    expect(openSealedAppeal(alone, id, sealed).applicant.name).toBe('Айгүл Серікова');

  expect((await verifyLedgers(db, rotated, heads, world.now())).findings).toEqual([]);
  expect((await verifyLedgers(db, alone, heads, world.now())).findings).not.toEqual([]);
});

test('what the actions write is genuine to the ledgers', async () => {
  const { db, keys } = world;
  await submitted(world, { urgent: true, type: 'complaint', region: 'KZ-75', topic: 'visits' });
  const heads = `${world.filesFolder}/heads.jsonl`;
  expect((await sealLedgers(db, keys, heads, world.now())).refused).toBe(0);
  const proof = await verifyLedgers(db, keys, heads, world.now());
  expect(proof.findings).toEqual([]);
  expect(proof.sealed.events).toBeGreaterThan(0);
  expect(proof.sealed.audit).toBeGreaterThan(0);
});
