import type { Deed, Outcome } from '../../domain/conversation/effects.ts';
import type { Inbound } from '../../domain/conversation/inbound.ts';
import type { Language } from '../../domain/language.ts';
import { type TakenIn, takeIn } from '../../storage/appeal-intake.ts';
import { giveMediaToAppeal } from '../../storage/conversations.ts';
import type { Queryable } from '../../storage/database.ts';
import { addWithin } from '../add-to-appeal.ts';
import type { ActionContext } from '../context.ts';
import { drawIntake } from '../draw-intake.ts';
import { submitRatingWithin } from '../ratings/submit-rating.ts';
import { receiptOf } from '../receipt.ts';
import { drawHandOver, redeemHandOver } from './hand-over.ts';
import type { KeptConversation } from './kept-conversation.ts';
import { lookUpByMessage, lookUpLatest } from './look-up-by-message.ts';

/** A deed of one conversation, and what it became. */
export interface DeedOf {
  readonly deed: Deed;
  readonly inbound: Inbound;
  readonly person: KeptConversation;
  readonly language: Language;
}

type Submission = DeedOf & { readonly deed: Extract<Deed, { kind: 'submit-appeal' }> };
const isSubmission = (one: DeedOf): one is Submission => one.deed.kind === 'submit-appeal';

/** Intakes of any number of conversations with one statement, the same that takes the forms of the site. */
const submitAll = async (
  ctx: ActionContext,
  trx: Queryable,
  submissions: readonly Submission[],
): Promise<ReadonlyMap<DeedOf, Outcome>> => {
  if (submissions.length === 0) return new Map();
  const drawn = submissions.map(({ deed, inbound, language }) => {
    const { command, submissionId, files } = deed;
    const { intake, code, deadline } = drawIntake(
      ctx,
      { ...command, submissionId, language, channel: inbound.channel, files: [] },
      files,
    );
    return { intake: { ...intake, appeal: { ...intake.appeal, file_count: files.length } }, code, deadline };
  });
  const taken = await takeIn(
    trx,
    drawn.map(({ intake }) => intake),
  );
  const outcomes = new Map<DeedOf, Outcome>();
  for (const [index, submission] of submissions.entries()) {
    const one: TakenIn | undefined = taken[index];
    if (one === undefined) throw new Error('talk: an intake gave nothing');
    const { deed } = submission;
    if (deed.files.length > 0) await giveMediaToAppeal(trx, deed.submissionId, one.id);
    const now = drawn[index];
    const { code, deadline } = one.repeated || now === undefined ? receiptOf(ctx, one) : now;
    const { id: appealId, serial } = one;
    outcomes.set(submission, { kind: 'appeal-taken', appealId, serial, code, dueOn: deadline.dueOn });
  }
  return outcomes;
};

const add = async (
  ctx: ActionContext,
  trx: Queryable,
  { deed, language, person }: DeedOf & { readonly deed: Extract<Deed, { kind: 'add-to-appeal' }> },
): Promise<Outcome> => {
  const { appealId, submissionId, text, files } = deed;
  const added = await addWithin(ctx, trx, {
    appealId,
    submissionId,
    language,
    text,
    files: [],
    filesToCome: files.length,
  });
  return added.ok
    ? { kind: 'added', serial: person.conversation.appeal?.serial ?? 0 }
    : { kind: 'not-added' };
};

const rate = async (
  ctx: ActionContext,
  trx: Queryable,
  { deed, language, inbound, person }: DeedOf & { readonly deed: Extract<Deed, { kind: 'submit-rating' }> },
): Promise<Outcome> => {
  const { institutionId, mark, indicators, service, when, reason } = deed.command;
  const address = person.address ?? `${inbound.channel}:${person.thread}`;
  const rated = await submitRatingWithin(ctx, trx, {
    submissionId: deed.submissionId,
    institutionId,
    mark,
    indicators,
    service,
    when,
    reason,
    language,
    channel: inbound.channel,
    rater: { kind: 'known-person', address },
  });
  return rated.ok
    ? { kind: 'rating-taken', mark: rated.value.mark, low: rated.value.low }
    : { kind: 'rating-refused', error: rated.error };
};

const doOne = (ctx: ActionContext, trx: Queryable, one: DeedOf): Promise<Outcome> => {
  const { deed } = one;
  switch (deed.kind) {
    case 'add-to-appeal':
      return add(ctx, trx, { ...one, deed });
    case 'submit-rating':
      return rate(ctx, trx, { ...one, deed });
    case 'look-up':
      return lookUpByMessage(ctx, trx, deed, one.person, one.inbound.channel);
    case 'look-up-latest':
      return lookUpLatest(ctx, trx, one.person);
    case 'draw-hand-over':
      return drawHandOver(ctx, trx, one.person.conversation, one.language);
    case 'redeem-hand-over':
      return redeemHandOver(ctx, trx, deed.code, `${one.inbound.channel}:${one.person.thread}`);
    case 'submit-appeal':
      throw new Error('talk: appeals are taken in together');
  }
};

/** What a deed locks, so that groups lock in one order. */
const lockOrder = ({ deed }: DeedOf): string =>
  deed.kind === 'add-to-appeal'
    ? `1 ${deed.appealId}`
    : deed.kind === 'submit-rating'
      ? `2 ${deed.command.institutionId}`
      : '3';

/** Does what the conversations of one round want, in the caller's transaction. */
export const doDeeds = async (
  ctx: ActionContext,
  trx: Queryable,
  deeds: readonly DeedOf[],
): Promise<ReadonlyMap<DeedOf, Outcome>> => {
  const outcomes = new Map(await submitAll(ctx, trx, deeds.filter(isSubmission)));
  const others = deeds.filter((one) => !isSubmission(one));
  for (const one of others.toSorted((a, b) => (lockOrder(a) < lockOrder(b) ? -1 : 1)))
    outcomes.set(one, await doOne(ctx, trx, one));
  return outcomes;
};
