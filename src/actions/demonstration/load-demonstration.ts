import { sql } from 'kysely';
import type { ActionContext } from '../context.ts';
import { loadAppeals } from './load-appeals.ts';
import { type DemoAccount, loadDirectory } from './load-directory.ts';
import { loadRatings } from './load-ratings.ts';

export interface DemonstrationOptions {
  /** Folder of the sound, the video and the picture that belong to some of the appeals. */
  readonly filesFolder: string;
  /** Writes the accounts down; called before they are committed. */
  readonly keepAccounts: (accounts: readonly DemoAccount[]) => Promise<void>;
}

/**
 * What a new demonstration holds: a directory with accounts, the appeals of `reference/demo-appeals.json` on their
 * way, and marks. Each part is loaded once; a start that was broken off goes on where it stopped. Returns the
 * accounts where they were made now.
 */
export const loadDemonstration = async (
  ctx: ActionContext,
  options: DemonstrationOptions,
): Promise<readonly DemoAccount[] | null> => {
  const accounts = await loadDirectory(ctx, options.keepAccounts);
  await once(ctx, 'demonstration-appeals', () => loadAppeals(ctx, options.filesFolder));
  await once(ctx, 'demonstration-ratings', () => loadRatings(ctx));
  return accounts;
};

/** Each part may be begun twice by a start that was broken off, so each is safe to repeat; only one process loads. */
const once = async (ctx: ActionContext, key: string, load: () => Promise<void>): Promise<void> => {
  const done = await ctx.db.selectFrom('settings').select('key').where('key', '=', key).executeTakeFirst();
  if (done) return;
  await load();
  await ctx.db
    .insertInto('settings')
    .values({ key, value: sql`'{"loaded": true}'::jsonb` })
    .onConflict((conflict) => conflict.column('key').doNothing())
    .execute();
};
