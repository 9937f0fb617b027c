import { tidyText } from '../journeys/check-answer.ts';
import { answerByText, askChange, changeOptions } from './answer.ts';
import { afterLanguage, byDigits, obey } from './commands.ts';
import type { Awaiting, Conversation, Running, TalkContext } from './conversation.ts';
import type { Turn } from './effects.ts';
import { addTo, giveShort, send } from './give.ts';
import { choiceOf, moreCode } from './options.ts';
import { keepOptions, languageOptions, menuOptions, menuShown, say, words } from './prompts.ts';
import {
  active,
  again,
  ask,
  currentQuestion,
  mainMenu,
  openForAddition,
  pathOf,
  proceed,
  turn,
} from './steps.ts';
import { commandOf } from './words.ts';

/** What the options of the main menu do. */
export const menuDeeds = {
  'menu-appeal': 'appeal',
  'menu-rate': 'rate',
  'menu-status': 'status',
  'menu-help': 'help',
} as const;
export const isMenu = (code: string): code is keyof typeof menuDeeds => code in menuDeeds;

/** Words when nothing was asked: digits of ours, more of the last appeal, or an appeal of their own. */
const unasked = (conversation: Conversation, text: string, ctx: TalkContext): Turn => {
  const digits = byDigits(conversation, text, ctx);
  if (digits !== null) return digits;
  if (!/\p{L}/u.test(text)) return mainMenu(conversation, ctx, [words('unclear.menu')]);
  const appeal = openForAddition(conversation, ctx);
  if (appeal !== null) return addTo(conversation, appeal.id, { text, media: [] }, ctx);
  return giveShort(conversation, { text, media: [] }, ctx);
};

/** The recording that has just been made: kept and sent, or made again. */
const decideKeep = (conversation: Conversation, running: Running, code: string, ctx: TalkContext): Turn => {
  if (code !== 'again') return send({ ...conversation, awaiting: null }, running, ctx);
  return proceed({ ...conversation, awaiting: null }, { ...running, files: running.files.slice(0, -1) }, ctx);
};

/** An option of a menu, by its code. */
export const choose = (
  conversation: Conversation,
  awaiting: Awaiting,
  code: string,
  ctx: TalkContext,
): Turn | null => {
  const free = { ...conversation, awaiting: null, misses: 0 };
  const running = active(conversation);
  switch (awaiting.kind) {
    case 'menu':
      return isMenu(code) ? obey(free, menuDeeds[code], '', ctx) : null;
    case 'language':
      if (code !== 'kk' && code !== 'ru') return null;
      return afterLanguage({ ...free, language: code, languageChosen: true }, ctx);
    case 'keep':
      return running === null ? null : decideKeep(conversation, running, code, ctx);
    case 'change': {
      if (running === null) return null;
      if (code === moreCode) return askChange(conversation, running, awaiting.page + 1, ctx);
      const question = pathOf(running, ctx).find(({ id }) => id === code);
      return question === undefined ? null : ask(free, running, question, ctx);
    }
    case 'new-appeal':
    case 'receipt':
    case 'code':
    case 'hand-over':
      return null;
  }
};

/** Under which name the options of each stand. */
const menuNames: Readonly<Record<Awaiting['kind'], string>> = {
  menu: 'main',
  language: 'language',
  change: 'change',
  keep: 'keep',
  'new-appeal': '',
  receipt: '',
  code: '',
  'hand-over': '',
};

const menuOf = (awaiting: Awaiting, running: Running | null, ctx: TalkContext) => {
  switch (awaiting.kind) {
    case 'menu':
      return menuOptions;
    case 'language':
      return languageOptions;
    case 'keep':
      return keepOptions;
    case 'change':
      return running === null ? [] : changeOptions(running, ctx);
    default:
      return [];
  }
};

/** An answer to what was asked outside of the journey; null where the words are something else. */
const awaited = (
  conversation: Conversation,
  awaiting: Awaiting,
  text: string,
  ctx: TalkContext,
): Turn | null => {
  const digits = text.replace(/\D/g, '');
  if (awaiting.kind === 'code' && digits.length === 6)
    return turn({ ...conversation, awaiting: null }, [], {
      deed: { kind: 'look-up', serial: awaiting.serial, code: digits },
    });
  if (awaiting.kind === 'new-appeal')
    return byDigits(conversation, text, ctx) ?? giveShort(conversation, { text, media: [] }, ctx);
  const options = menuOf(awaiting, active(conversation), ctx);
  const page = awaiting.kind === 'change' ? awaiting.page : 0;
  const shown = menuShown(menuNames[awaiting.kind], options, page, ctx);
  const code = choiceOf(text, shown, options, ctx.labels);
  return code === null ? null : choose(conversation, awaiting, code, ctx);
};

/** Words: a command, an answer to what was asked, or a beginning of their own. */
export const hearText = (conversation: Conversation, typed: string, ctx: TalkContext): Turn => {
  const text = tidyText(typed);
  const running = active(conversation);
  const question = running === null ? undefined : currentQuestion(running, ctx);
  const { awaiting } = conversation;
  if (text === '') return turn(conversation, [say('information', 'unreadable'), ...again(conversation, ctx)]);
  const inWords =
    awaiting === null &&
    (question?.kind === 'text' || question?.kind === 'statement' || question?.kind === 'organisation');
  const command = commandOf(text, { inWords });
  if (command !== null) return obey(conversation, command, '', ctx);
  const answered = awaiting === null ? null : awaited(conversation, awaiting, text, ctx);
  if (answered !== null) return answered;
  if (running !== null && question !== undefined)
    return answerByText({ ...conversation, awaiting: null }, running, question, text, ctx);
  return unasked(conversation, text, ctx);
};
