import type { Hono } from 'hono';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { staffRoles } from '../../src/domain/people.ts';
import type { WebEnv } from '../../src/web/visit.ts';
import { officials, organisations } from '../support/directory.ts';
import { appealAt } from '../support/staff-appeals.ts';
import {
  emailOf,
  givePasswords,
  type OfficialKey,
  pageOf,
  seated,
  signedIn,
  staffPassword,
} from '../support/staff-visitor.ts';
import { Visitor } from '../support/visitor.ts';
import { wholeApp } from '../support/whole-app.ts';
import { openWorld, type World } from '../support/world.ts';

let world: World;
let app: Hono<WebEnv>;
const keys = Object.keys(officials) as OfficialKey[];
beforeAll(async () => {
  world = await openWorld();
  app = wholeApp(world);
  await givePasswords(world, 'worker', 'council', 'curatorVillage', 'curatorNorthTwo', 'curatorSouth');
});
afterAll(() => world.close());

const noon = '2026-11-18T12:00:00+05:00';
const later = (minutes: number): string => new Date(Date.parse(noon) + minutes * 60_000).toISOString();

describe('signing in', () => {
  test('an unknown address and a wrong password are answered alike, with what was typed kept', async () => {
    const visitor = await new Visitor(app).goTo('/staff/sign-in');
    await visitor.send({ email: 'nobody@example.kz', password: staffPassword });
    const unknown = visitor.errors;
    expect(visitor.status).toBe(401);
    await visitor.send({ email: emailOf('worker'), password: 'not this one at all' });
    expect(visitor.errors).toEqual(unknown);
    expect(unknown).toHaveLength(1);
    expect(visitor.value('email')).toBe(emailOf('worker'));
    expect(visitor.value('password')).toBe('');
    expect(visitor.title).toMatch(/^Қате: /);
  });

  test('nothing typed: each field says what it needs', async () => {
    const visitor = await new Visitor(app).goTo('/staff/sign-in');
    await visitor.send();
    expect(visitor.status).toBe(422);
    expect(visitor.errors).toHaveLength(2);
  });

  test('leads on to the page that was asked for, and never to another site', async () => {
    const visitor = await new Visitor(app).goTo('/staff/sessions');
    expect(visitor.path).toMatch(/^\/staff\/sign-in\?/);
    await visitor.send({ email: emailOf('council'), password: staffPassword });
    expect(visitor.path).toBe('/staff/sessions');

    const tricked = await new Visitor(app).goTo('/staff/sign-in?next=https://example.com/');
    await tricked.send({ email: emailOf('council'), password: staffPassword });
    expect(tricked.path).toBe('/staff/');
  });

  test('the cookie is kept from scripts', async () => {
    const body = new URLSearchParams({ email: emailOf('council'), password: staffPassword });
    const response = await app.request('/staff/sign-in', { method: 'POST', body });
    expect(response.headers.get('set-cookie')).toMatch(/^staff=[\w-]{43}; Path=\/; HttpOnly; SameSite=Lax$/);
    expect(response.headers.get('cache-control')).toBe('no-store');
  });

  test('a one-time password must be changed before anything else', async () => {
    await world.db
      .updateTable('staff')
      .set({ must_change_password: true })
      .where('id', '=', officials.curatorVillage.id)
      .execute();
    const visitor = await signedIn(app, 'curatorVillage');
    expect(visitor.path).toBe('/staff/password');
    await visitor.goTo('/staff/inbox');
    expect(visitor.path).toBe('/staff/password');

    await visitor.send({ current: staffPassword, next: 'short', again: 'short' });
    expect(visitor.status).toBe(422);
    await visitor.send({ current: staffPassword, next: 'бес қарапайым сөз', again: 'бес қарапайым' });
    expect(visitor.errors).toHaveLength(1);
    await visitor.send({ current: 'not the one', next: 'бес қарапайым сөз', again: 'бес қарапайым сөз' });
    expect(visitor.errors).toHaveLength(1);
    await visitor.send({ current: staffPassword, next: 'бес қарапайым сөз', again: 'бес қарапайым сөз' });
    expect(visitor.path).toMatch(/^\/staff\/\?note=password/);
    expect(visitor.words).toContain('Құпиясөз өзгертілді');
    await givePasswords(world, 'curatorVillage');
  });
});

describe('the first page of each role', () => {
  test.each([
    ['registrar', 'Тіркеуші кезегі'],
    ['curatorNorth', 'Жұмыстағы өтініштер'],
    ['headNorth', 'Менің бөлімім'],
    ['worker', 'Мұнда не істеуге болады'],
    ['council', 'Мұнда не істеуге болады'],
    ['ministry', 'Мұнда не істеуге болады'],
    ['administrator', 'Мұнда не істеуге болады'],
  ] as const)('%s', async (key, heading) => {
    const visitor = await seated(world, app, key);
    expect(visitor.path).toBe('/staff/');
    expect(visitor.heading).toContain(heading);
    expect(visitor.html).toMatch(/<html lang="kk"/);
    expect(visitor.html.match(/<h1/g)).toHaveLength(1);
    expect(visitor.html.match(/<main/g)).toHaveLength(1);
  });

  test('there is a case for every role', () => {
    const covered = new Set(keys.map((key) => officials[key].role));
    expect([...covered].sort()).toEqual([...staffRoles].sort());
  });

  test.each(['worker', 'council', 'ministry', 'administrator'] as const)(
    '%s gets no list and no appeal',
    async (key) => {
      const appealId = await appealAt(world, {
        department_id: organisations.centreNorth,
        state: 'distributed',
      });
      const visitor = await seated(world, app, key);
      for (const path of ['/staff/row', '/staff/inbox', '/staff/department']) {
        await visitor.goTo(path);
        expect([path, visitor.status]).toEqual([path, 403]);
      }
      await visitor.goTo(await pageOf(world, appealId));
      expect(visitor.status).toBe(404);
    },
  );
});

