import { isWorkingDay, localDay, localTime } from '../domain/calendar.ts';
import { auditRow, eventRow } from '../storage/ledger.ts';
import { lockUnregistered, setRegistered } from '../storage/registration.ts';
import { enqueueStateNews } from '../storage/state-news.ts';
import type { ActionContext } from './context.ts';

const batchSize = 200;

/**
 * The sweep at the start of the working day: registers what came after hours or on a day off (Administrative
 * Procedural and Process-Related Code, art. 64). True where more is waiting.
 */
export const registerDue = async (ctx: ActionContext): Promise<boolean> => {
  const { calendar } = ctx.reference.current();
  const now = ctx.now();
  const today = localDay(now, calendar);
  const workHasBegun =
    isWorkingDay(today, calendar) && localTime(now, calendar) >= `${calendar.workingHours.from}:00`;
  if (!workHasBegun) return false;
  const count = await ctx.db.transaction().execute(async (trx) => {
    const ids = await lockUnregistered(trx, today, batchSize);
    if (ids.length === 0) return 0;
    const service = { at: now, actorKind: 'service', actorId: null } as const;
    await setRegistered(trx, ids);
    const events = ids.map((appealId) =>
      eventRow(ctx.keys, {
        ...service,
        id: ctx.uuid(),
        appealId,
        verb: 'register',
        fromState: 'received',
        toState: 'registered',
      }),
    );
    const audits = ids.map((subjectId) =>
      auditRow(ctx.keys, {
        ...service,
        id: ctx.uuid(),
        action: 'register',
        subjectKind: 'appeal',
        subjectId,
      }),
    );
    await trx.insertInto('events').values(events).execute();
    await trx.insertInto('audit').values(audits).execute();
    const changes = events.map(({ id, appeal_id }) => ({ appealId: appeal_id, eventId: id }));
    await enqueueStateNews(trx, changes, now);
    return ids.length;
  });
  if (count > 0) ctx.wake();
  return count === batchSize;
};
