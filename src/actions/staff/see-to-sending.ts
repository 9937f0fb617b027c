import { sql } from 'kysely';
import type { Official } from '../../domain/people.ts';
import { fail, ok, type Result } from '../../domain/result.ts';
import { isUuid } from '../../domain/uuid.ts';
import type { Queryable } from '../../storage/database.ts';
import { setDelivery } from '../../storage/deliveries.ts';
import { enqueue } from '../../storage/outbox.ts';
import { addTask, taskKinds } from '../../storage/tasks.ts';
import type { ActionContext } from '../context.ts';
import { recordAudit } from '../record-audit.ts';
import type { Errand } from '../talk/outbox-kinds.ts';
import { seesToSendings } from './failed-sendings.ts';

/**
 * `again`: sent once more, the same way. `otherwise`: a task to reach the person by telephone. `settled`: the person has
 * been asked or reached already, nothing is to be done any more.
 */
export const sendingWays = ['again', 'otherwise', 'settled'] as const;
export type SendingWay = (typeof sendingWays)[number];

/** `settled-already`: someone else has seen to it. `no-appeal`: there is no appeal to put a task under. */
export type SendingRefusal = 'not-allowed' | 'settled-already' | 'no-appeal';

const appealOf = async (trx: Queryable, id: string): Promise<string | null> => {
  const { rows } = await sql<{ id: string }>`
select coalesce(d.appeal_id, latest.appeal_id) as id from deliveries d
left join lateral (
  select link.appeal_id from appeal_conversations link join appeals b on b.id = link.appeal_id
  where link.conversation_id = d.conversation_id order by b.received_at desc limit 1) latest on true
where d.id = ${id}`.execute(trx);
  return rows[0]?.id ?? null;
};

/** Sees to a sending that failed for good; from then on it is off the list. */
export const seeToSending = async (
  ctx: ActionContext,
  official: Official,
  input: { readonly deliveryId: string; readonly way: SendingWay },
): Promise<Result<true, SendingRefusal>> => {
  if (!seesToSendings(official)) return fail('not-allowed');
  if (!isUuid(input.deliveryId)) return fail('settled-already');
  const outcome = await ctx.db.transaction().execute(async (trx): Promise<Result<true, SendingRefusal>> => {
    const now = ctx.now();
    const delivery = await trx
      .selectFrom('deliveries')
      .innerJoin('outbox', 'outbox.id', 'deliveries.outbox_id')
      .select([
        'deliveries.id',
        'deliveries.state',
        'outbox.kind',
        'outbox.appeal_id',
        'outbox.channel',
        'outbox.payload',
      ])
      .where('deliveries.id', '=', input.deliveryId)
      .forUpdate('deliveries')
      .executeTakeFirst();
    if (delivery?.state !== 'failed') return fail('settled-already');
    if (input.way === 'again') {
      const { kind, appeal_id: appealId, channel } = delivery;
      // What of it went out is not sent again.
      const before = delivery.payload as Readonly<Record<string, unknown>>;
      const payload = { ...before, goesOnFrom: delivery.id };
      await enqueue(trx, { kind, appealId, channel, payload, dueAt: now });
    } else if (input.way === 'otherwise') {
      const appealId = await appealOf(trx, delivery.id);
      if (appealId === null) return fail('no-appeal');
      const errand = delivery.payload as Errand;
      const task = errand.what === 'news' ? errand.task : null;
      await addTask(trx, {
        id: task?.id ?? ctx.uuid(),
        appealId,
        kind: taskKinds.find((known) => known === task?.kind) ?? 'send-notice',
        channel: 'phone',
        recipient: 'writer',
        notice: task?.notice ?? (errand.what === 'reply' ? 'reply-failed' : null),
        since: now,
      });
    }
    await setDelivery(trx, delivery.id, 'settled', now, { error: input.way });
    await recordAudit(ctx, trx, {
      actor: official,
      action: `sending-${input.way}`,
      subjectKind: 'delivery',
      subjectId: delivery.id,
    });
    return ok(true);
  });
  if (outcome.ok) ctx.wake();
  return outcome;
};

/** Takes a message off the list of those that could not be taken; 'settled-already': somebody was faster. */
const takeOffList = (
  ctx: ActionContext,
  official: Official,
  inboundId: string,
  becomes: {
    readonly state: 'waiting' | 'settled';
    readonly attempts?: number;
    readonly due_at: Date | null;
  },
  action: 'message-again' | 'message-settled',
): Promise<Result<true, 'not-allowed' | 'settled-already'>> =>
  ctx.db.transaction().execute(async (trx) => {
    if (!seesToSendings(official)) return fail('not-allowed');
    if (!isUuid(inboundId)) return fail('settled-already');
    const row = await trx
      .updateTable('inbound')
      .set(becomes)
      .where('id', '=', inboundId)
      .where('state', '=', 'poison')
      .returning('id')
      .executeTakeFirst();
    if (row === undefined) return fail('settled-already');
    await recordAudit(ctx, trx, { actor: official, action, subjectKind: 'inbound', subjectId: row.id });
    return ok(true);
  });

/** Tries a message again that could not be taken: after a mistake of ours has been mended, say. */
export const retryPoison = (
  ctx: ActionContext,
  official: Official,
  inboundId: string,
): Promise<Result<true, 'not-allowed' | 'settled-already'>> =>
  takeOffList(
    ctx,
    official,
    inboundId,
    { state: 'waiting', attempts: 1, due_at: ctx.now() },
    'message-again',
  );

/** A message that a person has read and seen to by hand: from then on it is off the list, and is not tried again. */
export const settlePoison = (
  ctx: ActionContext,
  official: Official,
  inboundId: string,
): Promise<Result<true, 'not-allowed' | 'settled-already'>> =>
  takeOffList(ctx, official, inboundId, { state: 'settled', due_at: null }, 'message-settled');
