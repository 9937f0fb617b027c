import type { Inbound } from '../../domain/conversation/inbound.ts';
import type { ActionContext } from '../context.ts';
import type { Arriving } from './arriving.ts';

/** Tries of a message that fails inside, before it is put before staff. */
export const mostInboundTries = 6;
/** Milliseconds before the next try: 5 s, doubling. */
export const inboundPause = (tries: number): number => 5_000 * 2 ** (tries - 1);

const contextOf = (id: string): string => `inbound:${id}`;
export const sealRaw = (
  ctx: ActionContext,
  id: string,
  arriving: Pick<Arriving, 'inbound' | 'raw'>,
): Buffer => ctx.keys.seal(JSON.stringify({ inbound: arriving.inbound, raw: arriving.raw }), contextOf(id));
export const openRaw = (
  ctx: ActionContext,
  row: { readonly id: string; readonly raw: Buffer },
): { readonly inbound: Inbound; readonly raw: string } =>
  JSON.parse(ctx.keys.open(row.raw, contextOf(row.id)));

/** The kind of error, without its words: they may quote a person. */
export const errorCode = (error: unknown): string => {
  if (!(error instanceof Error)) return 'unknown';
  return 'code' in error ? String(error.code) : error.name;
};

/** Keeps a message that failed inside, to be tried again; one that is there already stays as it is. */
export const keepForLater = async (ctx: ActionContext, arriving: Arriving, error: unknown): Promise<void> => {
  if (arriving.rowId !== undefined) throw error;
  const id = ctx.uuid();
  const now = ctx.now();
  await ctx.db
    .insertInto('inbound')
    .values({
      id,
      channel: arriving.inbound.channel,
      external_id: arriving.inbound.externalId,
      conversation_id: null,
      received_at: now,
      state: 'waiting',
      attempts: 1,
      due_at: new Date(now.getTime() + inboundPause(1)),
      error: errorCode(error),
      raw: sealRaw(ctx, id, arriving),
      reply: null,
      language: null,
    })
    .onConflict((conflict) => conflict.columns(['channel', 'external_id']).doNothing())
    .execute();
};
