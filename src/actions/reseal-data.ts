import { blindIndexes } from '../storage/blind-index.ts';
import type { Database } from '../storage/database.ts';
import type { KeyRing } from '../storage/keys.ts';
import { openSealedAppeal, sealAppeal } from '../storage/sealed-appeal.ts';
import { fileNameContext } from './opened-file.ts';
import { addressKey, openConversationRow, sealConversation, threadKey } from './talk/kept-conversation.ts';

const batchSize = 500;

/** What of the world resealing needs; it runs beside the service, as a command. */
export interface ResealContext {
  readonly db: Database;
  readonly keys: KeyRing;
}
export interface Resealed {
  readonly appeals: number;
  readonly files: number;
  readonly conversations: number;
}

/** Calls `reseal` with every batch of rows of a table in the order of their ids; gives how many rows it changed. */
const eachBatch = async <Row extends { readonly id: string }>(
  read: (after: string | null) => Promise<readonly Row[]>,
  reseal: (row: Row) => Promise<boolean>,
): Promise<number> => {
  let changed = 0;
  let after: string | null = null;
  for (;;) {
    const rows: readonly Row[] = await read(after);
    for (const row of rows) if (await reseal(row)) changed += 1;
    const last = rows.at(-1);
    if (last === undefined) return changed;
    after = last.id;
  }
};

const resealAppeals = ({ db, keys }: ResealContext): Promise<number> =>
  eachBatch(
    (after) =>
      db
        .selectFrom('appeals')
        .select(['id', 'sealed'])
        .$if(after !== null, (query) => query.where('id', '>', after ?? ''))
        .orderBy('id')
        .limit(batchSize)
        .execute(),
    async ({ id, sealed }) => {
      if (keys.sealedByFirst(sealed)) return false;
      const content = openSealedAppeal(keys, id, sealed);
      const people = [
        content.applicant,
        ...(content.representative === null ? [] : [content.representative]),
      ];
      // Only over what was read: a registrar may be completing the same appeal, and that seals with the first key too.
      const { numUpdatedRows } = await db
        .updateTable('appeals')
        .set({ sealed: sealAppeal(keys, id, content), blind: blindIndexes(keys, people) })
        .where('id', '=', id)
        .where('sealed', '=', sealed)
        .executeTakeFirst();
      return numUpdatedRows === 1n;
    },
  );

const resealFileNames = ({ db, keys }: ResealContext): Promise<number> =>
  eachBatch(
    (after) =>
      db
        .selectFrom('files')
        .select(['id', 'sealed_name'])
        .$if(after !== null, (query) => query.where('id', '>', after ?? ''))
        .orderBy('id')
        .limit(batchSize)
        .execute(),
    async ({ id, sealed_name: sealed }) => {
      if (keys.sealedByFirst(sealed)) return false;
      const name = keys.open(sealed, fileNameContext(id));
      await db
        .updateTable('files')
        .set({ sealed_name: keys.seal(name, fileNameContext(id)) })
        .where('id', '=', id)
        .execute();
      return true;
    },
  );

/** A conversation that is being held keeps what it has: whoever writes seals it anew themselves. */
const resealConversations = ({ db, keys }: ResealContext): Promise<number> =>
  eachBatch(
    (after) =>
      db
        .selectFrom('conversations')
        .select(['id', 'channel', 'sealed'])
        .$if(after !== null, (query) => query.where('id', '>', after ?? ''))
        .orderBy('id')
        .limit(batchSize)
        .execute(),
    async ({ id, channel, sealed }) => {
      if (keys.sealedByFirst(sealed)) return false;
      const kept = openConversationRow(keys, { id, sealed });
      const { numUpdatedRows } = await db
        .updateTable('conversations')
        .set({
          sealed: sealConversation(keys, id, kept),
          thread_blind: keys.blind('thread', threadKey({ channel, thread: kept.thread })),
          address_blind:
            kept.address === null ? null : keys.blind('address', addressKey(channel, kept.address)),
        })
        .where('id', '=', id)
        .where('sealed', '=', sealed)
        .executeTakeFirst();
      return numUpdatedRows === 1n;
    },
  );

/**
 * After a rotation: seals with the first key what older keys sealed, and makes the blind indexes anew. May run beside
 * the service, be broken off and run again. Drafts are left: they end within a day. Ledgers are left for good: their
 * rows are never written again, so the older keys stay in the ring to prove them.
 */
export const resealData = async (ctx: ResealContext): Promise<Resealed> => ({
  appeals: await resealAppeals(ctx),
  files: await resealFileNames(ctx),
  conversations: await resealConversations(ctx),
});
