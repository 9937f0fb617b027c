import type { Updateable } from 'kysely';
import { mayDo } from '../../domain/authorisation.ts';
import type { EventData } from '../../domain/events.ts';
import type { Language } from '../../domain/language.ts';
import type { Official } from '../../domain/people.ts';
import { fail, ok, type Result } from '../../domain/result.ts';
import { type AppealState, type AppealVerb, transition } from '../../domain/states.ts';
import { isUuid } from '../../domain/uuid.ts';
import { type AppealRow, eventOf, lockAppeal } from '../../storage/appeal-reading.ts';
import type { Queryable } from '../../storage/database.ts';
import { eventRow } from '../../storage/ledger.ts';
import { enqueue } from '../../storage/outbox.ts';
import { enqueueStateNews } from '../../storage/state-news.ts';
import type { AppealsTable, MessagesTable } from '../../storage/tables.ts';
import { noticeKind, type TaskKind, type TaskRecipient } from '../../storage/tasks.ts';
import type { ActionContext } from '../context.ts';
import { recordAudit } from '../record-audit.ts';
import { scopeOf } from './appeal-scope.ts';
import type { VerbRefusal } from './refusals.ts';
import type { Done, VerbInput } from './verb-inputs.ts';

/** What a verb does once it is decided that it may be done. */
export interface Effect {
  readonly changes?: Updateable<AppealsTable>;
  readonly reason?: string | null;
  /** Ids and codes only. */
  readonly data?: EventData;
  readonly message?: {
    readonly id: string;
    readonly kind: MessagesTable['kind'];
    readonly language: Language;
    readonly text: string;
  };
  /** What must reach someone; carried by a channel, or a task where no channel carries it. */
  readonly tell?: readonly Telling[];
  /** Writes that belong to the verb, after all checks. */
  readonly also?: (trx: Queryable) => Promise<void>;
}
export interface Telling {
  readonly kind: TaskKind;
  readonly channel: string;
  readonly recipient: TaskRecipient;
  readonly notice?: string;
}

export interface Verb<Refusal extends string> {
  readonly verb: AppealVerb;
  /** What stands in the way and is said before asking whether she may: someone else has it, say. */
  readonly hindrance?: (appeal: AppealRow, official: Official) => Refusal | null;
  readonly decide: (appeal: AppealRow, trx: Queryable) => Promise<Result<Effect, Refusal>>;
}

/** The outcome of an earlier sending of the same form; null where this is the first one. */
const repetition = async (
  trx: Queryable,
  official: Official,
  verb: AppealVerb,
  input: VerbInput,
): Promise<Result<Done, 'form-used'> | null> => {
  const event = await eventOf(trx, input.formId);
  if (event === undefined) return null;
  const same = event.appeal_id === input.appealId && event.actor_id === official.id && event.verb === verb;
  if (!same) return fail('form-used');
  return ok({ appealId: input.appealId, state: event.to_state as AppealState, repeated: true });
};

const write = async (
  ctx: ActionContext,
  trx: Queryable,
  official: Official,
  appeal: AppealRow,
  deed: { readonly verb: AppealVerb; readonly formId: string; readonly to: AppealState },
  effect: Effect,
): Promise<void> => {
  const at = ctx.now();
  await trx
    .updateTable('appeals')
    .set({ ...effect.changes, state: deed.to })
    .where('id', '=', appeal.id)
    .execute();
  await trx
    .insertInto('events')
    .values(
      eventRow(ctx.keys, {
        id: deed.formId,
        appealId: appeal.id,
        at,
        actorKind: 'staff',
        actorId: official.id,
        verb: deed.verb,
        fromState: appeal.state,
        toState: deed.to,
        reason: effect.reason ?? null,
        data: { ...effect.data },
      }),
    )
    .execute();
  if (effect.message !== undefined)
    await trx
      .insertInto('messages')
      .values({
        ...effect.message,
        appeal_id: appeal.id,
        at,
        author_kind: 'staff',
        author_id: official.id,
      })
      .execute();
  await effect.also?.(trx);
  // What is told in words of its own (an answer, a question) is not told as a change of state besides.
  const tellsWriter = effect.tell?.some(({ recipient }) => recipient === 'writer') ?? false;
  if (deed.to !== appeal.state && !tellsWriter)
    await enqueueStateNews(trx, [{ appealId: appeal.id, eventId: deed.formId }], at);
  await enqueue(
    trx,
    ...(effect.tell ?? []).map(({ kind, channel, recipient, notice }) => ({
      kind: noticeKind,
      appealId: appeal.id,
      channel,
      payload: {
        taskId: ctx.uuid(),
        task: kind,
        to: recipient,
        notice: notice ?? null,
        eventId: deed.formId,
      },
      dueAt: at,
    })),
  );
};

/**
 * One verb on one appeal in one transaction: the row is locked, a form sent twice is recognised, the official's right
 * and the state are checked, the verb decides; then appeal, event, message, outbox and audit are written together.
 * A refusal for want of right is audited too.
 */
export const actOnAppeal = async <Refusal extends string>(
  ctx: ActionContext,
  official: Official,
  input: VerbInput,
  { verb, hindrance, decide }: Verb<Refusal>,
): Promise<Result<Done, VerbRefusal | Refusal>> => {
  if (!isUuid(input.appealId)) return fail('not-found');
  if (!isUuid(input.formId)) return fail('bad-form-id');
  // The ledger's MAC covers the id as the database gives it back: in small letters.
  const formId = input.formId.toLowerCase();
  const tree = ctx.reference.current().organisationById;

  const outcome = await ctx.db
    .transaction()
    .execute(async (trx): Promise<Result<Done, VerbRefusal | Refusal>> => {
      const audit = (action: string): Promise<void> =>
        recordAudit(ctx, trx, {
          actor: official,
          action,
          subjectKind: 'appeal',
          subjectId: input.appealId.toLowerCase(),
          detail: { eventId: formId },
        });
      const appeal = await lockAppeal(trx, input.appealId);
      if (appeal === undefined) return fail('not-found');
      const repeated = await repetition(trx, official, verb, { appealId: appeal.id, formId });
      if (repeated !== null) return repeated;
      const scope = scopeOf(appeal);
      if (!mayDo(official, 'look', scope, tree)) {
        await audit(`${verb}-refused`);
        return fail('not-found');
      }
      const hindered = hindrance?.(appeal, official) ?? null;
      if (hindered !== null) return fail(hindered);
      if (!mayDo(official, verb, scope, tree)) {
        await audit(`${verb}-refused`);
        return fail('not-allowed');
      }
      const to = transition(appeal.state as AppealState, verb, {
        hasDepartment: appeal.department_id !== null,
      });
      if (!to.ok) return to;
      const effect = await decide(appeal, trx);
      if (!effect.ok) return effect;
      await write(ctx, trx, official, appeal, { verb, formId, to: to.value }, effect.value);
      await audit(verb);
      return ok({ appealId: appeal.id, state: to.value, repeated: false });
    });
  if (outcome.ok && !outcome.value.repeated) ctx.wake();
  return outcome;
};
