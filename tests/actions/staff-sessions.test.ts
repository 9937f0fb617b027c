import type * as Crypto from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { changePassword } from '../../src/actions/staff/change-password.ts';
import { chooseLanguage } from '../../src/actions/staff/choose-language.ts';
import { cleanSessions } from '../../src/actions/staff/clean-sessions.ts';
import { disableOfficial } from '../../src/actions/staff/disable-official.ts';
import { resetPassword } from '../../src/actions/staff/reset-password.ts';
import { sessionOf } from '../../src/actions/staff/session-of.ts';
import { signIn } from '../../src/actions/staff/sign-in.ts';
import { signOut } from '../../src/actions/staff/sign-out.ts';
import { signOutEverywhere } from '../../src/actions/staff/sign-out-everywhere.ts';
import type { Official } from '../../src/domain/people.ts';
import { hashPassword, isOutdated, usualCost } from '../../src/storage/password-hash.ts';
import { accountById, setDisabled, setPassword } from '../../src/storage/staff-accounts.ts';
import { officials } from '../support/directory.ts';
import { auditOf } from '../support/staff-appeals.ts';
import { openWorld, type World } from '../support/world.ts';

/** What each scrypt of this file was asked to cost: time is not measured, work is counted, and not spent. */
const work: string[] = [];
vi.mock('node:crypto', async (original) => {
  const real = await original<typeof Crypto>();
  const scrypt = (...given: Parameters<typeof real.scrypt>): void => {
    const [secret, salt, length, { N, r, p }, done] = given;
    work.push(`${N} ${r} ${p} ${length}`);
    real.scrypt(secret, salt, length, { N: 16, r: 8, p: 1 }, done);
  };
  return { ...real, scrypt };
});

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

const morning = '2026-11-18T09:00:00+05:00';
beforeEach(() => {
  world.at(morning);
});

const password = 'төрт түлік мал 44';
const keyOf = (official: Official): string =>
  Object.entries(officials).find(([, each]) => each.id === official.id)?.[0] ?? '';
const emailOf = (official: Official): string => `${keyOf(official).toLowerCase()}@example.kz`;
const withPassword = async (official: Official, cost = usualCost) => {
  const hash = await hashPassword(password, world.randomBytes(16), cost);
  await setPassword(world.db, official.id, hash, false);
};
let addresses = 0;
const enter = (official: Official, more: { password?: string; address?: string } = {}) =>
  signIn(world, {
    email: emailOf(official),
    password,
    address: `10.0.0.${++addresses}`,
    ...more,
  });
const entered = async (official: Official): Promise<string> => {
  const outcome = await enter(official);
  if (!outcome.ok) throw new Error(outcome.error);
  return outcome.value.token;
};
const refused = (error: string) => ({ ok: false, error });

