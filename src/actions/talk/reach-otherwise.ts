import type { TalkChannel } from '../../domain/conversation/inbound.ts';
import { answerChannels } from '../../domain/people.ts';
import type { Queryable } from '../../storage/database.ts';
import { enqueue, type Lease } from '../../storage/outbox.ts';
import { addTask, taskKinds } from '../../storage/tasks.ts';
import type { ActionContext } from '../context.ts';
import { type Errand, sendKind } from './outbox-kinds.ts';
import { type Outlets, waysTo } from './ways.ts';

/**
 * One way has failed for good: the next one the person gave, and where there is none a task for an official. A mere
 * change of state that nobody can be told of is let go. Gives whether the news is on its way; a reply is not news.
 */
export const reachOtherwise = async (
  ctx: ActionContext,
  trx: Queryable,
  outlets: Outlets,
  channel: TalkChannel,
  entry: Pick<Lease, 'appealId' | 'payload'>,
): Promise<boolean> => {
  const errand = entry.payload as unknown as Errand;
  if (errand.what !== 'news' || entry.appealId === null) return false;
  const now = ctx.now();
  const tried = [...new Set([...errand.tried, channel])];
  const appeal = await trx
    .selectFrom('appeals')
    .select(['id', 'sealed', 'language', 'answer_channel'])
    .where('id', '=', entry.appealId)
    .executeTakeFirst();
  if (appeal === undefined) return false;
  const ways = await waysTo(ctx, trx, outlets, appeal, errand.to, tried);
  const [next] = ways.filter(({ optedOut }) => !optedOut);
  if (next !== undefined) {
    await enqueue(trx, {
      kind: sendKind(next.channel),
      channel: next.channel,
      appealId: appeal.id,
      payload: { ...errand, tried },
      dueAt: now,
    });
    return true;
  }
  const { task } = errand;
  if (task !== null)
    await addTask(trx, {
      id: task.id,
      appealId: appeal.id,
      kind: taskKinds.find((known) => known === task.kind) ?? 'send-notice',
      channel: answerChannels.find((known) => known === task.channel) ?? 'phone',
      recipient: errand.to,
      notice: task.notice,
      since: now,
    });
  return true;
};
