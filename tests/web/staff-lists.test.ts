import type { Hono } from 'hono';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { WebEnv } from '../../src/web/visit.ts';
import { officials, organisations } from '../support/directory.ts';
import { appealAt } from '../support/staff-appeals.ts';
import { receiptOf, seated } from '../support/staff-visitor.ts';
import type { Visitor } from '../support/visitor.ts';
import { wholeApp } from '../support/whole-app.ts';
import { openWorld, type World } from '../support/world.ts';

let world: World;
let app: Hono<WebEnv>;
beforeAll(async () => {
  world = await openWorld();
  app = wholeApp(world);
});
afterAll(() => world.close());

/** Receipt numbers of the appeals on the page, in order, each with a link to its page. */
const appealsOn = (visitor: Visitor): readonly string[] =>
  [...visitor.main.matchAll(/data-appeal="(\d{10})"([\s\S]*?)<\/tr>/g)].map(
    ([, receipt = '', inside = '']) => {
      expect(inside).toContain(`href="/staff/appeals/${receipt}"`);
      return receipt;
    },
  );

describe('the inbox', () => {
  const south = { department_id: organisations.centreSouth, curator_id: officials.curatorSouth.id };
  const due: readonly (readonly [string, string])[] = [
    ['2026-11-16', 'overdue'],
    ['2026-11-18', 'today'],
    ['2026-11-20', 'soon'],
    ['2026-12-09', 'later'],
  ];
  const receipts: string[] = [];

  beforeAll(async () => {
    for (const [index, [dueOn]] of due.entries()) {
      const id = await appealAt(
        world,
        { ...south, due_on: dueOn, state: 'distributed' },
        { type: index % 2 === 0 ? 'complaint' : 'request', language: 'ru', statement: `Слова ${index}` },
      );
      receipts.push(await receiptOf(world, id));
    }
  });

  test('groups by the last day, each with a word, a shape and a count', async () => {
    const visitor = await seated(world, app, 'curatorSouth');
    expect(appealsOn(visitor)).toEqual(receipts);
    const groups = [...visitor.main.matchAll(/<h2 id="group-(\w+)"[^>]*>([\s\S]*?)<\/h2>/g)];
    expect(groups.map(([, group]) => group)).toEqual(due.map(([, group]) => group));
    for (const [, , heading] of groups) {
      expect(heading).toContain('<svg');
      expect(heading).toMatch(/[а-яәіңғүұқөһ]+.*: 1/i);
    }
    expect(visitor.main.match(/<caption/g)).toHaveLength(4);
    expect(visitor.main).toMatch(/<span class="beginning" lang="ru">Слова 0/);
  });

  test('filters by a form that asks by GET', async () => {
    const visitor = await seated(world, app, 'curatorSouth');
    await visitor.send({ type: 'complaint' });
    expect(visitor.path).toMatch(/^\/staff\/inbox\?.*type=complaint/);
    expect(appealsOn(visitor)).toEqual([receipts[0], receipts[2]]);
    expect(visitor.value('type')).toBe('complaint');
    await visitor.send({ dueness: 'later' });
    expect(appealsOn(visitor)).toEqual([]);
    expect(visitor.words).toContain('Мұндай шартпен ештеңе табылмады');
    await visitor.goTo('/staff/inbox?type=nonsense&dueness=never&from=broken&whose=everyone');
    expect(visitor.status).toBe(200);
    expect(appealsOn(visitor)).toEqual(receipts);
  });

  test('mine are not the department’s, and another department’s are nobody’s here', async () => {
    const other = await appealAt(world, { ...south, curator_id: null, state: 'distributed' });
    const visitor = await seated(world, app, 'curatorSouth');
    expect(appealsOn(visitor)).not.toContain(await receiptOf(world, other));
    await visitor.goTo(visitor.link('Бүкіл бөлімдікі'));
    expect(appealsOn(visitor)).toContain(await receiptOf(world, other));
    const stranger = await seated(world, app, 'curatorVillage');
    expect(appealsOn(stranger)).toEqual([]);
    expect(stranger.words).toContain('Жұмыста ештеңе жоқ');
  });

  test('leafs by key: every appeal once, then back to the beginning', async () => {
    const village = { department_id: organisations.village, curator_id: officials.curatorVillage.id };
    for (let n = 0; n < 55; n += 1) await appealAt(world, { ...village, state: 'distributed' });
    const visitor = await seated(world, app, 'curatorVillage');
    const seen: string[] = [...appealsOn(visitor)];
    expect(seen.length).toBeLessThan(55);
    while (visitor.main.includes('rel="next"')) {
      await visitor.goTo(visitor.link('Келесі өтініштер'));
      seen.push(...appealsOn(visitor));
    }
    expect(seen).toHaveLength(55);
    expect(new Set(seen).size).toBe(55);
    await visitor.goTo(visitor.link('Тізімнің басына'));
    expect(appealsOn(visitor)[0]).toBe(seen[0]);
  });
});

describe('the registrar’s row', () => {
  test('urgent ones first and marked; what is missing and what is suggested', async () => {
    const plain = await appealAt(world, { state: 'registered' }, { region: 'KZ-75', topic: 'visits' });
    const urgent = await appealAt(world, { state: 'registered' }, { urgent: true, topic: null });
    const visitor = await seated(world, app, 'registrar');
    const listed = appealsOn(visitor);
    expect(listed.indexOf(await receiptOf(world, urgent))).toBe(0);
    expect(listed).toContain(await receiptOf(world, plain));
    const [first = ''] = visitor.main.split('</tr>').slice(1, 2);
    expect(first).toContain('Шұғыл');
    expect(first).toContain('тақырыбы белгісіз');
    expect(visitor.words).toContain('Солтүстік аудан орталығы, Куратор');
    expect(visitor.words).toMatch(/\d+ өтініш шешім күтуде/);
  });
});

describe('the head’s department', () => {
  test('curators with what they have, what came back, what is late: each appeal once', async () => {
    const north = { department_id: organisations.centreNorth, curator_id: officials.curatorNorth.id };
    const back = await appealAt(world, { ...north, state: 'reopened', due_on: '2026-11-10' });
    const late = await appealAt(world, { ...north, state: 'in-work', due_on: '2026-11-11' });
    const visitor = await seated(world, app, 'headNorth');
    expect(appealsOn(visitor)).toEqual([await receiptOf(world, back), await receiptOf(world, late)]);
    expect(visitor.words).toContain('Куратор Айгүл');
    expect(visitor.words).toContain('Мекемелердің 2026 жылғы бағасы');
    await visitor.goTo('/staff/row');
    expect(visitor.status).toBe(200);
  });
});

test('administrators see the state of the service, and no appeal', async () => {
  const visitor = await seated(world, app, 'administrator');
  expect(visitor.words).toContain('Сервистің күйі');
  expect(appealsOn(visitor)).toEqual([]);
});
