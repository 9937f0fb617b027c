import { sql } from 'kysely';
import type { Queryable } from './database.ts';

/**
 * Lets the people who gave these appeals in a conversation know of a change of state, in the transaction of the change
 * itself. Nothing for those who wrote on the site, asked for no notices, or can't be reached there.
 */
export const enqueueStateNews = async (
  db: Queryable,
  changes: readonly { readonly appealId: string; readonly eventId: string }[],
  at: Date,
): Promise<void> => {
  await sql`
insert into outbox (kind, appeal_id, channel, payload, due_at)
select 'send:' || c.channel, link.appeal_id, c.channel, jsonb_build_object(
  'what', 'news', 'news', 'state', 'eventId', change.event_id, 'to', 'writer', 'tried', '[]'::jsonb, 'task', null), ${at}
from unnest(${changes.map(({ appealId }) => appealId)}::uuid[], ${changes.map(({ eventId }) => eventId)}::uuid[])
  as change(appeal_id, event_id)
join appeal_conversations link on link.appeal_id = change.appeal_id
join conversations c on c.id = link.conversation_id
where c.channel <> 'voice' and not c.opted_out and c.unreachable is null`.execute(db);
};
