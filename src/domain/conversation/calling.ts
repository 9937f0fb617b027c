import { said } from '../journeys/journey.ts';
import type { Question } from '../journeys/question.ts';
import type { Conversation, Running, TalkContext } from './conversation.ts';
import type { Deed, Outcome, Turn } from './effects.ts';
import { fileKindOf, giveShort, send } from './give.ts';
import type { What } from './inbound.ts';
import type { Prompt, Words } from './prompt.ts';
import { say } from './prompts.ts';
import { active, ask, begin, currentQuestion, keepAnswer, mainMenu, proceed, turn } from './steps.ts';

/**
 * What is peculiar to a line on which the service leads (`Style.leads`: a telephone): silence is an answer, whatever
 * fails ends at the recording, something always follows what was said, and a call may break off at any word.
 */

/** Words that are only ever spoken. */
export const aloud = (key: string, params?: Words['params']): Words =>
  params === undefined ? { key: `voice:${key}` } : { key: `voice:${key}`, params };
const sayAloud = (id: string, params?: Words['params']): Prompt => ({
  role: 'information',
  id,
  lines: [aloud(id, params)],
});

/** After so many failures in a row the prompt is a simpler one, and after one more the person simply speaks. */
const failuresBorne = 2;
/** Times that one who says nothing is asked to speak. */
const mostSilences = 3;
/** How often the service says, about once a minute, that it is still there; then the silent line may end. */
const mostWaits = 12;

const farewells = {
  unheard: 'goodbye.unheard',
  served: 'goodbye.served',
  waiting: 'goodbye.waiting',
} as const;
/** Said last on a line on which nobody has spoken for a quarter of an hour; nothing follows it. */
export const lastWord = 'goodbye.ended';
/** The name of a call's end, the same however it is heard of. */
export const endOfCall = (thread: string): string => `${thread}:over`;
const isFarewell = (prompt: Prompt | undefined): boolean => prompt?.id.startsWith('goodbye.') ?? false;

/** How many digits are awaited after what asks for a number. */
const digitsAwaited: Readonly<Record<string, number>> = {
  'status.ask': 10,
  'status.notFound': 10,
  'status.typo': 10,
  'status.code': 6,
  'handOver.ask': 8,
};
const asks = (prompt: Prompt | undefined): boolean =>
  prompt !== undefined && (prompt.ask !== undefined || digitsAwaited[prompt.id] !== undefined);

const questionOf = (conversation: Conversation, ctx: TalkContext): Question | undefined => {
  const running = active(conversation);
  return running === null || conversation.awaiting !== null ? undefined : currentQuestion(running, ctx);
};

/** The line stays open; any key leads back to the menu. */
const farewell = (conversation: Conversation, id: string, misses = 0): Turn =>
  turn({ ...conversation, running: null, awaiting: { kind: 'menu' }, misses }, [sayAloud(id)]);

/** Keys and menus have not helped: the person says it in their own words. */
const speakInstead = (conversation: Conversation, ctx: TalkContext, why: Words): Turn => {
  if (conversation.call.served) return farewell(conversation, farewells.served);
  const begun = begin(conversation, 'appeal', ctx, { short: true });
  return begun.running === null ? turn(begun, []) : proceed(begun, begun.running, ctx, [why]);
};

/** What asks in words of its own (a number is awaited) keeps them; a question needs nothing before it. */
const simpler = (prompt: Prompt): Prompt => ({
  ...prompt,
  lines: prompt.ask === undefined ? prompt.lines : [],
  simpler: true,
});

/** Nothing was pressed, or nothing that is offered: the same again, then simpler, then the recording. */
const failed = (conversation: Conversation, ctx: TalkContext, why: Words | null): Turn => {
  const misses = conversation.misses + 1;
  if (misses > failuresBorne)
    return speakInstead(conversation, ctx, aloud(why === null ? 'speakNow' : 'speakInstead'));
  const last = conversation.last.at(-1);
  const missed = { ...conversation, misses };
  if (!asks(last) || last === undefined) return mainMenu(missed, ctx);
  const again: Prompt = { ...last, lines: last.ask === undefined ? last.lines : [] };
  return turn(missed, [
    misses === failuresBorne
      ? simpler(again)
      : { ...again, lines: why === null ? again.lines : [why, ...again.lines] },
  ]);
};

