import type { EventData, EventVerb } from '../domain/events.ts';
import type { Language } from '../domain/language.ts';
import type { AppealState } from '../domain/states.ts';
import type { Queryable } from '../storage/database.ts';
import { eventRow } from '../storage/ledger.ts';
import type { ActionContext } from './context.ts';
import { recordAudit } from './record-audit.ts';

/** What the person did to their own appeal. Words go into a message, never into the event. */
export interface OwnChange {
  readonly appealId: string;
  readonly verb: EventVerb;
  readonly from: AppealState;
  readonly to: AppealState;
  readonly data?: EventData;
}

/** Writes the event and the audit row, in the transaction of the change itself. */
export const recordOwnChange = async (
  ctx: ActionContext,
  db: Queryable,
  change: OwnChange,
): Promise<void> => {
  const event = eventRow(ctx.keys, {
    id: ctx.uuid(),
    appealId: change.appealId,
    at: ctx.now(),
    actorKind: 'citizen',
    actorId: null,
    verb: change.verb,
    fromState: change.from,
    toState: change.to,
    data: { ...change.data },
  });
  await db.insertInto('events').values(event).execute();
  await recordAudit(ctx, db, {
    actor: { kind: 'citizen' },
    action: change.verb,
    subjectKind: 'appeal',
    subjectId: change.appealId,
  });
};

/** Adds the person's own words to the conversation; false where a message of that id is there already. */
export const addOwnMessage = async (
  ctx: ActionContext,
  db: Queryable,
  message: {
    readonly id: string;
    readonly appealId: string;
    readonly language: Language;
    readonly text: string;
  },
): Promise<boolean> => {
  const added = await db
    .insertInto('messages')
    .values({
      id: message.id,
      appeal_id: message.appealId,
      at: ctx.now(),
      kind: 'addition',
      author_kind: 'citizen',
      author_id: null,
      language: message.language,
      text: message.text,
    })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .returning('id')
    .executeTakeFirst();
  return added !== undefined;
};
