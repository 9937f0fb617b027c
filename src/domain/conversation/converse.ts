import { tidyText } from '../journeys/check-answer.ts';
import { said } from '../journeys/journey.ts';
import { answerByCode, answerByText, askChange, changeOptions, skip } from './answer.ts';
import { onTheLine } from './calling.ts';
import { afterLanguage, byDigits, obey } from './commands.ts';
import {
  type Awaiting,
  afterPause,
  type Conversation,
  type Running,
  type TalkContext,
} from './conversation.ts';
import { detectLanguage } from './detect-language.ts';
import type { Turn } from './effects.ts';
import { addTo, fileKindOf, giveShort, send } from './give.ts';
import type { Media, What } from './inbound.ts';
import { choiceOf, moreCode, pageOf, skipCode } from './options.ts';
import type { Words } from './prompt.ts';
import { askMenu, keepOptions, languageOptions, menuOptions, menuShown, say, words } from './prompts.ts';
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

const menuDeeds = {
  'menu-appeal': 'appeal',
  'menu-rate': 'rate',
  'menu-status': 'status',
  'menu-help': 'help',
} as const;
const isMenu = (code: string): code is keyof typeof menuDeeds => code in menuDeeds;

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
const choose = (
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

const hearText = (conversation: Conversation, typed: string, ctx: TalkContext): Turn => {
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

const heardWords = (media: Media): Words => {
  const key = media.kind === 'video-note' ? 'heard.signs' : `heard.${media.kind}`;
  return media.kind === 'voice' && media.seconds !== undefined
    ? words('heard.voiceSeconds', { count: Math.round(media.seconds) })
    : words(key);
};

const speaks: ReadonlySet<Media['kind']> = new Set<Media['kind']>(['voice', 'video-note', 'video']);
/** Most files of one statement. */
const mostFiles = 5;

/** Files that the channel can't hand over: said so, and what came with them is heard. */
const hearTooLarge = (conversation: Conversation, what: MediaHeard, over: number, ctx: TalkContext): Turn => {
  const fitting = what.media.filter(({ overMegabytes }) => overMegabytes === undefined);
  const rest =
    fitting.length > 0
      ? hearMedia(conversation, { ...what, media: fitting }, ctx)
      : tidyText(what.text) === ''
        ? turn(conversation, again(conversation, ctx))
        : hearText(conversation, what.text, ctx);
  return { ...rest, prompts: [say('information', 'heard.tooLarge', { most: over }), ...rest.prompts] };
};

type MediaHeard = Extract<What, { kind: 'media' }>;

const hearMedia = (before: Conversation, what: MediaHeard, ctx: TalkContext): Turn => {
  const over = what.media.find(({ overMegabytes }) => overMegabytes !== undefined)?.overMegabytes;
  if (over !== undefined) return hearTooLarge(before, what, over, ctx);
  const album = what.album ?? null;
  // What was sent as one is answered once.
  const quiet = album !== null && album === before.album;
  const conversation: Conversation = { ...before, album };
  const text = tidyText(what.text);
  const running = active(conversation);
  const media = what.media.slice(0, mostFiles);
  const lines = media.map(heardWords);
  // How to say it again belongs to what can't be read over before it is sent.
  const anew = media.some(({ kind }) => kind === 'voice') && !ctx.style.leads ? [words('heard.again')] : [];
  const heard = quiet ? [] : [{ role: 'confirmation' as const, id: 'heard', lines: [...lines, ...anew] }];
  if (running === null || running.journey === 'rating') {
    const appeal = openForAddition(conversation, ctx);
    if (appeal !== null) return addTo(conversation, appeal.id, { text, media }, ctx, heard, { quiet });
    return giveShort(conversation, { text, media }, ctx, heard);
  }
  if (running.files.length + media.length > mostFiles) {
    const told = quiet && before.last.some(({ id }) => id === 'heard.tooMany');
    return turn(conversation, told ? [] : [say('information', 'heard.tooMany'), ...again(conversation, ctx)]);
  }
  const told = [said(running.answers, 'statement'), text].filter(Boolean).join('\n');
  // What was said aloud or in signs is the statement; to a photo or a paper something may still be said.
  const isTold = told !== '' || running.asked === 'statement' || media.some(({ kind }) => speaks.has(kind));
  const answers = isTold ? { ...running.answers, statement: told } : running.answers;
  const kept: Running = {
    ...running,
    answers,
    files: [...running.files, ...media.map(({ kind }) => fileKindOf[kind])],
    at: ctx.now,
  };
  const keep = { kind: 'keep-media' as const, submissionId: running.submissionId, media, appealId: null };
  if (ctx.style.leads)
    return turn(
      { ...conversation, running: kept, awaiting: { kind: 'keep' }, misses: 0 },
      [askMenu('keep', pageOf(keepOptions, 0, 4), lines)],
      { media: keep },
    );
  if (kept.short) return { ...send(conversation, kept, ctx), prompts: heard, media: keep };
  const question = currentQuestion(kept, ctx);
  const next =
    question === undefined || question.kind === 'statement'
      ? proceed(conversation, kept, ctx, [...lines, words('heard.again')])
      : ask(conversation, kept, question, ctx, lines);
  return { ...next, prompts: quiet ? [] : next.prompts, media: keep };
};

const hearChoice = (conversation: Conversation, question: string, code: string, ctx: TalkContext): Turn => {
  const { awaiting } = conversation;
  if (question === 'main' && isMenu(code))
    return obey({ ...conversation, awaiting: null }, menuDeeds[code], '', ctx);
  if (question === 'language' && (code === 'kk' || code === 'ru'))
    return afterLanguage({ ...conversation, awaiting: null, language: code, languageChosen: true }, ctx);
  if (awaiting !== null && question === awaiting.kind) {
    const chosen = choose(conversation, awaiting, code, ctx);
    if (chosen !== null) return chosen;
  }
  const running = active(conversation);
  const there = running === null ? undefined : pathOf(running, ctx).find(({ id }) => id === question);
  if (code === skipCode && running !== null && there?.id === running.asked && awaiting === null)
    return skip({ ...conversation, misses: 0 }, running, there, ctx);
  if (running !== null && there !== undefined && code !== skipCode)
    return answerByCode({ ...conversation, awaiting: null, misses: 0 }, running, there, code, ctx);
  return turn(conversation, [say('information', 'oldButton'), ...again(conversation, ctx)]);
};

const hearContact = (conversation: Conversation, phone: string, own: boolean, ctx: TalkContext): Turn => {
  if (!own) return turn(conversation, [say('information', 'contact.notOwn'), ...again(conversation, ctx)]);
  const running = active(conversation);
  const question = running === null ? undefined : currentQuestion(running, ctx);
  if (running !== null && question?.kind === 'phone')
    return answerByText(conversation, running, question, phone, ctx);
  if (running === null) return turn(conversation, [say('confirmation', 'contact.unasked')]);
  const kept = { ...running, answers: { ...running.answers, phone } };
  return turn({ ...conversation, running: kept }, [
    say('confirmation', 'contact.taken'),
    ...again({ ...conversation, running: kept }, ctx),
  ]);
};

/** The language to speak: a word chosen it, otherwise what is written tells, otherwise what was spoken last. */
const spokenIn = (conversation: Conversation, what: What, ctx: TalkContext): Conversation => {
  const text = what.kind === 'text' || what.kind === 'media' || what.kind === 'edited' ? what.text : '';
  const settled = conversation.languageChosen && active(conversation) !== null;
  const detected = text === '' || settled ? null : detectLanguage(text);
  const language = detected ?? conversation.language ?? ctx.languageHint;
  return language === conversation.language ? conversation : { ...conversation, language };
};

/** The rules that hold on every channel. */
const hear = (before: Conversation, what: What, ctx: TalkContext): Turn => {
  const conversation = spokenIn(afterPause(before, ctx.now), what, ctx);
  switch (what.kind) {
    case 'text':
      return hearText(conversation, what.text, ctx);
    case 'choice':
      return hearChoice(conversation, what.question, what.code, ctx);
    case 'media':
      return hearMedia(conversation, what, ctx);
    case 'contact':
      return hearContact(conversation, what.phone, what.own, ctx);
    case 'command':
      return obey(conversation, what.command, what.argument ?? '', ctx);
    case 'edited': {
      const appeal = active(conversation) === null ? openForAddition(conversation, ctx) : null;
      const text = tidyText(what.text);
      if (appeal !== null && text !== '') return addTo(conversation, appeal.id, { text, media: [] }, ctx);
      return turn(conversation, [say('information', 'edited'), ...again(conversation, ctx)]);
    }
    case 'unreadable':
      return turn(conversation, [say('information', 'unreadable'), ...again(conversation, ctx)]);
    case 'crowd':
      return turn(before, [{ ...say('information', 'crowd'), bothLanguages: true }]);
    case 'silence':
    case 'hang-up':
      // Heard where the service leads; elsewhere nobody is asked unbidden.
      return turn(conversation, []);
    case 'blocked':
      return turn({ ...conversation, optedOut: true }, []);
    case 'unblocked':
      return turn({ ...conversation, optedOut: false }, []);
  }
};

/**
 * One message of a person: what is remembered after it, what is said, what is to be done. Pure; the outcome of the deed
 * goes into `conclude`.
 */
export const converse = (before: Conversation, what: What, ctx: TalkContext): Turn =>
  ctx.style.leads ? onTheLine(afterPause(before, ctx.now), what, ctx, hear) : hear(before, what, ctx);
