import { findDraft } from '../storage/drafts.ts';
import type { ActionContext } from './context.ts';
import { type Draft, describeDraft, oldestKept, tokenHash } from './draft.ts';

/** The draft of a cookie's token, or null where there is none or its 24 hours are over. */
export const openDraft = async (ctx: ActionContext, token: string): Promise<Draft | null> => {
  const row = await findDraft(ctx.db, tokenHash(token), oldestKept(ctx));
  return row === undefined ? null : describeDraft(ctx, row);
};
