import { describe, expect, it } from 'vitest';
import { createPaperService } from '../../commands/parts/paper-service.ts';
import { createPlayer } from '../../commands/parts/player.ts';
import type { What } from '../../domain/conversation/inbound.ts';
import { answerNews, stateNews } from '../../domain/conversation/news.ts';
import type { Prompt } from '../../domain/conversation/prompt.ts';
import { askQuestion, closingPhone, say } from '../../domain/conversation/prompts.ts';
import { type Language, languages } from '../../domain/language.ts';
import { groupReceipt } from '../../domain/receipt-number.ts';
import { appealStates } from '../../domain/states.ts';
import { longestData } from './callback-data.ts';
import { compose, hasRoom, mostCharacters, type TelegramMessage } from './compose.ts';
import { markupOf } from './send.ts';

const style = {
  choicesPerMessage: 4,
  hasRoom,
  brief: false,
  stopEndsNotices: false,
  replies: 'later',
  leads: false,
} as const;
const news = {
  serial: 260000001,
  dueOn: '2026-12-09',
  organisation: { kk: 'Орталық', ru: 'Центр' },
  helpPhone: '1414',
};
const messages = (prompts: readonly Prompt[], language: Language): readonly TelegramMessage[] =>
  compose(prompts, language).flatMap((part) => (part.kind === 'message' ? [part.message] : []));

/** Everything that one person may be asked and told, from one end of a journey to the other. */
const everything = (language: Language): readonly (readonly Prompt[])[] => {
  const player = createPlayer(createPaperService(), { channel: 'telegram', style, address: '42', language });
  const said: (readonly Prompt[])[] = [];
  const hear = (what: What | string): void => {
    said.push(player.hear(typeof what === 'string' ? { kind: 'text', text: what } : what));
  };
  for (const command of ['start', 'help', 'language', 'status', 'rate', 'appeal'] as const)
    hear({ kind: 'command', command });
  const long = 'Лифт не работает. '.repeat(40);
  const answers = ['2', '1', '1', 'А'.repeat(180), '1', '+77010000001', '1', '1', long];
  for (const text of [
    ...answers,
    'Астана',
    'орталығы',
    '1',
    '1',
    'Б'.repeat(190),
    '1, 6',
    '+77010000002',
    '1',
  ])
    hear(text);
  for (let question = 0; question < 14; question += 1) {
    hear({ kind: 'command', command: 'repeat' });
    hear({ kind: 'command', command: 'skip' });
  }
  hear({ kind: 'choice', question: 'check', code: 'change' });
  hear({ kind: 'crowd' });
  return [...said, ...appealStates.map((state) => stateNews(news, state))];
};

describe.each(languages)('in %s', (language) => {
  const said = everything(language);

  it('no message is longer than people can bear, and none is empty', () => {
    for (const prompts of said)
      for (const { text } of messages(prompts, language)) {
        expect(text.trim()).not.toBe('');
        expect(text.length, text).toBeLessThanOrEqual(mostCharacters);
        expect(text).toMatch(/\p{L}/u);
      }
  });

  it('buttons: at most four, one a row, carried in 64 bytes, each making sense alone', () => {
    let buttons = 0;
    for (const prompts of said)
      for (const message of messages(prompts, language)) {
        const markup = markupOf(message);
        const rows = markup !== null && 'inline_keyboard' in markup ? markup.inline_keyboard : [];
        expect(rows.length).toBeLessThanOrEqual(4);
        for (const row of rows) {
          expect(row).toHaveLength(1);
          buttons += 1;
        }
        for (const { label, data } of message.buttons) {
          expect(new TextEncoder().encode(data).length).toBeLessThanOrEqual(longestData);
          expect(label).toMatch(/\p{L}{3}/u);
          expect(label).not.toMatch(/^(иә|жоқ|да|нет)$/i);
        }
      }
    expect(buttons).toBeGreaterThan(50);
  });

  it('what can be chosen stands as numbered words too', () => {
    for (const prompts of said)
      for (const { ask } of prompts) {
        const text = messages(prompts, language)
          .map((message) => message.text)
          .join('\n');
        for (const { number } of ask?.choices ?? []) expect(text).toMatch(new RegExp(`^${number}\\. `, 'm'));
      }
  });

  it('a number stands on its own line, in groups', () => {
    for (const state of appealStates)
      for (const { text } of messages(stateNews(news, state), language))
        expect(text.split('\n')).toContain(groupReceipt(news.serial));
  });
});

