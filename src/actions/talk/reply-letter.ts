import { isLanguage, type Language } from '../../domain/language.ts';
import type { Queryable } from '../../storage/database.ts';
import type { ActionContext } from '../context.ts';
import { openConversationRow } from './kept-conversation.ts';
import type { Drafted } from './letter.ts';
import { openReply } from './stored-reply.ts';

const languageOr = (value: string | null): Language => (isLanguage(value) ? value : 'kk');

/**
 * The answers to a number of messages, as letters to those who wrote them, by the message's id; one read for all. Each is
 * opened when it is asked for: one that can't be opened throws then, and keeps no other from going out.
 */
export const replyLetters = async (
  ctx: ActionContext,
  db: Queryable,
  inboundIds: readonly string[],
): Promise<ReadonlyMap<string, () => Drafted>> => {
  if (inboundIds.length === 0) return new Map();
  const rows = await db
    .selectFrom('inbound as i')
    .innerJoin('conversations as c', 'c.id', 'i.conversation_id')
    .select(['i.id', 'i.reply', 'i.language', 'c.id as conversation_id', 'c.sealed', 'c.unreachable'])
    .where('i.id', 'in', [...inboundIds])
    .execute();
  const open = (row: (typeof rows)[number]): Drafted => {
    if (row.reply === null) return 'nothing';
    const { address } = openConversationRow(ctx.keys, { id: row.conversation_id, sealed: row.sealed });
    if (address === null || row.unreachable !== null) return 'no-way';
    const letter = {
      address,
      language: languageOr(row.language),
      prompts: openReply(ctx.keys, row.id, row.reply),
      conversationId: row.conversation_id,
      appealId: null,
      opensAppeal: null,
    };
    return { letter };
  };
  return new Map(rows.map((row) => [row.id, () => open(row)]));
};
