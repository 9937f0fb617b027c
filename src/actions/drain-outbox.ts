import { answerChannels } from '../domain/people.ts';
import { claim, fail, finish, type Lease } from '../storage/outbox.ts';
import { addTask, noticeKind, type TaskRecipient, taskKinds } from '../storage/tasks.ts';
import type { ActionContext } from './context.ts';

const batchSize = 100;
const lease = 60_000;

const recipients: readonly TaskRecipient[] = ['writer', 'applicant', 'organisation'];

/** The service has no sending channel yet but its own pages: what is to reach a person elsewhere, an official does. */
const handOver = (ctx: ActionContext, entry: Lease): Promise<void> =>
  ctx.db.transaction().execute(async (trx) => {
    const now = ctx.now();
    const channel = answerChannels.find((known) => known === entry.channel);
    const { taskId, task, to, notice } = entry.payload;
    if (entry.appealId === null || channel === undefined || typeof taskId !== 'string') {
      await fail(trx, entry, 'notice-incomplete', now, { retry: false });
      return;
    }
    // On the site the person finds it under the appeal's number.
    if (channel !== 'site')
      await addTask(trx, {
        id: taskId,
        appealId: entry.appealId,
        kind: taskKinds.find((known) => known === task) ?? 'send-notice',
        channel,
        recipient: recipients.find((known) => known === to) ?? 'writer',
        notice: typeof notice === 'string' ? notice : null,
        since: now,
      });
    await finish(trx, entry, now);
  });

/** Works off what is to be told to people, oldest first; gives true where more may wait. */
export const drainOutbox = async (ctx: ActionContext): Promise<boolean> => {
  const leases = await claim(ctx.db, { kinds: [noticeKind], now: ctx.now(), lease, limit: batchSize });
  for (const entry of leases) {
    try {
      await handOver(ctx, entry);
    } catch (error) {
      ctx.log.warn({ error, outboxId: entry.id }, 'a notice could not be handed over');
      await fail(ctx.db, entry, 'hand-over-failed', ctx.now());
    }
  }
  return leases.length === batchSize;
};
