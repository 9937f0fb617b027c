import { answerChannels } from '../domain/people.ts';
import type { Queryable } from '../storage/database.ts';
import { claim, enqueue, fail, finish, type Lease } from '../storage/outbox.ts';
import { addTask, noticeKind, type TaskRecipient, taskKinds } from '../storage/tasks.ts';
import type { ActionContext } from './context.ts';
import { type Errand, sendKind } from './talk/outbox-kinds.ts';
import { type Outlets, waysTo } from './talk/ways.ts';

const batchSize = 100;
const lease = 60_000;

const recipients: readonly TaskRecipient[] = ['writer', 'applicant', 'organisation'];
const noOutlets: Outlets = new Map();

/** What a notice says, in the words of the errand that carries it; null where no channel may. */
const newsOf = (task: unknown, notice: unknown): Extract<Errand, { what: 'news' }>['news'] | null => {
  if (task === 'send-answer') return 'answer';
  if (task === 'send-question') return 'question';
  // To whom it was passed on is owed to the person (article 65), by a task where no channel carries it.
  if (notice === 'forwarded') return 'state';
  return notice === 'written-for-you' ? 'written-for-you' : null;
};

/**
 * Who called is called back (that is the task), and gets the same in writing besides, where their telephone can read:
 * an answer is a written act.
 */
const tellCallerInWriting = async (
  ctx: ActionContext,
  trx: Queryable,
  outlets: Outlets,
  entry: Lease,
  news: ReturnType<typeof newsOf>,
  to: TaskRecipient,
): Promise<void> => {
  if (entry.channel !== 'phone' || entry.appealId === null || to !== 'writer') return;
  if (news !== 'answer' && news !== 'question') return;
  const appeal = await trx
    .selectFrom('appeals')
    .select(['id', 'sealed', 'language', 'answer_channel'])
    .where('id', '=', entry.appealId)
    .where('channel', '=', 'voice')
    .executeTakeFirst();
  const [way] = appeal === undefined ? [] : await waysTo(ctx, trx, outlets, appeal, to, []);
  if (appeal === undefined || way === undefined || way.optedOut) return;
  const { eventId } = entry.payload;
  const errand: Errand = {
    what: 'news',
    news,
    eventId: typeof eventId === 'string' ? eventId : null,
    to,
    tried: [],
    // The call stands for it, whatever becomes of the message.
    task: null,
  };
  await enqueue(trx, {
    kind: sendKind(way.channel),
    channel: way.channel,
    appealId: appeal.id,
    payload: { ...errand },
    dueAt: ctx.now(),
  });
};

/**
 * Finds the way for what is to reach someone: a channel of the service's own where the person asked for it or wrote
 * from it, otherwise a task for an official.
 */
const handOver = (ctx: ActionContext, outlets: Outlets, entry: Lease): Promise<void> =>
  ctx.db.transaction().execute(async (trx) => {
    const now = ctx.now();
    const channel = answerChannels.find((known) => known === entry.channel);
    const { taskId, task, to, notice, eventId } = entry.payload;
    if (entry.appealId === null || channel === undefined || typeof taskId !== 'string') {
      await fail(trx, entry, 'notice-incomplete', now, { retry: false });
      return;
    }
    const appealId = entry.appealId;
    const news = newsOf(task, notice);
    const recipient = recipients.find((known) => known === to) ?? 'writer';
    await tellCallerInWriting(ctx, trx, outlets, entry, news, recipient);
    // Who asked for a call, a letter or e-mail gets that; the telephone is tried by message for `written-for-you`.
    const byMessage = channel === 'sms' || channel === 'telegram' || news === 'written-for-you';
    if (byMessage && news !== null && recipient !== 'organisation') {
      const appeal = await trx
        .selectFrom('appeals')
        .select(['id', 'sealed', 'language', 'answer_channel'])
        .where('id', '=', appealId)
        .executeTakeFirst();
      const [way] = appeal === undefined ? [] : await waysTo(ctx, trx, outlets, appeal, recipient, []);
      if (way !== undefined) {
        const kind = taskKinds.find((known) => known === task) ?? 'send-notice';
        const errand: Errand = {
          what: 'news',
          news,
          eventId: typeof eventId === 'string' ? eventId : null,
          to: recipient,
          tried: [],
          task: { id: taskId, kind, channel, notice: typeof notice === 'string' ? notice : null },
        };
        await enqueue(trx, {
          kind: sendKind(way.channel),
          channel: way.channel,
          appealId,
          payload: { ...errand },
          dueAt: now,
        });
        await finish(trx, entry, now);
        return;
      }
    }
    // On the site the person finds it under the appeal's number.
    if (channel !== 'site')
      await addTask(trx, {
        id: taskId,
        appealId,
        kind: taskKinds.find((known) => known === task) ?? 'send-notice',
        channel,
        recipient,
        notice: typeof notice === 'string' ? notice : null,
        since: now,
      });
    await finish(trx, entry, now);
  });

/** Works off what is to be told to people, oldest first; gives true where more may wait. */
export const drainOutbox = async (ctx: ActionContext, outlets: Outlets = noOutlets): Promise<boolean> => {
  const leases = await claim(ctx.db, { kinds: [noticeKind], now: ctx.now(), lease, limit: batchSize });
  for (const entry of leases) {
    try {
      await handOver(ctx, outlets, entry);
    } catch (error) {
      ctx.log.warn({ error, outboxId: entry.id }, 'a notice could not be handed over');
      await fail(ctx.db, entry, 'hand-over-failed', ctx.now());
    }
  }
  if (outlets.size > 0 && leases.length > 0) ctx.wake();
  return leases.length === batchSize;
};
