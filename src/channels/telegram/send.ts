import type { InlineKeyboardMarkup, ReplyKeyboardMarkup, ReplyKeyboardRemove } from 'telegraf/types';
import type { Outgoing, Sent } from '../../domain/conversation/prompt.ts';
import type { SendDesk } from '../contract.ts';
import type { BotApi, Called } from './bot-api.ts';
import { createChatPace } from './chat-pace.ts';
import { compose, type Part, type TelegramMessage } from './compose.ts';
import { createFloodWatch, sentAs } from './outcome.ts';
import { sendFile } from './send-file.ts';
import type { TelegramSettings } from './settings.ts';

type Markup = InlineKeyboardMarkup | ReplyKeyboardMarkup | ReplyKeyboardRemove;

/** What can be pressed; one button a row. Words on buttons of a keyboard come back as if they had been typed. */
export const markupOf = ({ buttons, keyboard }: TelegramMessage): Markup | null => {
  if (keyboard === 'take-away') return { remove_keyboard: true };
  if (keyboard !== 'none')
    return {
      keyboard: [
        [{ text: keyboard.phone, request_contact: true }],
        ...(keyboard.skip === null ? [] : [[{ text: keyboard.skip }]]),
      ],
      resize_keyboard: true,
      one_time_keyboard: true,
    };
  if (buttons.length === 0) return null;
  return { inline_keyboard: buttons.map(({ label, data }) => [{ text: label, callback_data: data }]) };
};

/** Milliseconds that everyone is held back while the Bot API does not answer a mere question. */
const silencePause = 30_000;

/**
 * A message whose outcome nobody knows is left to staff, so there must be few of them: after one, the Bot API is asked
 * something that does no harm, and nothing is sent until it answers.
 */
const createDoubt = (api: BotApi) => {
  let inDoubt = false;
  return {
    note: (called: Called<unknown>): void => {
      if (called.outcome === 'unknown') inDoubt = true;
    },
    isSilent: async (): Promise<boolean> => {
      if (!inDoubt) return false;
      const asked = await api.call('getMe', {});
      inDoubt = asked.outcome !== 'ok' && asked.outcome !== 'refused';
      return inDoubt;
    },
  };
};

const isGroup = (chat: string): boolean => chat.startsWith('-');

/**
 * Sends what one person is to get, message by message: each that is out is noted before the next, so that a later try
 * goes on after it. Between the sending of one and its note the process may die; then it is asked of a person, and not
 * sent again.
 */
export const createSend = (api: BotApi, settings: TelegramSettings) => {
  const { publicBaseUrl, now, ticks = () => performance.now(), rest = restFor } = settings;
  const pace = createChatPace(ticks, rest);
  const flood = createFloodWatch();
  const doubt = createDoubt(api);

  const sendPart = async (part: Part, to: Outgoing, desk: SendDesk): Promise<Called<unknown>> => {
    const { address: chat, language } = to;
    if (part.kind === 'file')
      return sendFile(api, { chat, language, publicBaseUrl }, await desk.openFile(part.fileId));
    const markup = markupOf(part.message);
    return api.call('sendMessage', {
      chat_id: Number(chat),
      text: part.message.text,
      // A link that an official writes is a link, and no picture of somebody's page.
      link_preview_options: { is_disabled: true },
      ...(markup === null ? {} : { reply_markup: markup }),
    });
  };

  return async (outgoing: Outgoing, desk: SendDesk): Promise<Sent> => {
    const { address: chat, prompts, language } = outgoing;
    let sent: Sent = { outcome: 'sent', providerId: null };
    for (const [index, part] of compose(prompts, language).entries()) {
      if (index < desk.partsOut) continue;
      if (await doubt.isSilent())
        return { outcome: 'try-later', at: new Date(now().getTime() + silencePause), everyone: true };
      await pace(chat);
      const called = await sendPart(part, outgoing, desk);
      doubt.note(called);
      sent = sentAs(called, chat, now().getTime(), flood);
      // A group that does not let us speak needs no telling: nobody there has asked us anything.
      const unheard = sent.outcome === 'blocked-by-person' || sent.outcome === 'address-wrong';
      if (unheard && isGroup(chat)) return { outcome: 'sent', providerId: null };
      if (sent.outcome !== 'sent') return sent;
      await desk.notePart(index + 1);
    }
    return sent;
  };
};

const restFor = (milliseconds: number): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, milliseconds);
  });
