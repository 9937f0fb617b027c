import { randomUUID } from 'node:crypto';
import type { Updateable } from 'kysely';
import type { ActionContext } from '../../src/actions/context.ts';
import type { SubmitInput } from '../../src/actions/submit-appeal.ts';
import type { AppealsTable } from '../../src/storage/tables.ts';
import { submitted } from './appeals.ts';

/** An appeal as it came in, put where the test begins: state, department, curator and so on. */
export const appealAt = async (
  ctx: ActionContext,
  place: Updateable<AppealsTable>,
  said: Partial<SubmitInput> = {},
): Promise<string> => {
  const { appealId } = await submitted(ctx, said);
  await moveTo(ctx, appealId, place);
  return appealId;
};

export const moveTo = async (
  ctx: ActionContext,
  appealId: string,
  place: Updateable<AppealsTable>,
): Promise<void> => {
  await ctx.db.updateTable('appeals').set(place).where('id', '=', appealId).execute();
};

/** What a form sends besides its fields. */
export const form = (appealId: string) => ({ appealId, formId: randomUUID() });

/** What the audit log holds of a subject, oldest first: `curator look`. */
export const auditOf = async (ctx: ActionContext, subjectId: string): Promise<readonly string[]> => {
  const rows = await ctx.db
    .selectFrom('audit')
    .where('subject_id', '=', subjectId)
    .select(['actor_id', 'action'])
    .orderBy('position')
    .execute();
  return rows.map(({ actor_id, action }) => `${actor_id ?? '-'} ${action}`);
};
