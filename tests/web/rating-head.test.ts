import { randomUUID } from 'node:crypto';
import type { Hono } from 'hono';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ratingsForHead } from '../../src/actions/ratings/ratings-for-head.ts';
import { submitRating } from '../../src/actions/ratings/submit-rating.ts';
import type { WebEnv } from '../../src/web/visit.ts';
import { type officials as all, officials, organisations } from '../support/directory.ts';
import { seated } from '../support/staff-visitor.ts';
import { Visitor } from '../support/visitor.ts';
import { wholeApp } from '../support/whole-app.ts';
import { openWorld, type World } from '../support/world.ts';

let world: World;
let app: Hono<WebEnv>;
beforeAll(async () => {
  world = await openWorld();
  app = wholeApp(world);
});
afterAll(() => world.close());

const rate = async (institutionId: string, mark: number, reason: string | null = null) => {
  const token = randomUUID();
  const taken = await submitRating(world, {
    submissionId: randomUUID(),
    institutionId,
    mark,
    indicators: {},
    service: 'home-care',
    when: null,
    reason,
    language: 'ru',
    channel: 'web',
    rater: { kind: 'device', token, saysAnotherPerson: false },
  });
  expect(taken.ok).toBe(true);
  return token;
};
const seen = async (who: keyof typeof all, institutionId: string) => {
  const ratings = await ratingsForHead(world, officials[who]);
  if (!ratings.ok) throw new Error(ratings.error);
  return {
    institution: ratings.value.institutions.find(({ id }) => id === institutionId),
    newest: ratings.value.newest,
  };
};

it('a mark given on the site stands on the head’s page within 2 s', async () => {
  const started = performance.now();
  const person = await new Visitor(app).goTo('/kk/rate?institution=test-homeElders');
  for (const fields of [
    {},
    {},
    {},
    { mark: '2' },
    { reason: 'Түскі ас суық болды.' },
    { 'make-appeal': 'no' },
    {},
    {},
  ])
    await person.send(fields);
  expect(person.question).toBe('done');
  const sent = performance.now();
  const head = await seated(world, app, 'head');
  expect(head.words).toContain('Түскі ас суық болды.');
  expect(head.words).toContain('Қарттар үйі');
  expect(performance.now() - sent).toBeLessThan(2_000);
  expect(sent - started).toBeLessThan(20_000);
});

describe('the head of a department', () => {
  it('sees marks of the institutions below as they come, with words and without anybody', async () => {
    const token = await rate(organisations.centreSouth, 3, 'Долго ждали');
    const { institution, newest } = await seen('head', organisations.centreSouth);
    expect(institution).toMatchObject({ own: false, marks: 1, mean: '3.00', score: null, group: null });
    expect(newest[0]).toMatchObject({ mark: 3, reason: 'Долго ждали', day: '2026-11-18' });
    expect(JSON.stringify(newest)).not.toContain(token);
    expect(Object.keys(newest[0] ?? {}).sort()).toEqual(
      ['day', 'institution', 'language', 'mark', 'reason', 'service', 'when'].sort(),
    );
  });

  it('sees nothing of institutions elsewhere', async () => {
    await rate(organisations.village, 1, 'Елтай');
    const { institution, newest } = await seen('head', organisations.village);
    expect(institution).toBeUndefined();
    expect(JSON.stringify(newest)).not.toContain('Елтай');
  });

  it('leaves a line in the audit for each look', async () => {
    const looks = () =>
      world.db.selectFrom('audit').selectAll().where('action', '=', 'look-ratings').execute();
    const before = (await looks()).length;
    await seen('head', organisations.centreSouth);
    expect(await looks()).toHaveLength(before + 1);
  });
});

describe('the head of the rated institution', () => {
  it('sees of it what the public sees, and no single mark or word', async () => {
    for (const mark of [8, 9, 8, 9]) await rate(organisations.centreNorth, mark, 'Тек бізге айтылған сөз');
    const few = await seen('headNorth', organisations.centreNorth);
    expect(few.institution).toMatchObject({ own: true, marks: null, mean: null, score: null });
    expect(few.newest).toEqual([]);
    await rate(organisations.centreNorth, 10);
    await rate(organisations.centreNorth, 1);
    const five = await seen('headNorth', organisations.centreNorth);
    expect(five.institution).toMatchObject({ marks: 5, mean: '8.80', score: '8.80', group: 1 });
    expect(five.newest).toEqual([]);
  });
});

it.each(['curatorNorth', 'registrar', 'worker', 'council', 'administrator'] as const)(
  '%s gets no ratings',
  async (who) => {
    expect(await ratingsForHead(world, officials[who])).toEqual({ ok: false, error: 'not-allowed' });
  },
);
