import type { Found, Sent } from '../../domain/conversation/prompt.ts';
import { type DeliveryRow, partsOutOf, setPartsOut } from '../../storage/deliveries.ts';
import { finish, prolong } from '../../storage/outbox.ts';
import type { ActionContext } from '../context.ts';
import { addressKey } from './kept-conversation.ts';
import { noteBegin } from './note-sendings.ts';
import { sendDesk } from './send-desk.ts';
import { type DeliveryDesk, jittered, outgoingOf, type Sending, type Tried } from './sending.ts';
import { failedForGood, laterOrNever, settleSending, wentOut } from './settle-sending.ts';

/** Milliseconds that an entry is ours: longer than any provider is waited for. */
export const sendingLease = 120_000;

/** What is out already: at an earlier try, or at the sending that staff had sent again. */
const partsOutBefore = async (
  ctx: ActionContext,
  { entry, channel }: Sending,
  before: DeliveryRow | undefined,
): Promise<number> => {
  if (before !== undefined) return before.parts_out;
  const { goesOnFrom } = entry.payload;
  return typeof goesOnFrom === 'string' ? partsOutOf(ctx.db, goesOnFrom, channel) : 0;
};

const cannotSay: Found = { found: 'cannot-say' };

/** A sending that was begun and whose end nobody knows: the provider is asked; null: it did not go out. */
const askAfter = async (
  ctx: ActionContext,
  desk: DeliveryDesk,
  sending: Sending,
  before: DeliveryRow,
): Promise<Tried | null> => {
  const { find } = sending.outlet;
  if (find === null) return failedForGood(ctx, desk, sending, 'outcome-unknown');
  const found = await find(outgoingOf(sending), before.began_at).catch(() => cannotSay);
  switch (found.found) {
    case 'went-out':
      return wentOut(ctx, sending, found.providerId);
    case 'did-not-go-out':
      return null;
    case 'cannot-say': {
      const later = jittered(ctx, sending.entry.attempt);
      return laterOrNever(ctx, desk, sending, 'sending', 'outcome-unknown', later);
    }
  }
};

/**
 * Sends one letter, having noted that it begins; what nobody knows the end of is asked after first. `before`: what is
 * known of its earlier tries.
 */
export const sendLetter = async (
  ctx: ActionContext,
  desk: DeliveryDesk,
  sending: Sending,
  before: DeliveryRow | undefined,
): Promise<Tried> => {
  const { entry, channel, outlet, letter, deliveryId } = sending;
  if (before !== undefined && before.state !== 'sending' && before.state !== 'waiting') {
    // It has had its end; only the entry did not hear of it.
    await finish(ctx.db, entry, ctx.now());
    return before.state === 'sent' || before.state === 'delivered' ? 'through' : 'ended';
  }
  if (outlet.send === null) return failedForGood(ctx, desk, sending, 'never:no-sending');
  if (before?.state === 'sending') {
    const asked = await askAfter(ctx, desk, sending, before);
    if (asked !== null) return asked;
  }
  const partsOut = await partsOutBefore(ctx, sending, before);
  const begun = await noteBegin(ctx.db, {
    id: deliveryId,
    outboxId: entry.id,
    attempt: entry.attempt,
    appealId: letter.appealId,
    conversationId: letter.conversationId,
    channel,
    kind: entry.kind,
    addressBlind: ctx.keys.blind('address', addressKey(channel, letter.address)),
    sealed: ctx.keys.seal(letter.address, `deliveries:${deliveryId}`),
    partsOut,
    at: ctx.now(),
  });
  // Another process has it by now.
  if (!begun) return 'waits';
  const notePart = async (out: number): Promise<void> => {
    await setPartsOut(ctx.db, deliveryId, out);
    await prolong(ctx.db, entry, new Date(ctx.now().getTime() + sendingLease));
  };
  let sent: Sent;
  try {
    sent = await outlet.send(outgoingOf(sending), sendDesk(ctx, { partsOut, notePart }));
  } catch (error) {
    ctx.log.warn({ channel, error: error instanceof Error ? error.name : 'unknown' }, 'a sending broke off');
    sent = { outcome: 'unknown' };
  }
  return settleSending(ctx, desk, sending, sent);
};
