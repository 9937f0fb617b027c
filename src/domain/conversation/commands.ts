import { said } from '../journeys/journey.ts';
import type { Bilingual } from '../language.ts';
import { parseReceipt } from '../receipt-number.ts';
import { skip } from './answer.ts';
import type { Conversation, TalkContext } from './conversation.ts';
import type { Turn } from './effects.ts';
import { addTo, giveShort, send } from './give.ts';
import type { Command } from './inbound.ts';
import { say, words } from './prompts.ts';
import {
  active,
  again,
  ask,
  begin,
  currentQuestion,
  languageMenu,
  mainMenu,
  pathOf,
  proceed,
  turn,
} from './steps.ts';

/** What stands in the appeal of one who asks for a person: data, since it is kept and read by officials. */
const asksForPerson: Bilingual = {
  kk: 'Маманмен сөйлескісі келеді.',
  ru: 'Просит связаться со специалистом.',
};

const startJourney = (
  conversation: Conversation,
  journey: 'appeal' | 'rating',
  ctx: TalkContext,
  answers: Readonly<Record<string, string>> = {},
): Turn => {
  const begun = begin(conversation, journey, ctx, {
    answers,
    short: journey === 'appeal' && ctx.style.leads,
  });
  return begun.running === null ? turn(begun, []) : proceed(begun, begun.running, ctx);
};