const hearSilence = (conversation: Conversation, ctx: TalkContext): Turn => {
  const running = active(conversation);
  const { awaiting, misses, last } = conversation;
  // It was said before: who does nothing sends what they have spoken or marked.
  if (running !== null && awaiting?.kind === 'keep')
    return send({ ...conversation, awaiting: null }, running, ctx);
  const question = questionOf(conversation, ctx);
  if (running?.journey === 'rating' && question?.kind === 'check') return send(conversation, running, ctx);
  if (isFarewell(last.at(-1)))
    return farewell(conversation, misses < mostWaits ? farewells.waiting : lastWord, misses + 1);
  if (running?.short && question !== undefined) {
    const silences = misses + 1;
    if (silences >= mostSilences)
      return farewell(conversation, conversation.call.served ? farewells.served : farewells.unheard);
    return ask({ ...conversation, misses: silences }, running, question, ctx, [aloud('speakNow')]);
  }
  if (conversation.call.served && awaiting?.kind === 'menu') return farewell(conversation, farewells.served);
  return failed(conversation, ctx, null);
};

const isTold = (running: Running): boolean =>
  running.journey === 'appeal' && (running.files.length > 0 || said(running.answers, 'statement') !== '');

/** The line is cut: what was said before it is an appeal all the same, and a mark that was given counts. */
const hearHangUp = (before: Conversation, ctx: TalkContext): Turn => {
  const conversation: Conversation = { ...before, awaiting: null, call: { ...before.call, ended: true } };
  const running = active(before);
  if (running === null) return turn(conversation, []);
  if (isTold(running)) return send(conversation, { ...running, short: true }, ctx);
  const marked = running.journey === 'rating' && said(running.answers, 'mark') !== '';
  const sent = marked ? send(conversation, running, ctx) : null;
  return sent?.deed == null ? turn(conversation, []) : sent;
};

/** A recording that the provider tells of when nobody is on the line any more: nothing is left to ask. */
const hearAfterwards = (
  conversation: Conversation,
  what: Extract<What, { kind: 'media' }>,
  ctx: TalkContext,
): Turn => {
  const running = active(conversation);
  if (running?.journey !== 'appeal')
    return giveShort(conversation, { text: what.text, media: what.media }, ctx);
  const files = [...running.files, ...what.media.map(({ kind }) => fileKindOf[kind])];
  const { submissionId } = running;
  return {
    ...send(conversation, { ...running, files, short: true }, ctx),
    media: { kind: 'keep-media', submissionId, media: what.media, appealId: null },
  };
};

/** Who asks for a person after having spoken is called about that; whose number is hidden is asked for it. */
const askForPerson = (conversation: Conversation, ctx: TalkContext): Turn | null => {
  const running = active(conversation);
  if (running !== null && isTold(running)) {
    const needs = [...new Set([...[running.answers.needs ?? []].flat(), 'call-me'])];
    const sent = send(
      { ...conversation, awaiting: null },
      { ...running, short: true, answers: { ...running.answers, needs } },
      ctx,
    );
    return { ...sent, prompts: [say('information', 'person', { phone: ctx.helpPhone })] };
  }
  if (ctx.presets.phone !== undefined) return null;
  const answers = { type: 'inquiry', needs: ['call-me'] };
  const begun = begin(conversation, 'appeal', ctx, { short: true, answers });
  return begun.running === null ? null : proceed(begun, begun.running, ctx, [aloud('personNumber')]);
};

const pressDone = (conversation: Conversation, ctx: TalkContext): Turn | null => {
  const running = active(conversation);
  if (running?.journey === 'rating' && questionOf(conversation, ctx)?.kind === 'check')
    return send(conversation, running, ctx);
  return running === null && conversation.call.served ? farewell(conversation, farewells.served) : null;
};

