import type { Hono } from 'hono';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { mostQuotedSegments, smsSegments } from '../../src/domain/sms-length.ts';
import { smsAroundOfficial, smsOfOfficial, typedMark } from '../../src/text/sms-cost.ts';
import type { WebEnv } from '../../src/web/visit.ts';
import { officials, organisations } from '../support/directory.ts';
import { appealAt } from '../support/staff-appeals.ts';
import { pageOf, seated } from '../support/staff-visitor.ts';
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

const opened = async (answerChannel: 'sms' | 'site'): Promise<{ appealId: string; visitor: Visitor }> => {
  const place = {
    department_id: organisations.centreNorth,
    curator_id: officials.curatorNorth.id,
    state: 'in-work',
  };
  const appealId = await appealAt(world, place, { answerChannel, channel: 'sms' });
  const visitor = await seated(world, app, 'curatorNorth');
  await visitor.goTo(await pageOf(world, appealId));
  return { appealId, visitor };
};
const text = 'Қызметкер ертең сағат онда келеді. Оның аты – Айгүл. Келмесе, осында жазыңыз.';

describe('what an answer by SMS will cost', () => {
  it('is counted by the service, with nothing sent and nothing lost', async () => {
    const { appealId, visitor } = await opened('sms');
    expect(visitor.html).toContain('67 таңба');
    await visitor.act('answer', { 'answer-text': text, 'answer-result': 'met', 'count-sms': 'yes' });
    expect(visitor.status).toBe(200);
    const words = { kind: 'answer', serial: 0, text, language: 'kk', hasFiles: false } as const;
    const count = smsSegments(smsOfOfficial(words));
    expect(count).toBeGreaterThan(2);
    expect(visitor.html).toContain(`${count} SMS болып барады`);
    expect(visitor.html).toContain(text);
    const { state } = await world.db
      .selectFrom('appeals')
      .select('state')
      .where('id', '=', appealId)
      .executeTakeFirstOrThrow();
    expect(state).toBe('in-work');
    await visitor.act('answer', { 'answer-text': text });
    expect(visitor.path).toContain('done=answer');
  });

  it('says when only the beginning will arrive', async () => {
    const { visitor } = await opened('sms');
    await visitor.act('ask', { 'ask-text': 'Бұл қай күні болды? '.repeat(50), 'count-sms': 'yes' });
    expect(visitor.html).toContain(`${mostQuotedSegments} SMS-тен ұзын`);
  });

  it('is not spoken of where no SMS is sent', async () => {
    const { visitor } = await opened('site');
    expect(visitor.html).not.toContain('data-sms-cost');
    expect(visitor.html).not.toContain('count-sms');
  });

  it.each([
    ['answer', false],
    ['answer', true],
    ['question', false],
  ] as const)('is what a script in the page counts: %s, with files: %s', (kind, hasFiles) => {
    for (const language of ['kk', 'ru'] as const) {
      const words = { kind, serial: 260000001, language, hasFiles };
      const around = smsAroundOfficial(words);
      expect(around.split(typedMark)).toHaveLength(2);
      expect(around.replace(typedMark, text)).toBe(smsOfOfficial({ ...words, text }));
    }
  });
});
