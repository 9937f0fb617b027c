import type { Actor } from '../domain/people.ts';
import type { Queryable } from '../storage/database.ts';
import { auditRow } from '../storage/ledger.ts';
import type { ActionContext } from './context.ts';

export interface AuditNote {
  readonly actor: Actor;
  /** A stable slug: `look`, `sign-in`, the verb. */
  readonly action: string;
  readonly subjectKind: 'appeal' | 'file' | 'staff' | 'list' | 'delivery' | 'inbound';
  readonly subjectId: string | null;
  /** Ids and codes only; never a name, a telephone, an e-mail, or a person's words. */
  readonly detail?: Readonly<Record<string, unknown>>;
}

/** Writes who looked at or changed what, in the transaction of the look or change itself. */
export const recordAudit = async (ctx: ActionContext, db: Queryable, note: AuditNote): Promise<void> => {
  await db
    .insertInto('audit')
    .values(
      auditRow(ctx.keys, {
        id: ctx.uuid(),
        at: ctx.now(),
        actorKind: note.actor.kind,
        actorId: note.actor.kind === 'staff' ? note.actor.id : null,
        action: note.action,
        subjectKind: note.subjectKind,
        subjectId: note.subjectId,
        detail: note.detail ?? {},
      }),
    )
    .execute();
};
