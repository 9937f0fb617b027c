import { mayDo } from '../../domain/authorisation.ts';
import { addWorkingDays, localDay } from '../../domain/calendar.ts';
import { drawControlCard } from '../../domain/control-card.ts';
import type { Language } from '../../domain/language.ts';
import type { AnswerChannel, Authority, IdentityLevel, Official, Relation } from '../../domain/people.ts';
import { fail, ok, type Result } from '../../domain/result.ts';
import { isUuid } from '../../domain/uuid.ts';
import { beginningLength } from '../../storage/appeal-lines.ts';
import {
  type AppealFileRow,
  type AppealRow,
  type MessageRow,
  type ReadEvent,
  readAppeal,
  readEvents,
  readFiles,
  readMessages,
  staffNames,
} from '../../storage/appeal-reading.ts';
import type { Queryable } from '../../storage/database.ts';
import { curatorLoads } from '../../storage/official-loads.ts';
import { openSealedAppeal } from '../../storage/sealed-appeal.ts';
import { waitingTasks } from '../../storage/tasks.ts';
import type { ActionContext } from '../context.ts';
import { describeFile } from '../opened-file.ts';
import { reckoningOf } from '../reckoning.ts';
import { recordAudit } from '../record-audit.ts';
import { appealChoices } from './appeal-choices.ts';
import { appealLine, namedItem, todayOf } from './appeal-line.ts';
import { scopeOf } from './appeal-scope.ts';
import { missingOf } from './missing-of.ts';
import type { AppealStory, StoryMessage, StoryNote } from './read-models.ts';
import { taskLine } from './task-line.ts';
import { verbOffers } from './verb-offers.ts';

interface Papers {
  readonly events: readonly ReadEvent[];
  readonly messages: readonly MessageRow[];
  readonly files: readonly AppealFileRow[];
  readonly names: ReadonlyMap<string, string>;
}

const readPapers = async (trx: Queryable, appeal: AppealRow): Promise<Papers> => {
  const events = await readEvents(trx, appeal.id);
  const messages = await readMessages(trx, appeal.id);
  const files = await readFiles(trx, appeal.id);
  const ids = [
    appeal.curator_id,
    ...events.flatMap(({ actor, data }) => [actor.id, data.curatorId ?? null]),
    ...messages.map((message) => message.author_id),
  ];
  const names = await staffNames(trx, [...new Set(ids.filter((id) => id !== null))]);
  return { events, messages, files, names };
};

const threadOf = (ctx: ActionContext, papers: Papers): readonly StoryMessage[] =>
  papers.messages.flatMap((message) =>
    message.kind === 'note'
      ? []
      : [
          {
            id: message.id,
            at: message.at,
            kind: message.kind,
            author: message.author_kind as StoryMessage['author'],
            authorName: papers.names.get(message.author_id ?? '') ?? null,
            language: message.language as Language,
            text: message.text,
            files: papers.files
              .filter((file) => file.message_id === message.id)
              .map((file) => describeFile(ctx, file)),
          },
        ],
  );

const notesOf = ({ messages, names }: Papers): readonly StoryNote[] =>
  messages
    .filter((message) => message.kind === 'note')
    .map(({ id, at, author_id, language, text }) => ({
      id,
      at,
      author: names.get(author_id ?? '') ?? '',
      language: language as Language,
      text,
    }));

const controlCardOf = (ctx: ActionContext, appeal: AppealRow, events: readonly ReadEvent[]) => {
  const { calendar } = ctx.reference.current();
  return drawControlCard({
    appeal: {
      serial: appeal.serial,
      entryNumber: appeal.entry_number,
      form: appeal.form,
      receivedAt: appeal.received_at,
      registeredOn: appeal.registered_on,
      dueOn: appeal.due_on,
      correspondent: appeal.correspondent,
      anonymous: appeal.anonymous,
      byRepresentative: appeal.relation !== null,
    },
    events,
    today: todayOf(ctx),
    dayOf: (instant) => localDay(instant, calendar),
  });
};

const tell = async (
  ctx: ActionContext,
  trx: Queryable,
  official: Official,
  appeal: AppealRow,
): Promise<AppealStory> => {
  const reference = ctx.reference.current();
  const papers = await readPapers(trx, appeal);
  const tasks = await waitingTasks(trx, (builder) => builder('appeals.id', '=', appeal.id), 50);
  const verbs = verbOffers(appeal, official, reference.organisationById, tasks.length);
  const choosing = verbs.some(
    ({ verb, allowed }) => allowed && (verb === 'distribute' || verb === 'reassign'),
  );
  const curators = choosing ? await curatorLoads(trx) : [];
  const { applicant, representative } = openSealedAppeal(ctx.keys, appeal.id, appeal.sealed);
  const line = appealLine(reference, todayOf(ctx), {
    ...appeal,
    curator_name: papers.names.get(appeal.curator_id ?? '') ?? null,
    beginning: appeal.statement.slice(0, beginningLength),
  });
  return {
    line,
    entryNumber: appeal.entry_number,
    form: namedItem(reference, 'forms', appeal.form),
    correspondent: appeal.correspondent,
    category: appeal.category === null ? null : namedItem(reference, 'categories', appeal.category),
    statement: appeal.statement,
    statementFiles: papers.files
      .filter((file) => file.message_id === null)
      .map((file) => describeFile(ctx, file)),
    needs: line.needs,
    answerChannel: appeal.answer_channel as AnswerChannel,
    anonymous: appeal.anonymous,
    identity: appeal.identity as IdentityLevel,
    hideName: appeal.hide_name,
    applicant,
    representation:
      representative === null
        ? null
        : {
            representative,
            relation: appeal.relation as Relation,
            authority: appeal.authority as Authority,
            mayContactApplicant: appeal.may_contact_applicant ?? false,
          },
    registeredOn: appeal.registered_on,
    forwardBy: addWorkingDays(appeal.registered_on, reference.policy.forwardWorkingDays, reference.calendar),
    deadline: reckoningOf(ctx, appeal, papers.events),
    answeredAt: appeal.answered_at,
    closedAt: appeal.closed_at,
    controlCard: controlCardOf(ctx, appeal, papers.events),
    officialNames: Object.fromEntries(papers.names),
    thread: threadOf(ctx, papers),
    notes: notesOf(papers),
    events: papers.events.map((event) => ({
      ...event,
      actorName: papers.names.get(event.actor.id ?? '') ?? null,
    })),
    missing: missingOf(ctx, appeal),
    tasks: tasks.map(taskLine),
    verbs,
    ...appealChoices(appeal, official, verbs, curators, reference),
  };
};

/**
 * The whole story of one appeal for an official who may look: the person's words, who they are, what they need, what
 * happened, what can be done next. Every look is audited, a refused one too.
 */
export const openAppeal = async (
  ctx: ActionContext,
  official: Official,
  appealId: string,
): Promise<Result<AppealStory, 'not-found'>> => {
  if (!isUuid(appealId)) return fail('not-found');
  return ctx.db.transaction().execute(async (trx) => {
    const appeal = await readAppeal(trx, appealId);
    if (appeal === undefined) return fail('not-found');
    const allowed = mayDo(official, 'look', scopeOf(appeal), ctx.reference.current().organisationById);
    await recordAudit(ctx, trx, {
      actor: official,
      action: allowed ? 'look' : 'look-refused',
      subjectKind: 'appeal',
      subjectId: appeal.id,
    });
    return allowed ? ok(await tell(ctx, trx, official, appeal)) : fail('not-found');
  });
};
