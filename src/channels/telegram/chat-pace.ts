/** Telegram bears a few messages to one chat at once, and one a second in the long run. */
const burst = 4;
const everyMs = 1_000;
/** Chats that are remembered; those who wrote least lately are forgotten, and have rested by then. */
const mostChats = 10_000;

/**
 * Waits until one more message may go to a chat. Kept in this process alone: one person's messages follow each other
 * within one sending, and between sendings the limit of the Bot API itself (429) holds.
 */
export const createChatPace = (
  ticks: () => number,
  rest: (milliseconds: number) => Promise<void>,
): ((chat: string) => Promise<void>) => {
  /** When the chat will have rested from all that it was sent. */
  const restedAt = new Map<string, number>();
  return async (chat) => {
    const now = ticks();
    const before = Math.max(restedAt.get(chat) ?? now, now);
    restedAt.delete(chat);
    restedAt.set(chat, before + everyMs);
    if (restedAt.size > mostChats) {
      const [oldest] = restedAt.keys();
      if (oldest !== undefined) restedAt.delete(oldest);
    }
    const wait = before - now - (burst - 1) * everyMs;
    if (wait > 0) await rest(wait);
  };
};
