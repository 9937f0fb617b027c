import type { ReplyCount } from './kept-conversation.ts';

/** Replies to one conversation within an hour. A person stays far below it; two machines stop there. */
export const mostRepliesAnHour = 60;
const hour = 3_600_000;

/** Counts one more reply, and says whether it may still be given. */
export const countReply = (
  before: ReplyCount,
  now: Date,
  replying: boolean,
): { readonly within: boolean; readonly replies: ReplyCount } => {
  const over = now.getTime() - Date.parse(before.since) >= hour;
  const window = over ? { since: now.toISOString(), count: 0 } : before;
  if (!replying) return { within: true, replies: window };
  const replies = { ...window, count: window.count + 1 };
  return { within: replies.count <= mostRepliesAnHour, replies };
};
