import type { Sent } from '../../domain/conversation/prompt.ts';
import { unreachable } from '../../domain/result.ts';
import { setDelivery, setPace } from '../../storage/deliveries.ts';
import { fail, finish, mostAttempts } from '../../storage/outbox.ts';
import type { ActionContext } from '../context.ts';
import { noteOrKeep } from './left-over.ts';
import { noteTaken } from './note-sendings.ts';
import { openForReply } from './open-for-reply.ts';
import { reachOtherwise } from './reach-otherwise.ts';
import { type DeliveryDesk, jittered, type Sending, type Tried } from './sending.ts';

/** The provider has it. */
export const wentOut = async (
  ctx: ActionContext,
  sending: Sending,
  providerId: string | null,
): Promise<Tried> => {
  const { entry, letter, channel, deliveryId: id } = sending;
  const { opensAppeal } = letter;
  const note = (): Promise<void> =>
    opensAppeal === null
      ? noteTaken(ctx.db, { id, outboxId: entry.id, attempt: entry.attempt, providerId, at: ctx.now() })
      : ctx.db.transaction().execute(async (trx) => {
          await setDelivery(trx, id, 'sent', ctx.now(), { providerId });
          await finish(trx, entry, ctx.now());
          const to = { channel, address: letter.address, language: letter.language };
          await openForReply(ctx, trx, to, opensAppeal);
        });
  await noteOrKeep(ctx.db, channel, note);
  return 'through';
};

/** This way has failed for good: another way, or before the registrar. */
export const failedForGood = async (
  ctx: ActionContext,
  desk: DeliveryDesk,
  sending: Sending,
  error: string,
): Promise<Tried> => {
  await ctx.db.transaction().execute(async (trx) => {
    const { entry, channel, letter } = sending;
    const lost = error === 'blocked-by-person' || error === 'address-wrong';
    if (lost && letter.conversationId !== null)
      await trx
        .updateTable('conversations')
        .set({ unreachable: error })
        .where('id', '=', letter.conversationId)
        .execute();
    // Whether it went out is not known: a second way might tell the same thing twice, so a person decides.
    const moved =
      error !== 'outcome-unknown' && (await reachOtherwise(ctx, trx, desk.outlets, channel, entry));
    await setDelivery(trx, sending.deliveryId, moved ? 'moved' : 'failed', ctx.now(), { error });
    if (moved) await finish(trx, entry, ctx.now());
    else await fail(trx, entry, error, ctx.now(), { retry: false });
  });
  return 'ended';
};

/** Tried again at `dueAt`, in `sending` where its outcome has to be asked after first; given up after its tries. */
export const laterOrNever = async (
  ctx: ActionContext,
  desk: DeliveryDesk,
  sending: Sending,
  state: 'waiting' | 'sending',
  error: string,
  dueAt: Date,
): Promise<Tried> => {
  if (sending.entry.attempt >= mostAttempts)
    return failedForGood(ctx, desk, sending, state === 'sending' ? 'outcome-unknown' : error);
  await setDelivery(ctx.db, sending.deliveryId, state, ctx.now(), { error });
  await fail(ctx.db, sending.entry, error, ctx.now(), { dueAt });
  return 'waits';
};

/** What follows from what the provider said: decided here and nowhere else. */
export const settleSending = async (
  ctx: ActionContext,
  desk: DeliveryDesk,
  sending: Sending,
  sent: Sent,
): Promise<Tried> => {
  const later = jittered(ctx, sending.entry.attempt);
  switch (sent.outcome) {
    case 'sent':
      return wentOut(ctx, sending, sent.providerId);
    case 'try-later': {
      const at = sent.at !== null && sent.at > later ? sent.at : later;
      if (sent.everyone) await setPace(ctx.db, sending.channel, sent.at ?? later);
      return laterOrNever(ctx, desk, sending, 'waiting', 'try-later', at);
    }
    case 'never':
      return failedForGood(ctx, desk, sending, `never:${sent.code}`);
    case 'blocked-by-person':
    case 'address-wrong':
      return failedForGood(ctx, desk, sending, sent.outcome);
    case 'unknown':
      return sending.outlet.find === null
        ? failedForGood(ctx, desk, sending, 'outcome-unknown')
        : laterOrNever(ctx, desk, sending, 'sending', 'outcome-unknown', later);
    default:
      return unreachable(sent);
  }
};
