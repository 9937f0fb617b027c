import { appealTypes } from '../appeal.ts';
import { accessNeeds, answerChannels, authorities, relations } from '../people.ts';
import { type AppealCommand, composeAppeal } from './appeal-command.ts';
import { chosen, type Finished, finish, type Journey, layPath } from './journey.ts';
import type { Answers, JourneyContext, Option, Question } from './question.ts';

/** Longest statement in characters; a voice message or a document can carry more. */
export const longestStatement = 10_000;

const made = new Map<string, readonly Option[]>();
/** A group always has the same codes, so its options are made once. */
const named = (group: string, codes: readonly string[]): readonly Option[] => {
  const known = made.get(group);
  if (known !== undefined) return known;
  const options = codes.map((code) => ({ code, label: { key: `domain:${group}.${code}` } }));
  made.set(group, options);
  return options;
};
const yesNo = named('yesNo', ['yes', 'no']);
const unknownRegion: Option = { code: 'unknown', label: { key: 'domain:region.unknown' } };

const choice = (id: string, options: readonly Option[]): Question => ({
  id,
  kind: 'choice',
  optional: false,
  options,
});
const text = (id: string, maxLength: number, autocomplete: string): Question => ({
  id,
  kind: 'text',
  optional: true,
  maxLength,
  autocomplete,
});
const optional = (question: Question): Question => ({ ...question, optional: true });
const required = (question: Question): Question => ({ ...question, optional: false });

const contactOf = (answerChannel: string): Question | null => {
  switch (answerChannel) {
    case 'phone':
    case 'sms':
      return { id: 'phone', kind: 'phone', optional: false, maxLength: 30, autocomplete: 'tel' };
    case 'email':
      return { ...required(text('email', 254, 'email')), format: 'email' };
    case 'telegram':
      return required(text('telegram', 64, 'off'));
    case 'post':
      return required(text('address', 500, 'street-address'));
    default:
      return null;
  }
};

type Ask = (question: Question) => string;

/** Who is spoken for, by what right, and whether they may be told. */
const askRepresentation = (ask: Ask): string => {
  ask(choice('relation', named('relation', relations)));
  ask(choice('authority', named('authority', authorities)));
  const name = ask(text('applicant-name', 200, 'off'));
  if (ask(choice('may-contact', yesNo)) === 'yes')
    ask({ id: 'applicant-phone', kind: 'phone', optional: true, maxLength: 30, autocomplete: 'off' });
  return name;
};

const askAnswerChannel = (ask: Ask): string => {
  const answerChannel = ask(choice('answer-channel', named('answerChannel', answerChannels)));
  const contact = contactOf(answerChannel);
  if (contact) ask(contact);
  return answerChannel;
};

const needsPhone: ReadonlySet<string> = new Set(['call-me', 'sms-only']);
/** Whoever wants to be called, or to have the answer by SMS alone, is asked where; on a telephone that is known. */
const askWhereToCall = (ask: Ask, answerChannel: string, answers: Answers): void => {
  const wanted = chosen(answers, 'needs').some((need) => needsPhone.has(need));
  const asked = answerChannel === 'phone' || answerChannel === 'sms';
  if (wanted && !asked)
    ask({ id: 'phone', kind: 'phone', optional: true, maxLength: 30, autocomplete: 'tel' });
};

/** What helps to find the person's file, all of it the applicant's own; for another person never the writer's. */
const askDetails = (ask: Ask, forOther: boolean, hasAddress: boolean, ctx: JourneyContext): void => {
  const own = (token: string) => (forOther ? 'off' : token);
  if (ask(optional(choice('details', yesNo))) !== 'yes') return;
  if (forOther) ask(text('applicant-address', 500, 'off'));
  else if (!hasAddress) ask(text('address', 500, 'street-address'));
  ask({ id: 'birth-date', kind: 'date', optional: true, autocomplete: own('bday') });
  ask({ ...text('iin', 20, 'off'), format: 'iin' });
  ask(optional(choice('category', ctx.lists.categories)));
};

/** Says whether it is given for another person. */
const layAppeal = (ask: Ask, answers: Answers, ctx: JourneyContext): boolean => {
  const forOther = ask(choice('for-whom', named('forWhom', ['self', 'other']))) === 'other';
  const applicantName = forOther ? askRepresentation(ask) : '';
  const isBarrier = ask(choice('type', named('type', appealTypes))) === 'barrier';
  if (!isBarrier) ask(choice('danger', yesNo));
  ask({ id: 'statement', kind: 'statement', optional: false, maxLength: longestStatement });
  let writerName = '';
  if (!isBarrier) {
    ask(optional(choice('region', [...ctx.lists.regions, unknownRegion])));
    ask({ id: 'organisation', kind: 'organisation', optional: true });
    ask(optional(choice('topic', ctx.lists.topics)));
    writerName = ask(text('name', 200, 'name'));
  }
  const answerChannel = askAnswerChannel(ask);
  ask({ id: 'needs', kind: 'choices', optional: true, options: named('need', accessNeeds) });
  askWhereToCall(ask, answerChannel, answers);
  if (!isBarrier) {
    askDetails(ask, forOther, answerChannel === 'post', ctx);
    if (writerName !== '' || applicantName !== '') ask(choice('hide-name', yesNo));
  }
  ask({ id: 'consent', kind: 'consent', optional: false });
  ask({ id: 'check', kind: 'check', optional: false });
  return forOther;
};

/** Giving an appeal. A report "I could not use this service" takes the short way. */
export const appealJourney: Journey<AppealCommand> = {
  id: 'appeal',
  questions: (answers, ctx) => {
    const { path, ask } = layPath(answers, ctx);
    const forOther = layAppeal(ask, answers, ctx);
    return forOther ? path.map((question): Question => ({ ...question, variant: 'other' })) : path;
  },
  command: composeAppeal,
};

/** The finished appeal, or the first question that is not right. */
export const appealCommand = (answers: Answers, ctx: JourneyContext): Finished<AppealCommand> =>
  finish(appealJourney, answers, ctx);