/** Digits of ours in a text: a receipt number, with its code or without; a hand-over code; a rating. */
export const byDigits = (conversation: Conversation, text: string, ctx: TalkContext): Turn | null => {
  const rating = /^\D{0,20}(\d{4,6})\D+(10|[1-9])\D{0,3}$/u.exec(text);
  const institution = rating === null ? null : ctx.institutionByCode(rating[1] ?? '');
  if (institution !== null && rating !== null) {
    const answers = {
      institution: institution.code,
      service: '',
      when: '',
      mark: rating[2] ?? '',
      reason: '',
      indicators: '',
      'make-appeal': 'no',
    };
    const begun = begin(conversation, 'rating', ctx, { answers });
    if (begun.running !== null) {
      const sent = send(begun, begun.running, ctx);
      // The journey that was under way keeps its place; this rating needs none.
      return sent.deed === null
        ? sent
        : { ...sent, conversation: { ...conversation, awaiting: null, misses: 0 } };
    }
  }
  if (!/^[\d\s.,\-–—№#:/+()]+$/.test(text)) return null;
  const digits = text.replace(/\D/g, '');
  const [number, code] = [digits.slice(0, 10), digits.slice(10)];
  if (digits.length === 8)
    return turn({ ...conversation, awaiting: null }, [], {
      deed: { kind: 'redeem-hand-over', code: digits },
    });
  if (digits.length !== 10 && digits.length !== 16) return null;
  const serial = parseReceipt(number);
  if (!serial.ok)
    return turn({ ...conversation, awaiting: { kind: 'receipt' } }, [say('status', 'status.typo')]);
  return turn({ ...conversation, awaiting: null }, [], {
    deed: { kind: 'look-up', serial: serial.value, code: code === '' ? null : code },
  });
};

const start = (conversation: Conversation, argument: string, ctx: TalkContext): Turn => {
  const heard = { ...conversation, optedOut: false };
  const byNumber = argument === '' ? null : byDigits(heard, argument, ctx);
  if (byNumber !== null) return byNumber;
  const institution = argument === '' ? null : ctx.institutionByCode(argument);
  if (institution !== null) return startJourney(heard, 'rating', ctx, { institution: institution.code });
  const { running } = heard;
  if (running !== null) {
    const resumed = { ...running, stopped: false };
    const question = currentQuestion(resumed, ctx);
    const back = { ...heard, running: resumed, awaiting: null };
    if (question !== undefined) return ask(back, resumed, question, ctx, [words('resumed')]);
    return proceed(back, resumed, ctx, [words('resumed')]);
  }
  if (conversation.optedOut) return turn(heard, [say('confirmation', 'notices.on')]);
  // A call always asks; elsewhere it is known from the device, or from what was written, more often than not.
  if (ctx.style.leads ? !heard.languageChosen : heard.language === null && !ctx.style.brief)
    return languageMenu(heard);
  if (ctx.style.brief) return turn(heard, [say('information', 'help', { phone: ctx.helpPhone })]);
  return mainMenu(heard, ctx, [words('welcome')]);
};

const goBack = (conversation: Conversation, ctx: TalkContext): Turn => {
  const running = active(conversation);
  if (running === null) return mainMenu({ ...conversation, awaiting: null }, ctx);
  const asked = pathOf(running, ctx).filter(({ id }) => ctx.presets[id] === undefined);
  const here = asked.findIndex(({ id }) => id === running.asked);
  const before = asked[here - 1];
  if (before === undefined) {
    const question = currentQuestion(running, ctx);
    return question === undefined
      ? proceed(conversation, running, ctx)
      : ask(conversation, running, question, ctx, [words('noBack')]);
  }
  return ask({ ...conversation, misses: 0 }, { ...running, found: [], page: 0 }, before, ctx);
};

const forPerson = (conversation: Conversation, ctx: TalkContext): Turn => {
  const told = [say('information', 'person', { phone: ctx.helpPhone })];
  const text = asksForPerson[conversation.language ?? 'kk'];
  if (conversation.appeal !== null)
    return addTo(conversation, conversation.appeal.id, { text, media: [] }, ctx, told);
  return giveShort(
    conversation,
    { text, media: [], answers: { type: 'inquiry', needs: ['call-me'] } },
    ctx,
    told,
  );
};

const stop = (conversation: Conversation, ctx: TalkContext): Turn => {
  const running = active(conversation);
  const kept = running === null ? conversation.running : { ...running, stopped: true };
  const ends = ctx.style.stopEndsNotices || running === null;
  const heard = { ...conversation, running: kept, awaiting: null, optedOut: conversation.optedOut || ends };
  const what = ends ? (kept === null ? 'notices.off' : 'notices.offKept') : 'stopped';
  return turn(heard, [say('confirmation', what)]);
};

const done = (conversation: Conversation, ctx: TalkContext): Turn => {
  const running = active(conversation);
  const question = running === null ? undefined : currentQuestion(running, ctx);
  if (running === null || question === undefined) return mainMenu(conversation, ctx);
  const toldByFile = question.kind === 'statement' && running.files.length > 0;
  if (running.short && (toldByFile || said(running.answers, 'statement') !== ''))
    return send(conversation, running, ctx);
  return skip(conversation, running, question, ctx);
};

/** Does what a word, a button or a key says, at any place of any journey. */
export const obey = (
  conversation: Conversation,
  command: Command,
  argument: string,
  ctx: TalkContext,
): Turn => {
  const running = active(conversation);
  const question = running === null ? undefined : currentQuestion(running, ctx);
  switch (command) {
    case 'start':
      return start(conversation, argument, ctx);
    case 'help':
      return turn(conversation, [
        say('information', 'help', { phone: ctx.helpPhone }),
        ...again(conversation, ctx),
      ]);
    case 'appeal':
      return startJourney(conversation, 'appeal', ctx);
    case 'rate':
      return startJourney(conversation, 'rating', ctx);
    case 'status': {
      const { appeal } = conversation;
      if (appeal === null)
        return turn({ ...conversation, awaiting: { kind: 'receipt' } }, [say('question', 'status.ask')]);
      return turn(conversation, [], { deed: { kind: 'look-up', serial: appeal.serial, code: null } });
    }
    case 'new': {
      if (ctx.style.leads) return startJourney(conversation, 'appeal', ctx);
      return turn({ ...conversation, running: null, awaiting: { kind: 'new-appeal' }, misses: 0 }, [
        say('question', 'newAppeal'),
      ]);
    }
    case 'back':
      return goBack(conversation, ctx);
    case 'repeat':
      return conversation.last.length > 0
        ? turn(conversation, conversation.last)
        : mainMenu(conversation, ctx);
    case 'skip':
      if (running === null || question === undefined) return mainMenu(conversation, ctx);
      return skip({ ...conversation, misses: 0 }, running, question, ctx);
    case 'done':
      return done(conversation, ctx);
    case 'language':
      return languageMenu(conversation);
    case 'kk':
    case 'ru': {
      const spoken: Conversation = { ...conversation, language: command, languageChosen: true };
      if (conversation.awaiting?.kind === 'language')
        return afterLanguage({ ...spoken, awaiting: null }, ctx);
      const before = again(spoken, ctx);
      return turn(spoken, [
        say('confirmation', 'languageChanged'),
        ...(before.length > 0 ? before : conversation.last),
      ]);
    }
    case 'person':
      return forPerson(conversation, ctx);
    case 'stop':
      return stop(conversation, ctx);
    case 'hand-over':
      if (running !== null && !running.short)
        return turn(conversation, [], { deed: { kind: 'draw-hand-over' } });
      return turn({ ...conversation, awaiting: { kind: 'hand-over' } }, [say('question', 'handOver.ask')]);
  }
};

/** On with what the choice of the language had interrupted. */
export const afterLanguage = (conversation: Conversation, ctx: TalkContext): Turn => {
  const before = again(conversation, ctx);
  if (before.length > 0) return turn(conversation, [say('confirmation', 'languageChanged'), ...before]);
  const { leads, brief } = ctx.style;
  const isNew = !leads && !brief && conversation.appeal === null;
  return mainMenu(conversation, ctx, isNew ? [words('welcome')] : []);
};
