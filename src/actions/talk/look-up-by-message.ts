import { sql } from 'kysely';
import type { Outcome } from '../../domain/conversation/effects.ts';
import { type AppealState, isOpen } from '../../domain/states.ts';
import { normalised } from '../../storage/blind-index.ts';
import type { Queryable } from '../../storage/database.ts';
import { openSealedAppeal } from '../../storage/sealed-appeal.ts';
import type { ActionContext } from '../context.ts';
import { lookUpAppeal } from '../look-up-appeal.ts';
import { addressKey, type KeptConversation } from './kept-conversation.ts';

const sameNumber = (a: string | undefined, b: string): boolean =>
  a !== undefined && normalised('phone', a) === normalised('phone', b) && normalised('phone', b) !== '';

/** Was it given from this conversation, from this address, or by someone with this telephone? */
const isOwn = async (
  ctx: ActionContext,
  trx: Queryable,
  appeal: { readonly id: string; readonly sealed: Buffer },
  person: KeptConversation,
  channel: string,
): Promise<boolean> => {
  const link = await trx
    .selectFrom('appeal_conversations as link')
    .innerJoin('conversations as c', 'c.id', 'link.conversation_id')
    .where('link.appeal_id', '=', appeal.id)
    .select(['c.id', 'c.channel', sql<string | null>`c.address_blind::text`.as('address_blind')])
    .executeTakeFirst();
  if (link?.id === person.id) return true;
  if (person.address === null) return false;
  const here = ctx.keys.blinds('address', `${channel}\n${person.address}`);
  if (link?.channel === channel && link.address_blind !== null && here.includes(link.address_blind))
    return true;
  if (channel === 'telegram') return false;
  const { applicant, representative } = openSealedAppeal(ctx.keys, appeal.id, appeal.sealed);
  return sameNumber((representative ?? applicant).phone, person.address);
};

const found = async (
  trx: Queryable,
  appeal: { readonly id: string; readonly serial: number; readonly state: string; readonly due_on: string },
): Promise<Outcome> => {
  const state = appeal.state as AppealState;
  const callBack = await trx
    .selectFrom('tasks')
    .where('appeal_id', '=', appeal.id)
    .where('kind', '=', 'send-answer')
    .where('channel', '=', 'phone')
    .where('done_at', 'is', null)
    .select('id')
    .executeTakeFirst();
  return {
    kind: 'found',
    serial: appeal.serial,
    state,
    dueOn: appeal.due_on,
    open: isOpen(state),
    callBack: callBack !== undefined,
  };
};

/**
 * The state of an appeal for someone who sent its number: from where it was given the number is enough, from elsewhere
 * the code is asked for (and asked for also where there is no such number, so that nothing can be told from it).
 */
export const lookUpByMessage = async (
  ctx: ActionContext,
  trx: Queryable,
  asked: { readonly serial: number; readonly code: string | null },
  person: KeptConversation,
  channel: string,
): Promise<Outcome> => {
  const appeal = await trx
    .selectFrom('appeals')
    .where('serial', '=', asked.serial)
    .select(['id', 'sealed', 'state', 'due_on'])
    .executeTakeFirst();
  const own = appeal !== undefined && (await isOwn(ctx, trx, appeal, person, channel));
  if (!own) {
    if (asked.code === null) return { kind: 'needs-code', serial: asked.serial };
    const byCode = await lookUpAppeal(
      { ...ctx, db: trx },
      { serial: asked.serial, code: asked.code, address: `${channel}:${person.thread}` },
    );
    if (!byCode.ok) return { kind: byCode.error === 'try-later' ? 'try-later' : 'not-found' };
  }
  if (appeal === undefined) return { kind: 'not-found' };
  return found(trx, { ...appeal, serial: asked.serial });
};

/** The state of the last appeal that came from this telephone, by voice or SMS; `not-found` where there is none. */
export const lookUpLatest = async (
  ctx: ActionContext,
  trx: Queryable,
  person: KeptConversation,
): Promise<Outcome> => {
  const { address } = person;
  if (address === null) return { kind: 'not-found' };
  const blinds = ['voice', 'sms'].flatMap((channel) =>
    ctx.keys.blinds('address', addressKey(channel, address)),
  );
  const appeal = await trx
    .selectFrom('appeal_conversations as link')
    .innerJoin('conversations as c', 'c.id', 'link.conversation_id')
    .innerJoin('appeals', 'appeals.id', 'link.appeal_id')
    .where('c.channel', 'in', ['voice', 'sms'])
    .where('c.address_blind', 'in', blinds)
    .select(['appeals.id', 'appeals.serial', 'appeals.state', 'appeals.due_on'])
    .orderBy('appeals.received_at', 'desc')
    .orderBy('appeals.serial', 'desc')
    .limit(1)
    .executeTakeFirst();
  return appeal === undefined ? { kind: 'not-found' } : found(trx, appeal);
};
