import { type Appeal, type AppealType, appealTypes } from '../appeal.ts';
import {
  type AccessNeed,
  type AnswerChannel,
  type Authority,
  accessNeeds,
  answerChannels,
  authorities,
  type IdentityLevel,
  type Person,
  type Relation,
  type Representation,
  relations,
} from '../people.ts';
import { unreachable } from '../result.ts';
import { chosen, said } from './journey.ts';
import type { Answers, JourneyContext } from './question.ts';

/** An appeal ready to be taken in; what was not said is null or absent. */
export interface AppealCommand {
  readonly applicant: Person;
  readonly representation: Representation | null;
  readonly type: AppealType;
  readonly urgent: boolean;
  readonly anonymous: boolean;
  readonly statement: string;
  readonly region: string | null;
  readonly organisationId: string | null;
  readonly topic: string | null;
  readonly category: string | null;
  readonly answerChannel: AnswerChannel;
  readonly needs: readonly AccessNeed[];
  readonly hideName: boolean;
  readonly consentVersion: string;
  readonly identity: IdentityLevel;
}

/** Topics that go first, whatever else was said. */
const urgentTopics: ReadonlySet<string> = new Set(['violence']);
const barrierTopic = 'this-service';

const orNull = (answer: string): string | null => (answer === '' || answer === 'unknown' ? null : answer);

/** The code as a member of its union; `otherwise` for an answer that the path did not ask for. */
const member = <Code extends string>(codes: readonly Code[], answer: string, otherwise: Code): Code =>
  codes.find((code) => code === answer) ?? otherwise;

/** Only the fields that were said. */
const person = (fields: Readonly<Record<keyof Person, string>>): Person =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== ''));

const nothing = { name: '', phone: '', email: '', telegram: '', address: '', birthDate: '', iin: '' };

/** How to reach the one who writes, and, where they write for themselves, the rest of what they said of themselves. */
const writerOf = (answers: Answers): Record<keyof Person, string> => ({
  ...nothing,
  name: said(answers, 'name'),
  phone: said(answers, 'phone'),
  email: said(answers, 'email'),
  telegram: said(answers, 'telegram'),
  address: said(answers, 'address'),
});
const detailsOf = (answers: Answers) => ({
  birthDate: said(answers, 'birth-date'),
  iin: said(answers, 'iin'),
});

const representationOf = (answers: Answers): Representation => ({
  representative: person(writerOf(answers)),
  relation: member<Relation>(relations, said(answers, 'relation'), 'other'),
  authority: member<Authority>(authorities, said(answers, 'authority'), 'none'),
  mayContactApplicant: said(answers, 'may-contact') === 'yes',
});

const applicantOfOther = (answers: Answers): Person =>
  person({
    ...nothing,
    name: said(answers, 'applicant-name'),
    phone: said(answers, 'applicant-phone'),
    address: said(answers, 'applicant-address'),
    ...detailsOf(answers),
  });

/** Puts the answers of the appeal journey, pruned and checked, into one command; see `appealCommand`. */
export const composeAppeal = (answers: Answers, ctx: JourneyContext): AppealCommand => {
  const forOther = said(answers, 'for-whom') === 'other';
  const type = member<AppealType>(appealTypes, said(answers, 'type'), 'message');
  const topic = type === 'barrier' ? barrierTopic : orNull(said(answers, 'topic'));
  return {
    applicant: forOther ? applicantOfOther(answers) : person({ ...writerOf(answers), ...detailsOf(answers) }),
    representation: forOther ? representationOf(answers) : null,
    type,
    urgent: said(answers, 'danger') === 'yes' || (topic !== null && urgentTopics.has(topic)),
    anonymous: said(answers, 'name') === '' && said(answers, 'applicant-name') === '',
    statement: said(answers, 'statement'),
    region: orNull(said(answers, 'region')),
    organisationId: orNull(said(answers, 'organisation')),
    topic,
    category: orNull(said(answers, 'category')),
    answerChannel: member<AnswerChannel>(answerChannels, said(answers, 'answer-channel'), 'site'),
    needs: accessNeeds.filter((need) => chosen(answers, 'needs').includes(need)),
    hideName: said(answers, 'hide-name') === 'yes',
    consentVersion: said(answers, 'consent'),
    identity: ctx.identity ?? 'none',
  };
};

/** What the registrar should complete; each has a text `domain:missing.<code>`. */
export const gaps = ['name', 'region', 'topic', 'organisation', 'contact'] as const;
export type Gap = (typeof gaps)[number];

/** Can the answer reach the one who waits for it: the representative where there is one? */
const canBeReached = (writer: Person, answerChannel: AnswerChannel): boolean => {
  switch (answerChannel) {
    case 'site':
      return true;
    case 'phone':
    case 'sms':
      return writer.phone !== undefined;
    case 'telegram':
      return writer.telegram !== undefined;
    case 'post':
      return writer.address !== undefined;
    case 'email':
      return writer.email !== undefined;
    default:
      return unreachable(answerChannel);
  }
};

/** What an appeal still lacks. One who chose to stay unnamed lacks no name. */
export const missing = (
  appeal: Pick<
    Appeal,
    'applicant' | 'representation' | 'anonymous' | 'region' | 'topic' | 'organisationId' | 'answerChannel'
  >,
): readonly Gap[] => {
  const lacks: Readonly<Record<Gap, boolean>> = {
    name: !appeal.anonymous && appeal.applicant.name === undefined,
    region: appeal.region === null,
    topic: appeal.topic === null,
    organisation: appeal.organisationId === null,
    contact: !canBeReached(appeal.representation?.representative ?? appeal.applicant, appeal.answerChannel),
  };
  return gaps.filter((gap) => lacks[gap]);
};