describe('sign-in', () => {
  test('gives a session of the official with her organisation; only a hash of its token is kept', async () => {
    const { curatorNorth } = officials;
    await withPassword(curatorNorth);
    const outcome = await signIn(world, {
      email: ' CuratorNorth@Example.KZ ',
      password,
      address: '10.1.0.1',
    });
    if (!outcome.ok) throw new Error(outcome.error);
    const { token, session } = outcome.value;
    expect(Buffer.from(token, 'base64url')).toHaveLength(32);
    expect(session).toMatchObject({
      kind: 'open',
      endsAt: new Date('2026-11-18T09:30:00+05:00'),
      official: { ...curatorNorth, name: 'Куратор Айгүл', organisation: { ru: 'Центр северного района' } },
    });
    const stored = JSON.stringify(await world.db.selectFrom('sessions').selectAll().execute());
    expect(stored).not.toContain(token);
    expect(stored).not.toContain(Buffer.from(token).toString('hex'));
    expect(await sessionOf(world, token)).toEqual(session);
    expect(await sessionOf(world, `${token}x`)).toBeNull();
  });

  test('unknown, wrong, disabled and far too long cost the same work and say the same', async () => {
    const { curatorSouth, curatorVillage } = officials;
    await withPassword(curatorSouth, usualCost);
    await withPassword(curatorVillage, usualCost);
    await world.db
      .updateTable('staff')
      .set({ disabled_at: world.now() })
      .where('id', '=', curatorVillage.id)
      .execute();
    const costs: string[][] = [];
    const attempts = [
      () => signIn(world, { email: 'nobody@example.kz', password, address: '10.2.0.1' }),
      () => enter(curatorSouth, { password: 'not this one' }),
      () => enter(curatorVillage),
      () => enter(curatorSouth, { password: 'a'.repeat(5_000_000) }),
    ];
    for (const attempt of attempts) {
      work.length = 0;
      expect(await attempt()).toEqual(refused('wrong-credentials'));
      costs.push([...work]);
    }
    expect(costs[0]).toHaveLength(1);
    expect(new Set(costs.map(String)).size).toBe(1);
    expect((await auditOf(world, curatorSouth.id)).filter((line) => line.endsWith('failed'))).toHaveLength(2);
    const rows = await world.db
      .selectFrom('audit')
      .select('detail')
      .where('action', 'like', 'sign-in%')
      .execute();
    expect(JSON.stringify(rows)).not.toContain('@');
  });

  test('an older, cheaper hash is renewed', async () => {
    const { ministry } = officials;
    await withPassword(ministry, { ln: 4, r: 8, p: 1 });
    await entered(ministry);
    const hash = (await accountById(world.db, ministry.id))?.passwordHash ?? '';
    expect(isOutdated(hash)).toBe(false);
    expect((await enter(ministry)).ok).toBe(true);
  });

  test('after ten wrong tries at an account even the right password waits, from anywhere; then it works again', async () => {
    const { council } = officials;
    await withPassword(council);
    for (let tries = 0; tries < 10; tries += 1)
      expect(await enter(council, { password: 'no' })).toEqual(refused('wrong-credentials'));
    expect(await enter(council)).toEqual(refused('too-many-attempts'));
    world.at('2026-11-18T09:15:00+05:00');
    expect((await enter(council)).ok).toBe(true);
    // The right password ended the count: ten more are possible.
    expect(await enter(council, { password: 'no' })).toEqual(refused('wrong-credentials'));
  });

  test('from one address fifty tries, at whatever accounts; the table knows neither', async () => {
    const { worker } = officials;
    await withPassword(worker);
    const key = world.keys.mac('throttle', 'sign-in:address\n10.3.0.1');
    await world.db.insertInto('throttle').values({ key, window_start: world.now(), count: 49 }).execute();
    const address = '10.3.0.1';
    expect((await enter(worker, { address })).ok).toBe(true);
    expect(await enter(worker, { address })).toEqual(refused('too-many-attempts'));
    expect((await enter(worker)).ok).toBe(true);
    const rows = JSON.stringify(await world.db.selectFrom('throttle').selectAll().execute());
    for (const trace of ['10.3', 'example', Buffer.from('example').toString('hex')])
      expect(rows).not.toContain(trace);
  });
});

describe('a session', () => {
  const { head } = officials;
  beforeAll(() => withPassword(head));

  test('ends after 30 idle minutes, lives on while it is used, and is written at most once a minute', async () => {
    const token = await entered(head);
    const seenAt = async () =>
      (await world.db.selectFrom('sessions').select('last_seen_at').where('staff_id', '=', head.id).execute())
        .map((row) => row.last_seen_at.toISOString().slice(11, 19))
        .at(-1);
    world.at('2026-11-18T09:00:59+05:00');
    expect(await sessionOf(world, token)).not.toBeNull();
    expect(await seenAt()).toBe('04:00:00');
    for (const time of ['09:29:59', '09:59:58', '10:29:57']) {
      world.at(`2026-11-18T${time}+05:00`);
      expect(await sessionOf(world, token)).not.toBeNull();
    }
    expect(await seenAt()).toBe('05:29:57');
    world.at('2026-11-18T10:59:57+05:00');
    expect(await sessionOf(world, token)).toBeNull();
    world.at('2026-11-18T10:30:00+05:00');
    expect(await sessionOf(world, token)).toBeNull();
    expect((await auditOf(world, head.id)).at(-1)).toBe('- session-ended');
  });

  test('ends after 12 hours however busy it is', async () => {
    const token = await entered(head);
    for (let minutes = 20; minutes < 12 * 60; minutes += 20) {
      world.at(new Date(Date.parse(morning) + minutes * 60_000).toISOString());
      expect(await sessionOf(world, token)).not.toBeNull();
    }
    world.at('2026-11-18T20:59:59+05:00');
    expect((await sessionOf(world, token))?.endsAt).toEqual(new Date('2026-11-18T21:00:00+05:00'));
    world.at('2026-11-18T21:00:00+05:00');
    expect(await sessionOf(world, token)).toBeNull();
  });

  test('ends when signed out, here or everywhere; others go on', async () => {
    const { headNorth } = officials;
    await withPassword(headNorth);
    const [one, two, three] = [await entered(head), await entered(head), await entered(head)];
    const other = await entered(headNorth);
    await signOut(world, one);
    expect([await sessionOf(world, one), (await sessionOf(world, two))?.kind]).toEqual([null, 'open']);
    await signOut(world, one);
    await signOutEverywhere(world, head);
    expect([await sessionOf(world, two), await sessionOf(world, three)]).toEqual([null, null]);
    expect((await sessionOf(world, other))?.kind).toBe('open');
    expect((await auditOf(world, head.id)).slice(-2)).toEqual([
      '- sign-out',
      `${head.id} sign-out-everywhere`,
    ]);
  });

  test('ends at once when the account is disabled', async () => {
    const { administrator } = officials;
    await withPassword(administrator);
    const token = await entered(administrator);
    expect(await disableOfficial(world, emailOf(administrator))).toEqual({ ok: true, value: null });
    expect(await sessionOf(world, token)).toBeNull();
    expect(await enter(administrator)).toEqual(refused('wrong-credentials'));

    // Shut in the database itself, past the command: the same.
    const { curatorVillage } = officials;
    await resetPassword(world, emailOf(curatorVillage));
    await withPassword(curatorVillage);
    const other = await entered(curatorVillage);
    await setDisabled(world.db, curatorVillage.id, world.now());
    expect(await sessionOf(world, other)).toBeNull();
  });

  test('that has ended is swept away, one that lives is not', async () => {
    await entered(head);
    world.at('2026-11-18T09:30:01+05:00');
    const living = await entered(head);
    await cleanSessions(world);
    const left = await world.db
      .selectFrom('sessions')
      .where('staff_id', '=', head.id)
      .select('last_seen_at')
      .execute();
    expect(left.map((row) => row.last_seen_at)).toEqual([world.now()]);
    expect(await sessionOf(world, living)).not.toBeNull();
  });

  test('keeps the language that was chosen', async () => {
    const token = await entered(head);
    await chooseLanguage(world, head, 'ru');
    const session = await sessionOf(world, token);
    expect(session?.kind === 'open' && session.official.language).toBe('ru');
  });
});