it('a question is never parted from its options, however much is said before it', () => {
  const question = askQuestion(
    {
      id: 'danger',
      kind: 'choice',
      optional: false,
      options: [{ code: 'yes', label: { key: 'domain:yesNo.yes' } }],
    },
    { page: 0, found: [], lines: Array.from({ length: 12 }, () => ({ key: 'talk:danger' })) },
    { style },
  );
  const shown = messages([question], 'ru');
  expect(shown.length).toBeGreaterThan(3);
  expect(shown.slice(0, -1).every(({ buttons }) => buttons.length === 0)).toBe(true);
  expect(shown.at(-1)).toMatchObject({
    text: expect.stringContaining('1. Да'),
    buttons: [{ label: 'Опасность: да' }],
  });
});

describe('an answer', () => {
  const prompts = (text: string, files: readonly string[] = []) =>
    answerNews(news, { text, language: 'kk', files });

  it('goes with its files behind it, and what follows is a message of its own', () => {
    const parts = compose(prompts('Пандус орнатылды.', ['f1', 'f2']), 'kk');
    expect(parts.map((part) => (part.kind === 'file' ? part.fileId : part.kind))).toEqual([
      'message',
      'f1',
      'f2',
      'message',
    ]);
  });

  it('is passed on letter by letter, whatever stands in it, and parted where it is too long', () => {
    const words = `_Бірінші_ *жол* [x](y) <b>&lt; \`код\` {{name}} ${'Ұзақ сөйлем осында. '.repeat(500)}`;
    const shown = messages(prompts(words), 'kk');
    expect(shown.length).toBeGreaterThan(2);
    const whole = shown.map(({ text }) => text).join(' ');
    expect(whole.replace(/\s+/g, ' ')).toContain(words.trim().replace(/\s+/g, ' '));
    for (const { text } of shown) expect(text.length).toBeLessThanOrEqual(4_096);
  });
});

describe('the button for the telephone', () => {
  const asked = askQuestion(
    { id: 'phone', kind: 'phone', optional: true },
    { page: 0, found: [] },
    { style },
  );
  const menu = askQuestion(
    {
      id: 'danger',
      kind: 'choice',
      optional: false,
      options: [{ code: 'no', label: { key: 'domain:yesNo.no' } }],
    },
    { page: 0, found: [] },
    { style },
  );
  it('is there while the own number is asked, with a way past it', () => {
    expect(messages([asked], 'ru').map(markupOf)).toEqual([
      {
        keyboard: [
          [{ text: 'Отправить мой номер телефона', request_contact: true }],
          [{ text: 'Пропустить' }],
        ],
        resize_keyboard: true,
        one_time_keyboard: true,
      },
    ]);
    const others = askQuestion(
      { id: 'applicant-phone', kind: 'phone', optional: true },
      { page: 0, found: [] },
      { style },
    );
    expect(messages([others], 'ru')[0]?.keyboard).toBe('none');
  });
  it('is taken away by what comes after it', () => {
    const plain = messages(closingPhone([asked], [say('confirmation', 'dropped')]), 'ru');
    expect(plain.map(markupOf)).toEqual([{ remove_keyboard: true }]);
    // A message has buttons of its own or takes the keyboard away, not both.
    const [first, second] = messages(closingPhone([asked], [menu]), 'ru');
    expect(first && markupOf(first)).toEqual({ remove_keyboard: true });
    expect(second?.buttons).toHaveLength(1);
  });
});
