import { describe, expect, it } from 'vitest';
import { createChatPace } from './chat-pace.ts';
import { createFloodWatch, sentAs } from './outcome.ts';
import { wayOf } from './send-file.ts';
import { botIdOf } from './settings.ts';

describe('the pace of one chat', () => {
  it('lets a few messages through at once and then one a second; chats do not wait for each other', async () => {
    let now = 0;
    const waits: number[] = [];
    const pace = createChatPace(
      () => now,
      async (ms) => {
        waits.push(ms);
        now += ms;
      },
    );
    for (let message = 0; message < 4; message += 1) await pace('42');
    expect(waits).toEqual([]);
    await pace('42');
    await pace('42');
    expect(waits).toEqual([1_000, 1_000]);
    await pace('43');
    expect(waits).toHaveLength(2);
    now += 60_000;
    for (let message = 0; message < 4; message += 1) await pace('42');
    expect(waits).toHaveLength(2);
  });
});

describe('what Telegram says', () => {
  const now = Date.parse('2026-11-18T10:00:00+05:00');
  const refused = (status: number, description = 'x', retryAfter: number | null = null) =>
    sentAs({ outcome: 'refused', status, description, retryAfter }, '42', now, createFloodWatch());
  const later = (ms: number | null, everyone = false) => ({
    outcome: 'try-later',
    at: ms === null ? null : new Date(now + ms),
    everyone,
  });
  it.each([
    ['429', refused(429, 'Too Many Requests: retry after 7', 7), later(7_000)],
    ['429 without a time', refused(429), later(1_000)],
    ['500', refused(500), later(null)],
    ['502 of a gateway', refused(502, ''), later(null)],
    ['504: it gave up waiting', refused(504, ''), { outcome: 'unknown' }],
    ['401', refused(401, 'Unauthorized'), later(60_000, true)],
    ['404: the token is wrong', refused(404, 'Not Found'), later(60_000, true)],
    ['403 of a proxy', refused(403, ''), later(60_000, true)],
    ['a redirect', refused(307, ''), later(60_000, true)],
    ['blocked', refused(403, 'Forbidden: bot was blocked by the user'), { outcome: 'blocked-by-person' }],
    ['gone', refused(403, 'Forbidden: user is deactivated'), { outcome: 'address-wrong' }],
    ['no chat', refused(400, 'Bad Request: chat not found'), { outcome: 'address-wrong' }],
    [
      'not a good message',
      refused(400, 'Bad Request: message is too long'),
      { outcome: 'never', code: 'telegram-400' },
    ],
  ])('%s', (_name, sent, meant) => {
    expect(sent).toEqual(meant);
  });

  it('a second chat held back while the first one’s pause runs means everyone', () => {
    const flood = createFloodWatch();
    expect(flood('1', 0, 30_000)).toBe('this-chat');
    expect(flood('1', 1_000, 30_000)).toBe('this-chat');
    expect(flood('2', 2_000, 30_000)).toBe('everyone');
    expect(flood('2', 40_000, 30_000)).toBe('this-chat');
  });
});

it.each([
  ['video', 'video/mp4', 1, 'sendVideo'],
  ['video', 'video/webm', 1, 'sendVideo'],
  ['picture', 'image/jpeg', 1, 'sendPhoto'],
  ['picture', 'image/jpeg', 11 * 1024 * 1024, 'sendDocument'],
  ['sound', 'audio/ogg', 1, 'sendVoice'],
  ['sound', 'audio/mpeg', 1, 'sendAudio'],
  ['sound', 'audio/wav', 1, 'sendDocument'],
  ['document', 'application/pdf', 1, 'sendDocument'],
] as const)('a %s (%s, %i bytes) goes by %s or its like', (kind, mediaType, bytes, method) => {
  expect(wayOf({ kind, mediaType, bytes }).method).toBe(method);
});

it('the bot is named by what everybody may know of it, never by its token', () => {
  expect(botIdOf('700001:secret')).toBe('700001');
  expect(botIdOf('sampleToken')).toMatch(/^[0-9a-f]{12}$/);
});
