import { afterAll, beforeAll, expect, test } from 'vitest';
import { lookUpAppeal } from '../../src/actions/look-up-appeal.ts';
import { issueReceiptPass, readReceiptPass } from '../../src/actions/receipt-pass.ts';
import { submitted } from '../support/appeals.ts';
import { openWorld, type World } from '../support/world.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

const wrongFor = (code: string): string => (code === '000000' ? '111111' : '000000');

test('number and code open the appeal, however the code is grouped; a wrong one and an unknown number are one answer', async () => {
  const { serial, code, appealId } = await submitted(world);
  const look = (typed: string, number = serial) =>
    lookUpAppeal(world, { serial: number, code: typed, address: '10.0.0.1' });
  expect(await look(code)).toEqual({ ok: true, appealId });
  expect(await look(` ${code.slice(0, 3)}-${code.slice(3)} `)).toEqual({ ok: true, appealId });
  const refusal = { ok: false, error: 'no-such-appeal' };
  expect(await look(wrongFor(code))).toEqual(refusal);
  expect(await look('')).toEqual(refusal);
  expect(await look(code, serial + 1_000)).toEqual(refusal);
  expect(await look('', serial + 1_000)).toEqual(refusal);
});

test('after ten wrong codes for one number it says when to try again, and then opens', async () => {
  const { serial, code, appealId } = await submitted(world);
  const look = (typed: string, address: string) => lookUpAppeal(world, { serial, code: typed, address });
  for (let n = 0; n < 10; n += 1)
    expect(await look(wrongFor(code), `10.0.1.${n}`)).toMatchObject({ error: 'no-such-appeal' });
  const late = { ok: false, error: 'try-later', tryAgainAt: new Date('2026-11-18T10:15:00+05:00') };
  expect(await look(code, '10.0.1.99')).toEqual(late);
  world.at('2026-11-18T10:15:00+05:00');
  expect(await look(code, '10.0.1.99')).toEqual({ ok: true, appealId });
});

test('a success forgets the slips before it', async () => {
  const { serial, code } = await submitted(world);
  const look = (typed: string) => lookUpAppeal(world, { serial, code: typed, address: '10.0.2.1' });
  for (let round = 0; round < 3; round += 1) {
    for (let n = 0; n < 9; n += 1) await look(wrongFor(code));
    expect(await look(code)).toMatchObject({ ok: true });
  }
});

test('one address cannot try numbers without end', async () => {
  const tries = await Promise.all(
    Array.from({ length: 61 }, (_, n) =>
      lookUpAppeal(world, { serial: 269_000_000 + n, code: '123456', address: '10.0.3.1' }),
    ),
  );
  expect(tries.filter((outcome) => !outcome.ok && outcome.error === 'try-later')).toHaveLength(1);
});

test('no counter knows a number or an address', async () => {
  const { serial } = await submitted(world);
  await lookUpAppeal(world, { serial, code: '123456', address: '10.0.4.1' });
  const keys = await world.db.selectFrom('throttle').select('key').execute();
  for (const { key } of keys) {
    expect(key).toHaveLength(32);
    expect(key.toString('latin1')).not.toMatch(/10\.0\.4\.1|26\d{7}/);
  }
});

test('a pass opens its own appeal for 24 hours; nothing else of it can be changed', async () => {
  const { appealId } = await submitted(world);
  const pass = issueReceiptPass(world, appealId);
  expect(readReceiptPass(world, pass)).toBe(appealId);
  const other = world.uuid();
  expect(readReceiptPass(world, pass.replace(appealId, other))).toBeNull();
  const [id, until, mac] = pass.split('.');
  expect(readReceiptPass(world, `${id}.z${until}.${mac}`)).toBeNull();
  for (const nonsense of ['', 'x', '..', `${appealId}..`, `${pass}.x`]) {
    expect(readReceiptPass(world, nonsense)).toBeNull();
  }
  const now = world.now().toISOString();
  world.at(new Date(world.now().getTime() + 24 * 3_600_000 + 1_000).toISOString());
  expect(readReceiptPass(world, pass)).toBeNull();
  world.at(now);
});