describe('the language', () => {
  test('is the account’s, and can be switched on each page', async () => {
    const visitor = await seated(world, app, 'ministry');
    await visitor.goTo('/staff/sessions');
    expect(visitor.html).toMatch(/<html lang="kk"/);
    await visitor.goTo(visitor.link('Русский'));
    expect(visitor.path).toBe('/staff/sessions');
    expect(visitor.html).toMatch(/<html lang="ru"/);
    const elsewhere = await seated(world, app, 'ministry');
    expect(elsewhere.html).toMatch(/<html lang="ru"/);
    await elsewhere.goTo('/staff/?lang=kk');
    expect(elsewhere.html).toMatch(/<html lang="kk"/);
  });
});

describe('signing out', () => {
  test('here: the cookie is worth nothing any more', async () => {
    const visitor = await seated(world, app, 'council');
    const copy = visitor.tab();
    await visitor.goTo('/staff/sessions');
    await visitor.send();
    expect(visitor.path).toMatch(/^\/staff\/sign-in/);
    await copy.goTo('/staff/sessions');
    expect(copy.path).toMatch(/^\/staff\/sign-in/);
  });

  test('everywhere: other devices too', async () => {
    const first = await seated(world, app, 'council');
    const second = await seated(world, app, 'council');
    await first.goTo('/staff/sessions');
    const csrf = first.value('csrf') ?? '';
    const cookie = `staff=${first.cookies.get('staff')}`;
    const body = new URLSearchParams({ csrf });
    await app.request('/staff/sessions', { method: 'POST', body, headers: { cookie } });
    await second.goTo('/staff/sessions');
    expect(second.path).toMatch(/^\/staff\/sign-in/);
  });
});

describe('a session that ends', () => {
  test('after 30 idle minutes; being there prolongs it, and the page says until when', async () => {
    world.at(noon);
    const visitor = await seated(world, app, 'curatorSouth');
    expect(visitor.html).toContain('12:30');
    world.at(later(29));
    const kept = await app.request('/staff/session', {
      method: 'POST',
      headers: { cookie: `staff=${visitor.cookies.get('staff')}` },
    });
    expect(await kept.json()).toEqual({ seconds: 1800 });
    world.at(later(58));
    await visitor.goTo('/staff/inbox');
    expect(visitor.status).toBe(200);
    world.at(later(89));
    await visitor.goTo('/staff/inbox');
    expect(visitor.path).toMatch(/^\/staff\/sign-in\?.*why=ended/);
    world.at(noon);
  });

  test('nothing typed is lost: the form comes back filled after signing in, and is not sent by itself', async () => {
    world.at(noon);
    const appealId = await appealAt(world, {
      department_id: organisations.centreSouth,
      curator_id: officials.curatorSouth.id,
      state: 'in-work',
    });
    const visitor = await seated(world, app, 'curatorSouth');
    await visitor.goTo(await pageOf(world, appealId));
    world.at(later(31));
    const text = 'Қызметкер ертең келеді.\n"Екінші жол" <осылай>.';
    await visitor.act('answer', { 'answer-text': text });
    expect(visitor.status).toBe(401);
    expect(visitor.words).toContain('Мәтініңіз жоғалған жоқ');

    await visitor.send({ email: emailOf('curatorSouth'), password: 'a wrong password first' });
    expect(visitor.status).toBe(401);
    await visitor.send({ email: emailOf('curatorSouth'), password: staffPassword });
    expect(visitor.status).toBe(200);
    const values = new Map(visitor.formOf('answer').values);
    expect(values.get('answer-text')?.replaceAll('\r\n', '\n')).toBe(text);
    const before = await world.db
      .selectFrom('appeals')
      .select('state')
      .where('id', '=', appealId)
      .executeTakeFirst();
    expect(before?.state).toBe('in-work');

    await visitor.act('answer');
    expect(visitor.status).toBe(200);
    const after = await world.db
      .selectFrom('appeals')
      .select('state')
      .where('id', '=', appealId)
      .executeTakeFirst();
    expect(after?.state).toBe('answered');
    world.at(noon);
  });

  test('another official who signs in there does not see the words', async () => {
    world.at(noon);
    const appealId = await appealAt(world, {
      department_id: organisations.centreNorth,
      curator_id: officials.curatorNorth.id,
      state: 'in-work',
    });
    const visitor = await seated(world, app, 'curatorNorth');
    await visitor.goTo(await pageOf(world, appealId));
    world.at(later(31));
    await visitor.act('note', { 'note-text': 'Тек өзім үшін.' });
    await visitor.send({ email: emailOf('curatorNorthTwo'), password: staffPassword });
    expect(visitor.path).toMatch(/^\/staff\/\?note=another/);
    expect(visitor.html).not.toContain('Тек өзім үшін');
    world.at(noon);
  });
});
