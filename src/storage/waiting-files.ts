import type { Queryable } from './database.ts';
import type { FilesTable } from './tables.ts';

/** Outbox entries: a file to be examined (`fileId`), and content to be removed from the store (`storageName`). */
export const examineKind = 'examine-file';
export const discardKind = 'discard-content';

/** A file that nobody has examined yet; undefined where it is gone or done. */
export const waitingFile = (db: Queryable, id: string) =>
  db
    .selectFrom('files')
    .where('id', '=', id)
    .where('state', '=', 'waiting')
    .select(['id', 'storage_name'])
    .executeTakeFirst();

/** What the examination found; false where the file was taken back meanwhile. */
export const setExamined = async (
  trx: Queryable,
  id: string,
  found:
    | (Pick<FilesTable, 'kind' | 'media_type' | 'bytes' | 'sha256' | 'storage_name'> & {
        readonly state: 'ready';
      })
    | { readonly state: 'refused'; readonly problem: string },
): Promise<boolean> => {
  const { numUpdatedRows } = await trx
    .updateTable('files')
    .set(found)
    .where('id', '=', id)
    .where('state', '=', 'waiting')
    .executeTakeFirst();
  return numUpdatedRows === 1n;
};
