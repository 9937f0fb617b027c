import { randomUUID } from 'node:crypto';
import { Hono } from 'hono';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { submitRating } from '../../src/actions/ratings/submit-rating.ts';
import type { IndicatorNumber } from '../../src/domain/tally.ts';
import { useWeb } from '../../src/web/middleware.ts';
import { institutionPages } from '../../src/web/public/institution-pages.ts';
import type { WebEnv } from '../../src/web/visit.ts';
import { organisations } from '../support/directory.ts';
import { openWorld, type World } from '../support/world.ts';

let world: World;
let app: Hono<WebEnv>;
const rate = async (
  institutionId: string,
  marks: readonly number[],
  indicators: Partial<Record<IndicatorNumber, number>> = {},
) => {
  for (const mark of marks) {
    const taken = await submitRating(world, {
      submissionId: randomUUID(),
      institutionId,
      mark,
      indicators,
      service: null,
      when: null,
      reason: null,
      language: 'kk',
      channel: 'web',
      rater: { kind: 'device', token: randomUUID(), saysAnotherPerson: false },
    });
    expect(taken.ok).toBe(true);
  }
};
const get = (path: string, headers: Record<string, string> = {}) => app.request(path, { headers });
const text = async (path: string) => (await get(path)).text();
interface Listed {
  id: string;
  score: string | null;
  group: number | null;
  ratings: number | null;
  uncertainty: string | null;
  indicators: { indicator: number; score: string | null; ratings: number | null }[];
}
const listed = async (id: string, query = '') => {
  const response = await get(`/api/v1/institutions${query}`);
  const all = (await response.json()) as Listed[];
  return all.find((one) => one.id === id);
};

beforeAll(async () => {
  world = await openWorld();
  app = new Hono<WebEnv>();
  useWeb(app, {
    assets: { url: (entry) => `/assets/${entry}` },
    demo: false,
    publicBaseUrl: 'http://localhost',
    addressOf: () => '127.0.0.1',
    requestIdOf: () => 'test',
    contacts: { phone: '1414', sms: null, telegram: null },
  });
  app.route('/', institutionPages(world));
  await rate(organisations.centreNorth, [9, 8, 9, 8, 9, 10], { 3: 6, 7: 8 });
  await rate(organisations.centreSouth, [7, 8, 7, 8, 7, 8, 5, 10]);
  await rate(organisations.homeElders, [5, 5, 5, 5, 5]);
  await rate(organisations.homeChildren, [3, 4, 5, 5, 5]);
  await rate(organisations.village, [1, 1, 1, 1]);
});
afterAll(() => world.close());

