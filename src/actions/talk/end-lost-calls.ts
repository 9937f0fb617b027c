import { endOfCall } from '../../domain/conversation/call-words.ts';
import { isLanguage } from '../../domain/language.ts';
import { claim, fail, finish } from '../../storage/outbox.ts';
import type { ActionContext } from '../context.ts';
import { openConversationRow } from './kept-conversation.ts';
import { endCallKind } from './outbox-kinds.ts';
import { receiveInbound } from './receive-inbound.ts';
import type { TalkDesk } from './talk-desk.ts';

const batchSize = 20;
const lease = 60_000;

/**
 * Ends calls whose end the provider has told nobody, an hour after something was recorded in them: what was said is an
 * appeal all the same. A call that has ended, or whose recording was kept, is not changed. True where more may wait.
 */
export const endLostCalls = async (ctx: ActionContext, desk: TalkDesk): Promise<boolean> => {
  const leases = await claim(ctx.db, { kinds: [endCallKind], now: ctx.now(), lease, limit: batchSize });
  for (const entry of leases) {
    try {
      const row = await ctx.db
        .selectFrom('conversations')
        .select(['id', 'sealed', 'language'])
        .where('id', '=', String(entry.payload.conversationId))
        .executeTakeFirst();
      if (row !== undefined) {
        const { thread, address } = openConversationRow(ctx.keys, row);
        await receiveInbound(ctx, desk, {
          inbound: {
            channel: 'voice',
            externalId: endOfCall(thread),
            thread,
            address,
            answerable: true,
            languageHint: isLanguage(row.language) ? row.language : null,
            what: { kind: 'hang-up' },
          },
          raw: '',
        });
      }
      await finish(ctx.db, entry, ctx.now());
    } catch (error) {
      ctx.log.warn(
        { outboxId: entry.id, error: error instanceof Error ? error.name : 'unknown' },
        'a call could not be ended',
      );
      await fail(ctx.db, entry, 'end-failed', ctx.now());
    }
  }
  return leases.length === batchSize;
};
