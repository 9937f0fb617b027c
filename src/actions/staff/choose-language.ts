import type { Language } from '../../domain/language.ts';
import type { Official } from '../../domain/people.ts';
import { setLanguage } from '../../storage/staff-accounts.ts';
import type { ActionContext } from '../context.ts';

/** Keeps the language of the account's pages. */
export const chooseLanguage = (ctx: ActionContext, official: Official, language: Language): Promise<void> =>
  setLanguage(ctx.db, official.id, language);
