import type { Selectable } from 'kysely';
import type { AppealEvent, EventActor, EventData, EventVerb } from '../domain/events.ts';
import type { AppealState } from '../domain/states.ts';
import type { Queryable } from './database.ts';
import type { AppealsTable, MessagesTable } from './tables.ts';
import { type UploadRow, uploadColumns } from './uploads.ts';

export type AppealRow = Selectable<AppealsTable>;

export const readAppeal = (db: Queryable, id: string): Promise<AppealRow | undefined> =>
  db.selectFrom('appeals').selectAll().where('id', '=', id).executeTakeFirst();

/** The same, kept from changing until the transaction ends. */
export const lockAppeal = (db: Queryable, id: string): Promise<AppealRow | undefined> =>
  db.selectFrom('appeals').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();

export type ReadEvent = AppealEvent & { readonly id: string };

/** The history of an appeal, in the order in which it happened. */
export const readEvents = async (db: Queryable, appealId: string): Promise<readonly ReadEvent[]> => {
  const rows = await db
    .selectFrom('events')
    .where('appeal_id', '=', appealId)
    .select(['id', 'at', 'actor_kind', 'actor_id', 'verb', 'from_state', 'to_state', 'reason', 'data'])
    .orderBy('position')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    at: row.at,
    actor: { kind: row.actor_kind as EventActor['kind'], id: row.actor_id },
    verb: row.verb as EventVerb,
    from: row.from_state as AppealState | null,
    to: row.to_state as AppealState,
    reason: row.reason,
    data: row.data as EventData,
  }));
};

/** The event of an id, to recognise a form that was sent before. */
export const eventOf = (db: Queryable, id: string) =>
  db
    .selectFrom('events')
    .where('id', '=', id)
    .select(['appeal_id', 'actor_id', 'verb', 'to_state'])
    .executeTakeFirst();

export type MessageRow = Omit<Selectable<MessagesTable>, 'position' | 'appeal_id'>;

/** Everything written about an appeal, internal notes among it, oldest first. */
export const readMessages = (db: Queryable, appealId: string): Promise<MessageRow[]> =>
  db
    .selectFrom('messages')
    .where('appeal_id', '=', appealId)
    .select(['id', 'at', 'kind', 'author_kind', 'author_id', 'language', 'text'])
    .orderBy('position')
    .execute();

export type AppealFileRow = UploadRow & { readonly message_id: string | null };

/** Its files; those of the statement belong to no message. */
export const readFiles = (db: Queryable, appealId: string): Promise<AppealFileRow[]> =>
  db
    .selectFrom('files')
    .where('appeal_id', '=', appealId)
    .select([...uploadColumns, 'message_id'])
    .orderBy('created_at')
    .orderBy('id')
    .execute();

/** The appeal that a file belongs to, with the file. */
export const fileWithAppeal = (db: Queryable, fileId: string) =>
  db
    .selectFrom('files')
    .where('id', '=', fileId)
    .select([...uploadColumns, 'appeal_id'])
    .executeTakeFirst();

/** Names of officials by id, disabled ones among them: history keeps its names. */
export const staffNames = async (
  db: Queryable,
  ids: readonly string[],
): Promise<ReadonlyMap<string, string>> => {
  if (ids.length === 0) return new Map();
  const rows = await db.selectFrom('staff').where('id', 'in', ids).select(['id', 'name']).execute();
  return new Map(rows.map((row) => [row.id, row.name]));
};

export const appealBySerial = (db: Queryable, serial: number): Promise<AppealRow | undefined> =>
  db.selectFrom('appeals').selectAll().where('serial', '=', serial).executeTakeFirst();
