import { deleteEndedSessions } from '../../storage/sessions.ts';
import type { ActionContext } from '../context.ts';
import { idleMinutes, longestHours } from './staff-session.ts';

/** Removes sessions that have ended and that nobody asked for again. */
export const cleanSessions = (ctx: ActionContext): Promise<void> => {
  const before = (minutes: number): Date => new Date(ctx.now().getTime() - minutes * 60_000);
  return deleteEndedSessions(ctx.db, {
    seenBefore: before(idleMinutes),
    createdBefore: before(longestHours * 60),
  });
};
