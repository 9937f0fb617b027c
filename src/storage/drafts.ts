import type { Database, Queryable } from './database.ts';
import type { DraftsTable } from './tables.ts';

export type DraftRow = Pick<DraftsTable, 'submission_id' | 'journey' | 'language' | 'sealed'> & {
  readonly updated_at: Date;
};

const columns = ['submission_id', 'journey', 'language', 'sealed', 'updated_at'] as const;

/** A draft saved at `since` or later. */
export const findDraft = (db: Queryable, tokenHash: Buffer, since: Date): Promise<DraftRow | undefined> =>
  db
    .selectFrom('drafts')
    .where('token_hash', '=', tokenHash)
    .where('updated_at', '>=', since)
    .select(columns)
    .executeTakeFirst();

/**
 * Changes a draft under its lock, so that two tabs saving at once lose nothing of each other; undefined where there is
 * none saved at `since` or later.
 */
export const changeDraft = (
  db: Database,
  tokenHash: Buffer,
  since: Date,
  change: (row: DraftRow) => DraftRow,
): Promise<DraftRow | undefined> =>
  db.transaction().execute(async (trx) => {
    const row = await trx
      .selectFrom('drafts')
      .where('token_hash', '=', tokenHash)
      .where('updated_at', '>=', since)
      .select(columns)
      .forUpdate()
      .executeTakeFirst();
    if (row === undefined) return undefined;
    const changed = change(row);
    await trx
      .updateTable('drafts')
      .set({ sealed: changed.sealed, language: changed.language, updated_at: changed.updated_at })
      .where('token_hash', '=', tokenHash)
      .execute();
    return changed;
  });

/** Removes a draft; gives its submission, whose uploads go too. */
export const strikeDraft = async (db: Queryable, tokenHash: Buffer): Promise<string | undefined> => {
  const struck = await db
    .deleteFrom('drafts')
    .where('token_hash', '=', tokenHash)
    .returning('submission_id')
    .executeTakeFirst();
  return struck?.submission_id;
};

/** Removes drafts last saved before an instant, at most 500; gives how many. */
export const strikeOldDrafts = async (db: Queryable, before: Date): Promise<number> => {
  const struck = await db
    .deleteFrom('drafts')
    .where('token_hash', 'in', (eb) =>
      eb.selectFrom('drafts').where('updated_at', '<', before).select('token_hash').limit(500),
    )
    .where('updated_at', '<', before)
    .executeTakeFirst();
  return Number(struck.numDeletedRows);
};
