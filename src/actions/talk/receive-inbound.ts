import { StoredMeanwhile } from '../../storage/conversations.ts';
import type { Database } from '../../storage/database.ts';
import { createGroupCommit, type GroupCommit } from '../../storage/group-commit.ts';
import type { ActionContext } from '../context.ts';
import type { Arriving, InboundReply } from './arriving.ts';
import { isPart, joinParts, type PartArriving } from './join-parts.ts';
import { keepForLater } from './keep-for-later.ts';
import { receiveGroup } from './receive-group.ts';
import type { TalkDesk } from './talk-desk.ts';

interface Parcel extends Arriving {
  readonly ctx: ActionContext;
  readonly desk: TalkDesk;
}

/** How often a message is taken up again where two processes met over it. */
const mostMeetings = 5;

const commit = async (parcels: readonly Parcel[]): Promise<readonly InboundReply[]> => {
  const [first] = parcels;
  if (first === undefined) return [];
  for (let meeting = 1; ; meeting += 1) {
    try {
      return await receiveGroup(first.ctx, first.desk, parcels);
    } catch (error) {
      if (!(error instanceof StoredMeanwhile) || meeting === mostMeetings) throw error;
    }
  }
};

/**
 * One group at a time, in which everybody goes along who has come meanwhile: measured a third quicker than two smaller ones
 * side by side. Another one begins beside it only where so many wait that the first must be held up by something.
 */
const group = { most: 64, lanes: 2, enough: 64 } as const;

/** One desk for each database that this process talks to. */
const desks = new WeakMap<Database, GroupCommit<Parcel, InboundReply>>();
const deskOf = (db: Database): GroupCommit<Parcel, InboundReply> => {
  const known = desks.get(db);
  if (known !== undefined) return known;
  const desk = createGroupCommit<Parcel, InboundReply>({ ...group, commit });
  desks.set(db, desk);
  return desk;
};

/** A part of a long message: kept until the others are there, and then taken with them as one. */
const receivePart = async (ctx: ActionContext, desk: TalkDesk, part: PartArriving): Promise<InboundReply> => {
  const joined = await joinParts(ctx, part);
  if ('reply' in joined) return joined.reply;
  const reply = await deskOf(ctx.db).add({ ...joined.whole, ctx, desk });
  if (reply.outcome === 'taken') ctx.wake();
  return reply;
};

/** Messages that this process is taking at this moment. */
export const messagesUnderWay = (db: Database): number => desks.get(db)?.pending() ?? 0;

/**
 * Takes one message of a person: recognised where it has come before, otherwise understood, acted on and answered in
 * one transaction, which it shares with whatever else arrives at that moment. Resolves only after the commit. What
 * fails inside is kept and tried again in the background; rejects only where not even that could be stored (the
 * database is away), and then the provider must try again.
 */
export const receiveInbound = async (
  ctx: ActionContext,
  desk: TalkDesk,
  arriving: Arriving,
): Promise<InboundReply> => {
  try {
    if (isPart(arriving)) return await receivePart(ctx, desk, arriving);
    const reply = await deskOf(ctx.db).add({ ...arriving, ctx, desk });
    if (reply.outcome === 'taken') ctx.wake();
    return reply;
  } catch (error) {
    ctx.log.warn(
      { error: error instanceof Error ? error.name : 'unknown', channel: arriving.inbound.channel },
      'a message could not be taken and is kept',
    );
    await keepForLater(ctx, arriving, error);
    return { outcome: 'kept', language: arriving.inbound.languageHint ?? 'kk', prompts: [] };
  }
};
