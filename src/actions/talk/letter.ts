import type { TalkChannel } from '../../domain/conversation/inbound.ts';
import { answerNews, questionNews, stateNews, writtenForYouNews } from '../../domain/conversation/news.ts';
import type { Prompt } from '../../domain/conversation/prompt.ts';
import { say } from '../../domain/conversation/prompts.ts';
import { isLanguage, type Language } from '../../domain/language.ts';
import type { AppealState } from '../../domain/states.ts';
import type { Queryable } from '../../storage/database.ts';
import type { Lease } from '../../storage/outbox.ts';
import { openSealedAppeal } from '../../storage/sealed-appeal.ts';
import type { ActionContext } from '../context.ts';
import { openConversationRow } from './kept-conversation.ts';
import type { Errand } from './outbox-kinds.ts';
import type { TalkDesk } from './talk-desk.ts';
import { type Outlets, waysTo } from './ways.ts';

/** What an errand comes to: who gets what, where. */
export interface Letter {
  readonly address: string;
  readonly language: Language;
  readonly prompts: readonly Prompt[];
  readonly conversationId: string | null;
  readonly appealId: string | null;
  /** The person may write back to it for as long as to an appeal of today. */
  readonly opensAppeal: { readonly id: string; readonly serial: number } | null;
}
/** `no-way`: there is no way to the person on this channel (any more). `nothing`: there is nothing to say. */
export type Drafted = { readonly letter: Letter } | 'no-way' | 'nothing';

const languageOr = (value: string | null | undefined): Language => (isLanguage(value) ? value : 'kk');

const conversationOf = async (ctx: ActionContext, db: Queryable, id: string) => {
  const row = await db
    .selectFrom('conversations')
    .select(['id', 'sealed', 'language', 'opted_out', 'unreachable'])
    .where('id', '=', id)
    .executeTakeFirst();
  return row === undefined ? undefined : { ...row, address: openConversationRow(ctx.keys, row).address };
};

type NewsErrand = Extract<Errand, { what: 'news' }>;

const messageOf = async (db: Queryable, appealId: string, eventId: string) => {
  const event = await db
    .selectFrom('events')
    .select(['data', 'to_state'])
    .where('id', '=', eventId)
    .executeTakeFirst();
  const data = (event?.data ?? {}) as { readonly messageId?: string; readonly organisationId?: string };
  const message =
    data.messageId === undefined
      ? undefined
      : await db
          .selectFrom('messages')
          .select(['id', 'text', 'language'])
          .where('id', '=', data.messageId)
          .where('appeal_id', '=', appealId)
          .executeTakeFirst();
  return { state: event?.to_state as AppealState | undefined, organisationId: data.organisationId, message };
};

const newsPrompts = async (
  ctx: ActionContext,
  db: Queryable,
  desk: TalkDesk,
  appeal: { readonly id: string; readonly serial: number; readonly due_on: string },
  errand: NewsErrand,
): Promise<readonly Prompt[]> => {
  const base = { serial: appeal.serial, dueOn: appeal.due_on, organisation: null, helpPhone: desk.helpPhone };
  if (errand.news === 'written-for-you') return writtenForYouNews(base);
  if (errand.eventId === null) return [];
  const { state, organisationId, message } = await messageOf(db, appeal.id, errand.eventId);
  const organisation = ctx.reference.current().organisationById.get(organisationId ?? '')?.name ?? null;
  const news = { ...base, organisation };
  if (errand.news === 'state') return state === undefined ? [] : stateNews(news, state);
  if (message === undefined) return [];
  const quote = { text: message.text, language: languageOr(message.language) };
  if (errand.news === 'question') return questionNews(news, quote);
  const files = await db
    .selectFrom('files')
    .select('id')
    .where('message_id', '=', message.id)
    // The same order at every try: what is out already is counted.
    .orderBy('created_at')
    .orderBy('id')
    .execute();
  return answerNews(news, { ...quote, files: files.map(({ id }) => id) });
};