describe('password', () => {
  const { curatorNorthTwo } = officials;
  const next = 'жаңа құпия сөз';

  test('a one-time password opens only the change; after it all sessions are new', async () => {
    const reset = await resetPassword(world, emailOf(curatorNorthTwo));
    if (!reset.ok) throw new Error(reset.error);
    const given = reset.value.password;
    expect(given).toMatch(/^[a-km-np-z2-9]{4}(-[a-km-np-z2-9]{4}){4}$/);
    const first = await enter(curatorNorthTwo, { password: given });
    if (!first.ok) throw new Error(first.error);
    expect(first.value.session.kind).toBe('password-due');
    expect(first.value.session).not.toHaveProperty('official');

    const changed = await changePassword(world, first.value.token, { current: given, next });
    if (!changed.ok) throw new Error(changed.error);
    expect(changed.value.session.kind).toBe('open');
    expect(await sessionOf(world, first.value.token)).toBeNull();
    expect((await sessionOf(world, changed.value.token))?.kind).toBe('open');
    expect(await enter(curatorNorthTwo, { password: given })).toEqual(refused('wrong-credentials'));
    expect((await enter(curatorNorthTwo, { password: next })).ok).toBe(true);
    expect(await auditOf(world, curatorNorthTwo.id)).toContain(`${curatorNorthTwo.id} password-changed`);
  });

  test.each([
    ['eleven letters', 'ә'.repeat(11), 'too-short'],
    ['eleven signs of two units each', '🐎'.repeat(11), 'too-short'],
    ['beyond measure', 'ә'.repeat(257), 'too-long'],
    ['the e-mail', 'REGISTRAR@example.kz', 'is-email'],
    ['the same again', password, 'unchanged'],
  ])('%s can’t be it', async (_name, typed, error) => {
    const { registrar } = officials;
    await withPassword(registrar);
    const token = await entered(registrar);
    expect(await changePassword(world, token, { current: password, next: typed })).toEqual(refused(error));
  });

  test('is changed only by who knows the old one, and not by trying', async () => {
    const { headHome } = officials;
    await withPassword(headHome);
    const token = await entered(headHome);
    const attempt = (current: string) => changePassword(world, token, { current, next });
    for (let tries = 0; tries < 10; tries += 1)
      expect(await attempt('not this one')).toEqual(refused('wrong-password'));
    expect(await attempt(password)).toEqual(refused('too-many-attempts'));
    await signOut(world, token);
    expect(await attempt(password)).toEqual(refused('session-ended'));
  });
});
