import { type Insertable, sql } from 'kysely';
import type { Database, Queryable } from './database.ts';
import { enqueue } from './outbox.ts';
import type { FilesTable } from './tables.ts';
import { examineKind } from './waiting-files.ts';

export type NewUpload = Insertable<FilesTable>;

/** What a file is shown and opened by. */
export const uploadColumns = [
  'id',
  'kind',
  'media_type',
  'bytes',
  'sealed_name',
  'storage_name',
  'state',
  'problem',
] as const;
const qualified = uploadColumns.map((column) => `files.${column}` as const);

/** Enters files; those that wait to be examined are put into the outbox with them. */
export const insertFiles = async (trx: Queryable, files: readonly NewUpload[]): Promise<void> => {
  await trx.insertInto('files').values(files).execute();
  const waiting = files.filter(({ state }) => state === 'waiting');
  await enqueue(
    trx,
    ...waiting.map(({ id, created_at }) => ({
      kind: examineKind,
      payload: { fileId: id },
      dueAt: created_at,
    })),
  );
};

/**
 * Enters uploads of a form not sent yet, as many as still fit under `most`; gives the ids of those entered, in order.
 * The lock makes two tabs that send at once count one after the other.
 */
export const enterUploads = (
  db: Database,
  submissionId: string,
  uploads: readonly NewUpload[],
  most: number,
): Promise<readonly string[]> =>
  db.transaction().execute(async (trx) => {
    await sql`select pg_advisory_xact_lock(hashtextextended(${submissionId}, 0))`.execute(trx);
    const { there } = await trx
      .selectFrom('files')
      .where('draft_submission_id', '=', submissionId)
      .select((eb) => eb.fn.countAll<number>().as('there'))
      .executeTakeFirstOrThrow();
    const fitting = uploads.slice(0, Math.max(0, most - there));
    const [first] = fitting;
    if (first !== undefined) {
      await insertFiles(trx, fitting);
      // A file is a save like any other: the draft's time begins anew.
      await trx
        .updateTable('drafts')
        .set({ updated_at: first.created_at })
        .where('submission_id', '=', submissionId)
        .where('updated_at', '<', first.created_at)
        .execute();
    }
    return fitting.map((upload) => upload.id);
  });

/** Uploads of a form that is not sent yet, in the order they came. */
export const uploadsOf = (db: Queryable, submissionId: string) =>
  db
    .selectFrom('files')
    .where('draft_submission_id', '=', submissionId)
    .where('appeal_id', 'is', null)
    .select(uploadColumns)
    .orderBy('created_at')
    .orderBy('id')
    .execute();

export type UploadRow = Awaited<ReturnType<typeof uploadsOf>>[number];

/** One upload of a form that is not sent yet. */
export const uploadOf = (db: Queryable, submissionId: string, fileId: string) =>
  db
    .selectFrom('files')
    .where('id', '=', fileId)
    .where('draft_submission_id', '=', submissionId)
    .where('appeal_id', 'is', null)
    .select(uploadColumns)
    .executeTakeFirst();

/** One file of an appeal, with its messages' but without those of internal notes. */
export const fileOfAppeal = (db: Queryable, appealId: string, fileId: string) =>
  db
    .selectFrom('files')
    .where('id', '=', fileId)
    .where('appeal_id', '=', appealId)
    .where('message_id', 'is', null)
    .select(uploadColumns)
    .unionAll(
      db
        .selectFrom('files')
        .innerJoin('messages', 'messages.id', 'files.message_id')
        .where('files.id', '=', fileId)
        .where('files.appeal_id', '=', appealId)
        .where('messages.kind', '!=', 'note')
        .select(qualified),
    )
    .executeTakeFirst();

/** Strikes out uploads of a form not sent yet (all of them, or one); gives the names to remove from the store. */
export const strikeUploads = async (
  db: Queryable,
  submissionId: string,
  fileId?: string,
): Promise<readonly string[]> => {
  let query = db
    .deleteFrom('files')
    .where('draft_submission_id', '=', submissionId)
    .where('appeal_id', 'is', null);
  if (fileId !== undefined) query = query.where('id', '=', fileId);
  const struck = await query.returning('storage_name').execute();
  return struck.map((row) => row.storage_name);
};

/** Makes uploads of a form part of an appeal and of one of its messages; gives how many were still there. */
export const claimUploads = async (
  db: Queryable,
  claim: {
    readonly submissionId: string;
    readonly files: readonly string[];
    readonly appealId: string;
    readonly messageId: string;
  },
): Promise<number> => {
  const claimed = await db
    .updateTable('files')
    .set({ appeal_id: claim.appealId, message_id: claim.messageId })
    .where('draft_submission_id', '=', claim.submissionId)
    .where('appeal_id', 'is', null)
    .where('id', 'in', claim.files)
    .executeTakeFirst();
  return Number(claimed.numUpdatedRows);
};

/** Days that files of a conversation wait for its appeal: as long as its place is kept, and one more. */
const conversationDays = 8;

/** Strikes out uploads of forms nobody sent, unless their draft or conversation lives on; gives the names to remove, at most 500. */
export const strikeForgottenUploads = async (db: Queryable, before: Date): Promise<readonly string[]> => {
  const struck = await db
    .deleteFrom('files')
    .where('id', 'in', (eb) =>
      eb
        .selectFrom('files as f')
        .leftJoin('drafts', 'drafts.submission_id', 'f.draft_submission_id')
        .where('f.appeal_id', 'is', null)
        .where('f.created_at', '<', before)
        .where('drafts.submission_id', 'is', null)
        .where(({ not, exists, selectFrom }) =>
          not(
            exists(
              selectFrom('inbound_media')
                .whereRef('inbound_media.submission_id', '=', 'f.draft_submission_id')
                .where(
                  'inbound_media.created_at',
                  '>',
                  new Date(before.getTime() - conversationDays * 86_400_000),
                )
                .select('inbound_media.id'),
            ),
          ),
        )
        .select('f.id')
        .limit(500),
    )
    .where('appeal_id', 'is', null)
    .returning('storage_name')
    .execute();
  return struck.map((row) => row.storage_name);
};
