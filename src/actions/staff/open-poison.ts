import { detectLanguage } from '../../domain/conversation/detect-language.ts';
import type { Inbound } from '../../domain/conversation/inbound.ts';
import type { Language } from '../../domain/language.ts';
import type { Official } from '../../domain/people.ts';
import { fail, ok, type Result } from '../../domain/result.ts';
import { isUuid } from '../../domain/uuid.ts';
import type { ActionContext } from '../context.ts';
import { recordAudit } from '../record-audit.ts';
import { openRaw } from '../talk/keep-for-later.ts';
import { seesToSendings } from './failed-sendings.ts';

/** Letters shown of a message and of the request it came in; what is longer is cut. */
const longestShown = 4_000;

/** A message that could not be taken, opened to be read by a person. */
export interface OpenedMessage {
  readonly id: string;
  readonly since: Date;
  readonly channel: string;
  readonly error: string;
  /** Where it came from: a number, a chat. */
  readonly from: string;
  /** The person's words, where it had any, and the language they are in as far as that can be told. */
  readonly words: string;
  readonly language: Language;
  /** The provider's request as it came, without its secrets; empty where it is not kept. */
  readonly raw: string;
  readonly cut: boolean;
}

const wordsOf = ({ what }: Inbound): string => ('text' in what ? what.text : '');
const shortened = (text: string): string => [...text].slice(0, longestShown).join('');

/** Opens a message that could not be taken; each look is in the audit. `gone`: it has been taken or seen to meanwhile. */
export const openPoison = (
  ctx: ActionContext,
  official: Official,
  inboundId: string,
): Promise<Result<OpenedMessage, 'not-allowed' | 'gone'>> =>
  ctx.db.transaction().execute(async (trx) => {
    if (!seesToSendings(official)) return fail('not-allowed');
    if (!isUuid(inboundId)) return fail('gone');
    const row = await trx
      .selectFrom('inbound')
      .select(['id', 'received_at', 'channel', 'error', 'raw'])
      .where('id', '=', inboundId)
      .where('state', '=', 'poison')
      .executeTakeFirst();
    if (row?.raw == null) return fail('gone');
    const { inbound, raw } = openRaw(ctx, { id: row.id, raw: row.raw });
    await recordAudit(ctx, trx, {
      actor: official,
      action: 'look-message',
      subjectKind: 'inbound',
      subjectId: row.id,
    });
    const words = wordsOf(inbound);
    const shown = { words: shortened(words), raw: shortened(raw) };
    return ok({
      id: row.id,
      since: row.received_at,
      channel: row.channel,
      error: row.error ?? 'unknown',
      from: inbound.address ?? inbound.thread,
      ...shown,
      language: detectLanguage(words) ?? inbound.languageHint ?? 'kk',
      cut: shown.words !== words || shown.raw !== raw,
    });
  });
