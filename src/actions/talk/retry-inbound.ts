import type { ActionContext } from '../context.ts';
import { errorCode, inboundPause, mostInboundTries, openRaw } from './keep-for-later.ts';
import { receiveGroup } from './receive-group.ts';
import type { TalkDesk } from './talk-desk.ts';

const batchSize = 20;

/**
 * Tries messages again that failed inside, oldest first; after the last try a message is put before staff, with its
 * raw body sealed. True where more are waiting.
 */
export const retryInbound = async (ctx: ActionContext, desk: TalkDesk): Promise<boolean> => {
  const rows = await ctx.db
    .selectFrom('inbound')
    .select(['id', 'raw', 'attempts'])
    .where('state', '=', 'waiting')
    .where('due_at', '<=', ctx.now())
    .orderBy('received_at')
    .limit(batchSize)
    .execute();
  for (const { id, raw, attempts } of rows) {
    try {
      if (raw === null) throw new Error('raw-gone');
      await receiveGroup(ctx, desk, [{ ...openRaw(ctx, { id, raw }), rowId: id }]);
      ctx.wake();
    } catch (error) {
      const tries = attempts + 1;
      const over = tries >= mostInboundTries;
      ctx.log.warn({ inboundId: id, tries, error: errorCode(error) }, 'a message failed again');
      await ctx.db
        .updateTable('inbound')
        .set({
          attempts: tries,
          error: errorCode(error),
          state: over ? 'poison' : 'waiting',
          due_at: over ? null : new Date(ctx.now().getTime() + inboundPause(tries)),
        })
        .where('id', '=', id)
        .where('state', '=', 'waiting')
        .execute();
    }
  }
  return rows.length === batchSize;
};
