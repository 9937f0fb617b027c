import { z } from 'zod';

/**
 * The parts of an update that we read, as the Bot API sends them:
 *
 *   { "update_id": 731, "message": { "message_id": 5, "date": 1795000000, "text": "/start 1001",
 *     "from": { "id": 42, "is_bot": false, "first_name": "…", "username": "aigul", "language_code": "kk" },
 *     "chat": { "id": 42, "type": "private", "first_name": "…" } } }
 *
 * Whatever else stands there is left alone. A content that has another form than told here (the Bot API grows) is as if
 * it were not there: the message is then one that can't be read, and says so to the person.
 */
const odd = <Shape extends z.ZodType>(shape: Shape) => shape.optional().catch(undefined);

const person = z.looseObject({
  id: z.number(),
  is_bot: odd(z.boolean()),
  username: odd(z.string()),
  language_code: odd(z.string()),
});
const chat = z.looseObject({ id: z.number(), type: odd(z.string()) });
const file = z.looseObject({
  file_id: z.string().min(1),
  file_size: odd(z.number()),
  file_name: odd(z.string()),
  mime_type: odd(z.string()),
  duration: odd(z.number()),
  width: odd(z.number()),
  height: odd(z.number()),
});
const message = z.looseObject({
  chat,
  from: odd(person),
  text: odd(z.string()),
  caption: odd(z.string()),
  media_group_id: odd(z.string()),
  contact: odd(z.looseObject({ phone_number: z.string(), user_id: odd(z.number()) })),
  voice: odd(file),
  audio: odd(file),
  video_note: odd(file),
  video: odd(file),
  animation: odd(file),
  photo: odd(z.array(file)),
  document: odd(file),
  new_chat_members: odd(z.array(person)),
  left_chat_member: odd(person),
});
const callback = z.looseObject({
  id: z.string(),
  from: person,
  data: odd(z.string()),
  message: odd(z.looseObject({ chat })),
});
const membership = z.looseObject({
  chat,
  from: odd(person),
  new_chat_member: z.looseObject({ status: z.string() }),
});

export const updateShape = z.looseObject({
  update_id: z.int(),
  message: message.optional(),
  edited_message: message.optional(),
  channel_post: message.optional(),
  callback_query: callback.optional(),
  my_chat_member: membership.optional(),
});

export type TelegramUpdate = z.infer<typeof updateShape>;
export type TelegramText = z.infer<typeof message>;
export type TelegramFile = z.infer<typeof file>;
export type TelegramPerson = z.infer<typeof person>;

/** Kinds of updates that we ask Telegram for; anything else would only be thrown away. */
export const allowedUpdates = [
  'message',
  'edited_message',
  'channel_post',
  'callback_query',
  'my_chat_member',
] as const satisfies readonly (keyof TelegramUpdate)[];