/** Keys that lead nowhere where the person is; null where they may lead on. */
const pressWrong = (conversation: Conversation, text: string, ctx: TalkContext): Turn | null => {
  const { awaiting } = conversation;
  const offered = { menu: 4, language: 2, keep: 2 };
  switch (awaiting?.kind) {
    case 'menu':
    case 'language':
    case 'keep': {
      const number = Number(text);
      const isOffered = Number.isInteger(number) && number >= 1 && number <= offered[awaiting.kind];
      if (isOffered) return null;
      if (isFarewell(conversation.last.at(-1))) return mainMenu({ ...conversation, misses: 0 }, ctx);
      return failed(conversation, ctx, aloud('unclear'));
    }
    case 'receipt':
      return [8, 10, 16].includes(text.length) ? null : failed(conversation, ctx, aloud('digitsMissing'));
    case 'code':
      return text.length === 6 ? null : failed(conversation, ctx, aloud('digitsMissing'));
    default: {
      const running = active(conversation);
      const question = questionOf(conversation, ctx);
      // A key before the tone: the person wants to speak at once.
      return running !== null && question?.kind === 'statement'
        ? ask(conversation, running, question, ctx, [aloud('speakNow')])
        : null;
    }
  }
};

/** What is answered in a way of the telephone's own; null where the common rules do. */
const answerFirst = (conversation: Conversation, what: What, ctx: TalkContext): Turn | null => {
  switch (what.kind) {
    case 'silence':
      return hearSilence(conversation, ctx);
    case 'hang-up':
      return hearHangUp(conversation, ctx);
    case 'media':
      return conversation.call.ended ? hearAfterwards(conversation, what, ctx) : null;
    case 'text':
      return /^\d+$/.test(what.text) ? pressWrong(conversation, what.text, ctx) : null;
    case 'command':
      if (what.command === 'person') return askForPerson(conversation, ctx);
      return what.command === 'done' ? pressDone(conversation, ctx) : null;
    default:
      return null;
  }
};

/** The common rules, fitted to an ear: nothing to be read, nothing that keys can't answer. */
const fitted = (before: Conversation, what: What, heard: Turn, ctx: TalkContext): Turn => {
  const { conversation, prompts } = heard;
  const { awaiting } = conversation;
  const running = active(conversation);
  const last = prompts.at(-1);
  if (awaiting?.kind === 'receipt' && last?.id === 'status.ask' && ctx.presets.phone !== undefined)
    return turn({ ...conversation, awaiting: null }, [], { deed: { kind: 'look-up-latest' } });
  if (running?.journey === 'rating') {
    // Another mark is what one wants to change; whether to make an appeal of a low one is asked after it.
    if (awaiting?.kind === 'change') {
      const { mark: _given, ...answers } = running.answers;
      return proceed({ ...conversation, awaiting: null }, { ...running, answers }, ctx);
    }
    const question = questionOf(conversation, ctx);
    if (question?.id === 'make-appeal')
      return fitted(before, what, keepAnswer(conversation, running, question, 'no', ctx), ctx);
    if (question?.kind === 'check' && last?.ask?.kind === 'check') {
      const lines = [aloud('rated', { mark: Number(said(running.answers, 'mark')) })];
      return { ...heard, prompts: [...prompts.slice(0, -1), { ...last, lines }] };
    }
  }
  if (what.kind === 'media' && last?.ask?.question === 'keep')
    return { ...heard, prompts: [...prompts.slice(0, -1), { ...last, media: what.media }] };
  const thrownAway = active(before)?.files.length ?? 0;
  if (before.awaiting?.kind === 'keep' && running !== null && running.files.length < thrownAway)
    // The first recording stays behind under the old name, and reaches nobody.
    return {
      ...heard,
      conversation: { ...conversation, running: { ...running, submissionId: ctx.freshId } },
    };
  return heard;
};

const hasFailed = (before: Conversation, { conversation, prompts }: Turn): boolean =>
  conversation.misses > before.misses && !isFarewell(prompts.at(-1)) && active(conversation)?.short !== true;

const afterFailure = (heard: Turn, ctx: TalkContext): Turn => {
  const { misses } = heard.conversation;
  if (misses > failuresBorne) return speakInstead(heard.conversation, ctx, aloud('speakInstead'));
  const last = heard.prompts.at(-1);
  if (misses < failuresBorne || last === undefined || !asks(last)) return heard;
  return { ...heard, prompts: [...heard.prompts.slice(0, -1), simpler(last)] };
};

