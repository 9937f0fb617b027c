import type { AppealType, Channel } from '../domain/appeal.ts';
import type { Deadline } from '../domain/deadline.ts';
import type { Bilingual, Language } from '../domain/language.ts';
import type { AnswerChannel } from '../domain/people.ts';
import { type AppealState, isOpen, transition } from '../domain/states.ts';
import { isUuid } from '../domain/uuid.ts';
import {
  type MessageRow,
  readAppeal,
  readEvents,
  readFiles,
  readMessages,
  staffNames,
} from '../storage/appeal-reading.ts';
import type { ActionContext } from './context.ts';
import { describeFile } from './opened-file.ts';
import { reckoningOf } from './reckoning.ts';
import { recordAudit } from './record-audit.ts';
import type { UploadedFile } from './uploads.ts';

/** One entry of the conversation as the person may see it; internal notes are never among them. */
export interface OwnMessage {
  readonly id: string;
  readonly at: Date;
  readonly kind: 'addition' | 'question' | 'answer' | 'notice';
  /** Written by the person (`citizen`), an official (`staff`) or the service itself (`service`). */
  readonly author: 'citizen' | 'staff' | 'service';
  readonly language: Language;
  readonly text: string;
  readonly files: readonly UploadedFile[];
}

export interface OwnAppeal {
  readonly id: string;
  readonly serial: number;
  readonly state: AppealState;
  readonly type: AppealType;
  readonly urgent: boolean;
  /** No name was given: a term for it is not sure in law. */
  readonly anonymous: boolean;
  readonly language: Language;
  readonly channel: Channel;
  readonly answerChannel: AnswerChannel;
  readonly receivedAt: Date;
  /** `YYYY-MM-DD` */
  readonly registeredOn: string;
  /** `YYYY-MM-DD`, the last day for the answer as it now stands. */
  readonly dueOn: string;
  /** How that day was reckoned; null where it was set otherwise (an extension, say). */
  readonly deadline: Deadline | null;
  readonly answeredAt: Date | null;
  readonly statement: string;
  /** Files sent with the statement; those of later messages stand with them. */
  readonly files: readonly UploadedFile[];
  readonly thread: readonly OwnMessage[];
  /** Whom the appeal is about, and who handles it now. */
  readonly organisation: Bilingual | null;
  readonly department: Bilingual | null;
  /** The official answerable for it, by name. */
  readonly curator: string | null;
  /** What the person can do now. */
  readonly may: { readonly add: boolean; readonly sayNotHelped: boolean; readonly withdraw: boolean };
}

const languageOf = (code: string): Language => (code === 'ru' ? 'ru' : 'kk');

const mayOf = (state: AppealState): OwnAppeal['may'] => ({
  add: isOpen(state) || state === 'answered',
  sayNotHelped: transition(state, 'reopen').ok,
  withdraw: transition(state, 'withdraw').ok,
});

const threadOf = (
  messages: readonly MessageRow[],
  filesOf: (messageId: string) => readonly UploadedFile[],
): readonly OwnMessage[] =>
  messages.flatMap((message) =>
    message.kind === 'note'
      ? []
      : [
          {
            id: message.id,
            at: message.at,
            kind: message.kind,
            author: message.author_kind as OwnMessage['author'],
            language: languageOf(message.language),
            text: message.text,
            files: filesOf(message.id),
          },
        ],
  );

/** The status page's whole content; the look is audited. Null where there is no such appeal. */
export const viewOwnAppeal = async (ctx: ActionContext, appealId: string): Promise<OwnAppeal | null> => {
  if (!isUuid(appealId)) return null;
  return ctx.db.transaction().execute(async (trx) => {
    const appeal = await readAppeal(trx, appealId);
    if (appeal === undefined) return null;
    const events = await readEvents(trx, appealId);
    const files = await readFiles(trx, appealId);
    const filesOf = (messageId: string | null): readonly UploadedFile[] =>
      files.filter((file) => file.message_id === messageId).map((file) => describeFile(ctx, file));
    const names = await staffNames(trx, appeal.curator_id === null ? [] : [appeal.curator_id]);
    const nameOf = (id: string | null): Bilingual | null =>
      ctx.reference.current().organisationById.get(id ?? '')?.name ?? null;
    const state = appeal.state as AppealState;
    const thread = threadOf(await readMessages(trx, appealId), filesOf);
    await recordAudit(ctx, trx, {
      actor: { kind: 'citizen' },
      action: 'look',
      subjectKind: 'appeal',
      subjectId: appealId,
    });
    return {
      id: appeal.id,
      serial: appeal.serial,
      state,
      type: appeal.type as AppealType,
      urgent: appeal.urgent,
      anonymous: appeal.anonymous,
      language: languageOf(appeal.language),
      channel: appeal.channel as Channel,
      answerChannel: appeal.answer_channel as AnswerChannel,
      receivedAt: appeal.received_at,
      registeredOn: appeal.registered_on,
      dueOn: appeal.due_on,
      deadline: reckoningOf(ctx, appeal, events),
      answeredAt: appeal.answered_at,
      statement: appeal.statement,
      files: filesOf(null),
      thread,
      organisation: nameOf(appeal.organisation_id),
      department: nameOf(appeal.department_id),
      curator: names.get(appeal.curator_id ?? '') ?? null,
      may: mayOf(state),
    };
  });
};