/** What a letter about an appeal needs of it. */
const appealToTell = (db: Queryable, appealId: string) =>
  db
    .selectFrom('appeals')
    .select(['id', 'serial', 'due_on', 'sealed', 'language', 'answer_channel'])
    .where('id', '=', appealId)
    .executeTakeFirst();

const newsLetter = async (
  ctx: ActionContext,
  db: Queryable,
  desk: TalkDesk,
  outlets: Outlets,
  appealId: string,
  channel: TalkChannel,
  errand: NewsErrand,
): Promise<Drafted> => {
  const appeal = await appealToTell(db, appealId);
  if (appeal === undefined) return 'nothing';
  const ways = await waysTo(ctx, db, outlets, appeal, errand.to, errand.tried);
  const way = ways.find((one) => one.channel === channel);
  if (way === undefined) return 'no-way';
  // Who wants no notices gets none; what is owed to them (an answer, a question) goes another way.
  if (way.optedOut) return errand.task === null ? 'nothing' : 'no-way';
  const prompts = await newsPrompts(ctx, db, desk, appeal, errand);
  if (prompts.length === 0) return 'nothing';
  const writable = errand.news === 'answer' || errand.news === 'question';
  return {
    letter: {
      address: way.address,
      language: way.language,
      prompts,
      conversationId: way.conversationId,
      appealId,
      opensAppeal: writable && errand.to === 'writer' ? { id: appeal.id, serial: appeal.serial } : null,
    },
  };
};

/** A caller can't write a number down, or can't hear it: it also comes in letters, with how to go on by them. */
const receiptLetter = async (
  ctx: ActionContext,
  db: Queryable,
  outlets: Outlets,
  channel: TalkChannel,
  appealId: string,
): Promise<Drafted> => {
  const appeal = await appealToTell(db, appealId);
  if (appeal === undefined) return 'nothing';
  const ways = await waysTo(ctx, db, outlets, appeal, 'writer', []);
  const way = ways.find((one) => one.channel === channel);
  if (way === undefined || way.optedOut) return 'nothing';
  const { serial, due_on: dueOn } = appeal;
  const { code } = openSealedAppeal(ctx.keys, appeal.id, appeal.sealed);
  const params = { number: { receipt: serial }, code: { digits: code }, day: { day: dueOn } };
  return {
    letter: {
      address: way.address,
      language: languageOr(appeal.language),
      prompts: [
        {
          role: 'receipt',
          id: 'call-taken',
          lines: [{ key: 'talk:callTaken', params }],
          receipt: { serial, code, dueOn },
        },
      ],
      conversationId: way.conversationId,
      appealId: appeal.id,
      opensAppeal: { id: appeal.id, serial },
    },
  };
};

/** Reads what an errand is about and whom it goes to, as things stand now; replies are read by `replyLetters`. */
export const draftLetter = async (
  ctx: ActionContext,
  db: Queryable,
  desk: TalkDesk,
  outlets: Outlets,
  channel: TalkChannel,
  entry: Pick<Lease, 'appealId'>,
  errand: Exclude<Errand, { what: 'reply' }>,
): Promise<Drafted> => {
  switch (errand.what) {
    case 'say': {
      const conversation = await conversationOf(ctx, db, errand.conversationId);
      if (conversation?.address == null || conversation.unreachable !== null) return 'no-way';
      return {
        letter: {
          address: conversation.address,
          language: languageOr(conversation.language),
          prompts: [say('notice', errand.text)],
          conversationId: conversation.id,
          appealId: null,
          opensAppeal: null,
        },
      };
    }
    case 'receipt':
      return receiptLetter(ctx, db, outlets, channel, errand.appealId);
    case 'news':
      return entry.appealId === null
        ? 'nothing'
        : newsLetter(ctx, db, desk, outlets, entry.appealId, channel, errand);
  }
};
