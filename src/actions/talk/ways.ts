import { sql } from 'kysely';
import type { TalkChannel } from '../../domain/conversation/inbound.ts';
import { isLanguage, type Language } from '../../domain/language.ts';
import { isMobile } from '../../domain/mobile.ts';
import type { Queryable } from '../../storage/database.ts';
import { openSealedAppeal } from '../../storage/sealed-appeal.ts';
import type { ActionContext } from '../context.ts';
import { addressKey, openConversationRow } from './kept-conversation.ts';
import type { Outlet } from './outlet.ts';

/** Channels that are set up, by name. */
export type Outlets = ReadonlyMap<TalkChannel, Outlet>;

/** One way to a person: a channel, an address there, the language spoken there. */
export interface Way {
  readonly channel: TalkChannel;
  readonly address: string;
  readonly conversationId: string | null;
  readonly language: Language;
  /** They want no notices there; what they asked for themselves goes another way too. */
  readonly optedOut: boolean;
}

interface PersonOfAppeal {
  readonly id: string;
  readonly sealed: Buffer;
  readonly language: string;
  readonly answer_channel: string;
}

const languageOr = (value: string | null, otherwise: string): Language =>
  isLanguage(value) ? value : otherwise === 'ru' ? 'ru' : 'kk';

/** The conversation at an address, if there is one. */
const conversationAt = (ctx: ActionContext, db: Queryable, channel: TalkChannel, address: string) =>
  db
    .selectFrom('conversations')
    .select(['id', 'language', 'opted_out', 'unreachable'])
    .where('channel', '=', channel)
    .where('address_blind', 'in', [...ctx.keys.blinds('address', addressKey(channel, address))])
    .orderBy('updated_at', 'desc')
    .executeTakeFirst();

/** The way by SMS to a telephone: mobile numbers alone can read one. */
const smsWay = async (
  ctx: ActionContext,
  db: Queryable,
  phone: string | undefined,
  language: string,
): Promise<Way | null> => {
  if (phone === undefined || !isMobile(phone)) return null;
  const known = await conversationAt(ctx, db, 'sms', phone);
  if (known?.unreachable != null) return null;
  return {
    channel: 'sms',
    address: phone,
    conversationId: known?.id ?? null,
    language: languageOr(known?.language ?? null, language),
    optedOut: known?.opted_out ?? false,
  };
};

/** The conversation that the appeal was given in: from where, and whether something can be sent there. */
const givenIn = async (
  ctx: ActionContext,
  db: Queryable,
  appeal: PersonOfAppeal,
): Promise<{ readonly givenAt: string | null; readonly ownWay: Way | null }> => {
  const row = await db
    .selectFrom('appeal_conversations as link')
    .innerJoin('conversations as c', 'c.id', 'link.conversation_id')
    .where('link.appeal_id', '=', appeal.id)
    .select(['c.id', 'c.channel', 'c.sealed', 'c.language', 'c.opted_out', 'c.unreachable'])
    .select(sql<string>`c.thread_blind::text`.as('thread_blind'))
    .executeTakeFirst();
  if (row === undefined) return { givenAt: null, ownWay: null };
  const { address } = openConversationRow(ctx.keys, row);
  if (address === null || row.unreachable !== null || row.channel === 'voice')
    return { givenAt: address, ownWay: null };
  const channel: TalkChannel = row.channel === 'telegram' ? 'telegram' : 'sms';
  const language = languageOr(row.language, appeal.language);
  return {
    givenAt: address,
    ownWay: { channel, address, conversationId: row.id, language, optedOut: row.opted_out },
  };
};

/**
 * The ways on which the service itself can reach the one who wrote (or, for `applicant`, the one written for), best
 * first: the conversation they wrote in, then a message to the telephone they gave. Ways that have failed are left out.
 */
export const waysTo = async (
  ctx: ActionContext,
  db: Queryable,
  outlets: Outlets,
  appeal: PersonOfAppeal,
  to: 'writer' | 'applicant',
  tried: readonly string[],
): Promise<readonly Way[]> => {
  const { applicant, representative } = openSealedAppeal(ctx.keys, appeal.id, appeal.sealed);
  const person = to === 'applicant' ? applicant : (representative ?? applicant);
  const { givenAt, ownWay } = await givenIn(ctx, db, appeal);
  const ways = [to === 'writer' ? ownWay : null, await smsWay(ctx, db, person.phone, appeal.language)];
  const open = ({ channel, address }: Way): boolean => {
    const outlet = outlets.get(channel);
    if (outlet?.send == null || tried.includes(channel)) return false;
    return outlet.reaches?.(address, givenAt) ?? true;
  };
  return ways.filter((way) => way !== null).filter(open);
};
