import type { Conversation } from '../../domain/conversation/conversation.ts';
import { closingPhone } from '../../domain/conversation/prompts.ts';
import type { TurnRows } from '../../storage/conversations.ts';
import type { ActionContext } from '../context.ts';
import type { InboundReply } from './arriving.ts';
import { sealRaw } from './keep-for-later.ts';
import { conversationRow } from './kept-conversation.ts';
import { endCallKind, fetchKind, sendKind } from './outbox-kinds.ts';
import { countReply } from './reply-limit.ts';
import { languageOf, type Taking } from './settle.ts';
import { sealReply } from './stored-reply.ts';

const mediaRows = (ctx: ActionContext, taking: Taking): TurnRows['media'] =>
  taking.media.flatMap(({ submissionId, appealId, media }) =>
    media.map((one) => {
      const id = ctx.uuid();
      return {
        id,
        channel: taking.arriving.inbound.channel,
        submission_id: submissionId,
        appeal_id: appealId ?? taking.appeals[0] ?? null,
        message_id: appealId === null ? null : submissionId,
        conversation_id: taking.person.id,
        sealed: ctx.keys.seal(JSON.stringify(one), `inbound_media:${id}`),
        created_at: ctx.now(),
      };
    }),
  );

/** Milliseconds after a recording in which a call has surely ended. */
const longestCall = 3_600_000;

/** Rows and reply of one message that has been settled. */
export const leaveBehind = (
  ctx: ActionContext,
  taking: Taking,
): { readonly rows: TurnRows; readonly reply: InboundReply } => {
  const { arriving, person, prompts, rowId } = taking;
  const { inbound } = arriving;
  const later = taking.context.style.replies === 'later';
  const counted = countReply(person.replies, ctx.now(), later && prompts.length > 0);
  const answers = inbound.answerable && counted.within;
  const said = answers ? prompts : [];
  const sent = closingPhone(person.conversation.last, said);
  const last = said.length > 0 ? said : taking.turn.conversation.last;
  const conversation: Conversation = { ...taking.turn.conversation, last };
  const language = languageOf(conversation);
  const media = mediaRows(ctx, taking);
  const now = ctx.now();
  const { channel } = inbound;
  const reply: InboundReply = { outcome: answers ? 'taken' : 'unanswered', language, prompts: sent };
  // A recording that its caller has not sent yet: if the end of the call is told to nobody, it is sent then.
  const unkept = taking.context.style.leads && media.some(({ appeal_id: appeal }) => appeal === null);
  const send = later && said.length > 0 && person.address !== null;
  return {
    reply,
    rows: {
      conversation: conversationRow(ctx, channel, person, { conversation, replies: counted.replies }),
      inbound: {
        id: rowId,
        channel,
        external_id: inbound.externalId,
        conversation_id: person.id,
        received_at: now,
        state: answers ? 'done' : 'unanswered',
        reply: sent.length > 0 ? sealReply(ctx.keys, rowId, sent) : null,
        raw: answers ? null : sealRaw(ctx, rowId, arriving),
        language,
      },
      outbox: [
        ...(send
          ? [
              {
                kind: sendKind(channel),
                channel,
                payload: JSON.stringify({ what: 'reply', inboundId: rowId }),
                due_at: now,
              },
            ]
          : []),
        ...(taking.context.copyBySms ? taking.appeals : []).map((appealId) => ({
          kind: sendKind('sms'),
          channel: 'sms' as const,
          payload: JSON.stringify({ what: 'receipt', appealId }),
          due_at: now,
        })),
        ...(unkept
          ? [
              {
                kind: endCallKind,
                channel,
                payload: JSON.stringify({ conversationId: person.id }),
                due_at: new Date(now.getTime() + longestCall),
              },
            ]
          : []),
        ...media.map(({ id }) => ({
          kind: fetchKind,
          channel,
          payload: JSON.stringify({ mediaId: id }),
          due_at: now,
        })),
      ],
      media,
      appeals: taking.appeals,
    },
  };
};