/** Simpler after failures, then the recording; something to do next after everything; both languages until one is known. */
const ledOn = (before: Conversation, heard: Turn, ctx: TalkContext): Turn => {
  const { conversation } = heard;
  if (heard.deed !== null || conversation.call.ended) return heard;
  const led = hasFailed(before, heard) ? afterFailure(heard, ctx) : heard;
  const last = led.prompts.at(-1);
  const open = asks(last) || isFarewell(last);
  const rest = led.conversation.call.served ? [aloud('anythingElse')] : [];
  const on = open ? null : mainMenu({ ...led.conversation, misses: 0 }, ctx, rest);
  const prompts = on === null ? led.prompts : [...led.prompts, ...on.prompts];
  const both = led.conversation.language === null ? { bothLanguages: true as const } : {};
  return {
    ...led,
    conversation: on === null ? led.conversation : on.conversation,
    prompts: prompts.map((prompt) => {
      const digits = digitsAwaited[prompt.id];
      return { ...prompt, ...both, ...(digits === undefined ? {} : { digits }) };
    }),
  };
};

/** One step of a call; `hear` are the rules that hold on every channel. */
export const onTheLine = (
  before: Conversation,
  what: What,
  ctx: TalkContext,
  hear: (before: Conversation, what: What, ctx: TalkContext) => Turn,
): Turn => {
  const heard = answerFirst(before, what, ctx) ?? fitted(before, what, hear(before, what, ctx), ctx);
  return ledOn(before, heard, ctx);
};

const serves: ReadonlySet<Outcome['kind']> = new Set<Outcome['kind']>([
  'appeal-taken',
  'added',
  'rating-taken',
  'found',
]);

/** What is said of an appeal that was taken: its number twice, and the code where no message can bring it. */
const receiptAloud = (
  prompts: readonly Prompt[],
  outcome: Extract<Outcome, { kind: 'appeal-taken' }>,
  ctx: TalkContext,
): readonly Prompt[] => {
  const day = { day: outcome.dueOn };
  const lines = [
    aloud('taken', { number: { receipt: outcome.serial } }),
    aloud('takenDue', { day }),
    ctx.copyBySms ? aloud('takenSms') : aloud('takenCode', { code: { digits: outcome.code } }),
  ];
  return prompts.map((prompt) => (prompt.id === 'appeal-taken' ? { ...prompt, lines } : prompt));
};

const statusAloud = (
  prompts: readonly Prompt[],
  outcome: Extract<Outcome, { kind: 'found' }>,
): readonly Prompt[] => {
  if (outcome.state !== 'answered' && outcome.state !== 'closed') return prompts;
  const answer = aloud(outcome.callBack ? 'status.callBack' : 'status.written');
  return prompts.map((prompt) =>
    prompt.id === 'status' ? { ...prompt, lines: [...prompt.lines, answer] } : prompt,
  );
};

/** What follows a deed on a call; `after` is what follows it on every channel. */
export const afterDeedOnTheLine = (
  before: Conversation,
  deed: Deed,
  outcome: Outcome,
  after: Turn,
  ctx: TalkContext,
): Turn => {
  const served = before.call.served || serves.has(outcome.kind);
  const conversation: Conversation = { ...after.conversation, call: { ...after.conversation.call, served } };
  const concluded: Turn = { ...after, conversation };
  const on = (next: Turn): Turn => ledOn(before, next, ctx);
  switch (outcome.kind) {
    case 'appeal-taken':
      return on({ ...concluded, prompts: receiptAloud(after.prompts, outcome, ctx) });
    case 'found':
      return on({ ...concluded, prompts: statusAloud(after.prompts, outcome) });
    case 'rating-taken': {
      const { running } = conversation;
      const question = running === null ? undefined : currentQuestion(running, ctx);
      const low = after.prompts.findIndex(({ id }) => id === 'rating.low');
      if (low < 0 || running === null || question === undefined) return on(concluded);
      const asked = ask(conversation, running, question, ctx, [aloud('ratingLow')]);
      return on({ ...asked, prompts: [...after.prompts.slice(0, low), ...asked.prompts] });
    }
    case 'not-found': {
      if (deed.kind === 'look-up-latest')
        return on(turn({ ...conversation, awaiting: { kind: 'receipt' } }, [say('question', 'status.ask')]));
      return on({ ...concluded, conversation: { ...conversation, misses: before.misses + 1 } });
    }
    default:
      return on(concluded);
  }
};