describe('open data', () => {
  it('gives each rated institution with its figures', async () => {
    const response = await get('/api/v1/institutions?period=2026');
    expect(response.headers.get('content-type')).toContain('application/json');
    const all = (await response.json()) as Record<string, unknown>[];
    expect(all).toHaveLength(7);
    const north = all.find(({ id }) => id === organisations.centreNorth);
    expect(north).toMatchObject({
      name: { kk: 'Солтүстік аудан орталығы', ru: 'Центр северного района' },
      kind: 'centre',
      region: 'KZ-75',
      period: 2026,
      score: '7.53',
      group: 1,
      ratings: 5,
    });
    expect(north?.indicators).toContainEqual({ indicator: 3, score: '6.00', ratings: 5 });
    expect(north?.indicators).toContainEqual({ indicator: 1, score: null, ratings: null });
  });

  it.each([
    ['just below 7.5 is group 2', 'centreSouth', '7.40', 2, 5],
    ['exactly 5 is group 2', 'homeElders', '5.00', 2, 5],
    ['below 5 is group 3', 'homeChildren', '4.40', 3, 5],
    ['under 5 people there is nothing', 'village', null, null, null],
    ['with no rating there is nothing', 'supplier', null, null, null],
  ] as const)('%s', async (_, place, score, group, ratings) => {
    expect(await listed(organisations[place])).toMatchObject({ score, group, ratings });
  });

  it('of another year is empty of figures; of nonsense is refused', async () => {
    expect(await listed(organisations.centreNorth, '?period=2025')).toMatchObject({
      score: null,
      ratings: null,
    });
    expect((await get('/api/v1/institutions?period=nonsense')).status).toBe(400);
  });

  it('does not move until five more people have rated, and says so to caches', async () => {
    const before = await get('/api/v1/institutions');
    const tag = before.headers.get('etag') ?? '';
    expect(before.headers.get('cache-control')).toBe('public, max-age=60');
    await rate(organisations.homeElders, [10, 10, 10, 10]);
    expect(await listed(organisations.homeElders)).toMatchObject({ score: '5.00', ratings: 5 });
    expect((await get('/api/v1/institutions', { 'if-none-match': tag })).status).toBe(304);
    await rate(organisations.homeElders, [10]);
    expect(await listed(organisations.homeElders)).toMatchObject({ score: '7.50', group: 1, ratings: 10 });
    expect((await get('/api/v1/institutions', { 'if-none-match': tag })).status).toBe(200);
  });

  it('is a table for spreadsheets', async () => {
    const response = await get('/ru/institutions.csv?period=2026');
    expect(response.headers.get('content-disposition')).toContain('institutions-2026-ru.csv');
    const bytes = new Uint8Array(await response.arrayBuffer());
    expect([...bytes.slice(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    const lines = new TextDecoder().decode(bytes).trim().split('\n');
    expect(lines[0]).toContain('id,code,name,kind,kind_name,region');
    expect(lines).toHaveLength(8);
    expect(lines.find((line) => line.includes(organisations.centreNorth))).toContain(
      'Центр северного района,centre,районный центр,KZ-75,город Алматы,2026,7.53,1,5,',
    );
    expect(lines.find((line) => line.includes(organisations.village))).toMatch(/,2026,,,,,,,,,/);
  });

  it('never gives a spreadsheet a formula', async () => {
    await world.db
      .updateTable('organisations')
      .set({ ru: '=HYPERLINK("http://bad")' })
      .where('id', '=', organisations.supplier)
      .execute();
    await world.reference.refresh();
    expect(await text('/ru/institutions.csv')).toContain(`"'=HYPERLINK(""http://bad"")"`);
  });
});

describe('the list', () => {
  it.each([
    [
      'kk',
      'Мекемелерге берілген бағалар',
      ['Тиімділігі жоғары', 'Оңтайландыруды қажет етеді', 'Әзірге баға аз'],
    ],
    ['ru', 'Оценки учреждений', ['Высокая эффективность', 'Требует оптимизации', 'Пока мало оценок']],
  ])('stands in groups with words and shapes (%s)', async (language, title, groups) => {
    const page = await text(`/${language}/institutions`);
    expect(page).toContain(title);
    for (const group of groups) expect(page).toContain(group);
    expect(page.match(/<section data-group="[123]|<section data-group="none/g)?.length).toBeGreaterThan(2);
    expect(page.match(/<h1/g)).toHaveLength(1);
    expect(page).not.toMatch(/style="|<script>/);
  });

  it('is narrowed and sorted by the address alone', async () => {
    const page = await text('/kk/institutions?name=солтустик&region=KZ-75&kind=centre&sort=name');
    expect(page).toContain('Солтүстік аудан орталығы');
    expect(page).not.toContain('Оңтүстік аудан орталығы');
    expect(page).toContain('value="солтустик"');
    expect(await text('/kk/institutions?name=жоқ-нәрсе')).toContain('Мұндай мекеме табылмады');
  });

  it('shows what is typed as text and nothing else', async () => {
    const page = await text(`/ru/institutions?name=${encodeURIComponent('"><script>alert(1)</script>')}`);
    expect(page).not.toContain('<script>alert');
  });
});

describe('the page of an institution', () => {
  it('says score, group, number of ratings and how sure it is, with a table under the chart', async () => {
    const page = await text(`/ru/institutions/${organisations.centreNorth}`);
    expect(page).toContain('data-score="7.53"');
    expect(page).toContain('высокая эффективность');
    expect(page).toContain('Посчитан по 5 оценкам за 2026 год.');
    expect(page).toMatch(/показатель мог бы быть от \d+,\d до \d+,\d/);
    expect(page.indexOf('<table')).toBeGreaterThan(page.indexOf('role="img"'));
    expect(page).toContain('/ru/rate?institution=test-centreNorth');
  });
  it('says that it is not enough yet, and no figure', async () => {
    const page = await text(`/kk/institutions/${organisations.village}`);
    expect(page).toContain('5 адамға жетпеді');
    expect(page).not.toContain('data-score');
  });
  it.each(['nonsense', organisations.ministry, randomUUID()])('is not there for %s', async (id) => {
    expect((await get(`/kk/institutions/${id}`)).status).toBe(404);
  });
});
