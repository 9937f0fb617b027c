import type { Sent } from '../../domain/conversation/prompt.ts';
import type { Called } from './bot-api.ts';

type Refused = Extract<Called<unknown>, { outcome: 'refused' }>;

/** Chats that there are not, or not for us. */
export const noSuchChat =
  /chat not found|user not found|PEER_ID_INVALID|chat_id is empty|group chat was (upgraded|deactivated|deleted)|user is deactivated|bots can't send messages to bots/i;

/** Milliseconds to hold everyone back where the account itself is refused: a wrong token, two services polling. */
const accountPause = 60_000;

/**
 * Tells a limit of one chat from one of the whole account: the Bot API answers both with the same words. The second chat
 * that is refused while the first one's pause still runs means all of them.
 */
export const createFloodWatch = () => {
  let first: { readonly chat: string; readonly until: number } | null = null;
  return (chat: string, now: number, pause: number): 'this-chat' | 'everyone' => {
    const everyone = first !== null && first.chat !== chat && now < first.until;
    if (first === null || now >= first.until) first = { chat, until: now + pause };
    return everyone ? 'everyone' : 'this-chat';
  };
};
export type FloodWatch = ReturnType<typeof createFloodWatch>;

const refusedAs = (refused: Refused, chat: string, now: number, flood: FloodWatch): Sent => {
  const { status, description, retryAfter } = refused;
  const later = (ms: number | null, everyone: boolean): Sent => ({
    outcome: 'try-later',
    at: ms === null ? null : new Date(now + ms),
    everyone,
  });
  if (status === 429) {
    const pause = (retryAfter ?? 1) * 1_000;
    return later(pause, flood(chat, now, pause) === 'everyone');
  }
  if (noSuchChat.test(description)) return { outcome: 'address-wrong' };
  // Without words of Telegram's own it is something before it that refuses, and that passes.
  if (description === '' && status < 500) return later(accountPause, true);
  if (status === 403) return { outcome: 'blocked-by-person' };
  if (status === 401 || status === 404 || status === 409) return later(accountPause, true);
  // A gateway that gave up waiting does not know either.
  if (status === 504) return { outcome: 'unknown' };
  if (status >= 500) return later(null, false);
  return { outcome: 'never', code: `telegram-${status}` };
};

/** What became of a sending to a chat, in the words that the service knows. */
export const sentAs = (called: Called<unknown>, chat: string, now: number, flood: FloodWatch): Sent => {
  switch (called.outcome) {
    case 'ok': {
      const { value } = called;
      const id =
        typeof value === 'object' && value !== null && 'message_id' in value ? value.message_id : null;
      return { outcome: 'sent', providerId: id === null ? null : String(id) };
    }
    case 'not-sent':
      return { outcome: 'try-later', at: null, everyone: false };
    case 'unknown':
      return { outcome: 'unknown' };
    case 'refused':
      return refusedAs(called, chat, now, flood);
  }
};
