import { sql } from 'kysely';
import type { Official } from '../../domain/people.ts';
import { formatReceipt } from '../../domain/receipt-number.ts';
import { fail, ok, type Result } from '../../domain/result.ts';
import type { ActionContext } from '../context.ts';
import { recordAudit } from '../record-audit.ts';

const most = 100;

/** Something that did not reach a person and that no other way could be found for. */
export interface FailedSending {
  readonly id: string;
  readonly since: Date;
  readonly channel: string;
  /** A stable code, `outcome-unknown` among them: it may have gone out. */
  readonly error: string;
  /** Ten digits; null where it belongs to no appeal. */
  readonly receipt: string | null;
}
/** A message that failed inside at each of its tries; its words are kept sealed. */
export interface PoisonMessage {
  readonly id: string;
  readonly since: Date;
  readonly channel: string;
  readonly error: string;
}
export interface FailedSendings {
  readonly sendings: readonly FailedSending[];
  readonly messages: readonly PoisonMessage[];
}

/** Who sees to them: the registrars, and the heads above them. */
export const seesToSendings = ({ role }: Pick<Official, 'role'>): boolean =>
  role === 'registrar' || role === 'head';

/** What waits for the registrar: sendings that failed for good, messages that can't be taken. Oldest first. */
export const failedSendings = async (
  ctx: ActionContext,
  official: Official,
): Promise<Result<FailedSendings, 'not-allowed'>> => {
  if (!seesToSendings(official)) return fail('not-allowed');
  return ctx.db.transaction().execute(async (trx) => {
    const { rows } = await sql<{
      id: string;
      changed_at: Date;
      channel: string;
      error: string | null;
      serial: number | null;
    }>`
select d.id, d.changed_at, d.channel, d.error, coalesce(a.serial, latest.serial) as serial
from deliveries d
left join appeals a on a.id = d.appeal_id
left join lateral (
  select b.serial from appeal_conversations link join appeals b on b.id = link.appeal_id
  where link.conversation_id = d.conversation_id order by b.received_at desc limit 1) latest on true
where d.state = 'failed' order by d.changed_at limit ${most}`.execute(trx);
    const messages = await trx
      .selectFrom('inbound')
      .select(['id', 'received_at', 'channel', 'error'])
      .where('state', '=', 'poison')
      .orderBy('received_at')
      .limit(most)
      .execute();
    if (rows.length > 0)
      await recordAudit(ctx, trx, {
        actor: official,
        action: 'look-list',
        subjectKind: 'list',
        subjectId: null,
        detail: { list: 'failed-sendings', deliveries: rows.map(({ id }) => id) },
      });
    return ok({
      sendings: rows.map(({ id, changed_at, channel, error, serial }) => ({
        id,
        since: changed_at,
        channel,
        error: error ?? 'unknown',
        receipt: serial === null ? null : formatReceipt(serial),
      })),
      messages: messages.map(({ id, received_at, channel, error }) => ({
        id,
        since: received_at,
        channel,
        error: error ?? 'unknown',
      })),
    });
  });
};
