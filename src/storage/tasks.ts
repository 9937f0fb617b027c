import type { Expression, ExpressionBuilder, SqlBool } from 'kysely';
import type { AnswerChannel } from '../domain/people.ts';
import type { Queryable } from './database.ts';
import type { Tables, TasksTable } from './tables.ts';

export type TaskKind = TasksTable['kind'];
export type TaskRecipient = TasksTable['recipient'];
export interface TaskRow {
  readonly id: string;
  readonly appealId: string;
  readonly serial: number;
  readonly kind: TaskKind;
  readonly channel: AnswerChannel;
  readonly recipient: TaskRecipient;
  readonly notice: string | null;
  readonly since: Date;
}

/** Adds something to be done by hand; the same id again changes nothing. */
export const addTask = async (db: Queryable, task: Omit<TaskRow, 'serial'>): Promise<void> => {
  await db
    .insertInto('tasks')
    .values({
      id: task.id,
      appeal_id: task.appealId,
      kind: task.kind,
      channel: task.channel,
      recipient: task.recipient,
      notice: task.notice,
      since: task.since,
      done_at: null,
      done_by: null,
    })
    .onConflict((conflict) => conflict.column('id').doNothing())
    .execute();
};

/** What waits to be done, oldest first, for the appeals that the condition lets through. */
export const waitingTasks = async (
  db: Queryable,
  which: (builder: ExpressionBuilder<Tables, 'appeals'>) => Expression<SqlBool>,
  most: number,
): Promise<readonly TaskRow[]> => {
  const rows = await db
    .selectFrom('tasks')
    .innerJoin('appeals', 'appeals.id', 'tasks.appeal_id')
    .where('tasks.done_at', 'is', null)
    .where((builder) => which(builder as unknown as ExpressionBuilder<Tables, 'appeals'>))
    .select([
      'tasks.id',
      'tasks.appeal_id',
      'appeals.serial',
      'tasks.kind',
      'tasks.channel',
      'tasks.recipient',
      'tasks.notice',
      'tasks.since',
    ])
    .orderBy('tasks.since')
    .orderBy('tasks.id')
    .limit(most)
    .execute();
  return rows.map((row) => ({
    id: row.id,
    appealId: row.appeal_id,
    serial: row.serial,
    kind: row.kind,
    channel: row.channel as AnswerChannel,
    recipient: row.recipient,
    notice: row.notice,
    since: row.since,
  }));
};

/** Ticks a task of an appeal off; false where there is none waiting under this id. */
export const finishTask = async (
  db: Queryable,
  task: { readonly id: string; readonly appealId: string; readonly by: string; readonly at: Date },
): Promise<boolean> => {
  const row = await db
    .updateTable('tasks')
    .set({ done_at: task.at, done_by: task.by })
    .where('id', '=', task.id)
    .where('appeal_id', '=', task.appealId)
    .where('done_at', 'is', null)
    .returning('id')
    .executeTakeFirst();
  return row !== undefined;
};

export const taskKinds = ['send-answer', 'send-question', 'send-notice', 'send-papers'] as const;

/**
 * Outbox entries that must reach someone. They become a task where no channel carries them; the payload is
 * `{ taskId, task, to, notice }`: the id and kind of that task, its recipient, and the code of what is to be said.
 */
export const noticeKind = 'notice';

/** Is there something that has not reached the person: a task not done, or one that the outbox still holds? */
export const hasOpenTask = async (db: Queryable, appealId: string): Promise<boolean> => {
  const { open } = await db
    .selectNoFrom((builder) =>
      builder
        .or([
          builder.exists(
            builder
              .selectFrom('tasks')
              .where('appeal_id', '=', appealId)
              .where('done_at', 'is', null)
              .select('tasks.id'),
          ),
          builder.exists(
            builder
              .selectFrom('outbox')
              .where('appeal_id', '=', appealId)
              .where('kind', '=', noticeKind)
              .where('channel', '<>', 'site')
              .where('done_at', 'is', null)
              .where('failed_at', 'is', null)
              .select('outbox.id'),
          ),
        ])
        .as('open'),
    )
    .executeTakeFirstOrThrow();
  return Boolean(open);
};
