import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import script from '../../../reference/demo-appeals.json' with { type: 'json' };
import voices from '../../../reference/voices.json' with { type: 'json' };
import { isWorkingDay, localDay } from '../../domain/calendar.ts';
import { appealCommand } from '../../domain/journeys/appeal.ts';
import type { Answers } from '../../domain/journeys/question.ts';
import type { Language } from '../../domain/language.ts';
import type { Official, StaffRole } from '../../domain/people.ts';
import type { ActionContext } from '../context.ts';
import { distributePending } from '../distribute-pending.ts';
import { journeyContext } from '../journey-context.ts';
import { receiveUploads } from '../receive-uploads.ts';
import { registerDue } from '../register-due.ts';
import { answerAppeal } from '../staff/answer-appeal.ts';
import { askPerson } from '../staff/ask-person.ts';
import { closeAppeal } from '../staff/close-appeal.ts';
import { noteAppeal } from '../staff/note-appeal.ts';
import { takeAppeal } from '../staff/take-appeal.ts';
import { submitAppeal } from '../submit-appeal.ts';
import { fixedId } from './fixed-id.ts';

type Entry = (typeof script.appeals)[number] & { readonly file?: string };
const mediaTypes: Readonly<Record<string, string>> = {
  ogg: 'audio/ogg',
  webm: 'video/webm',
  jpg: 'image/jpeg',
};
const day = 86_400_000;

const organisationId = (ctx: ActionContext, code: string): string => {
  const found = ctx.reference.current().organisations.find((organisation) => organisation.code === code);
  if (!found) throw new Error(`the demonstration's appeals name ${code}, which the directory does not hold`);
  return found.id;
};

const answersOf = (ctx: ActionContext, entry: Entry): Answers => {
  const answers: Record<string, string | readonly string[]> = {};
  for (const [id, answer] of Object.entries(entry.answers)) {
    if (answer !== undefined)
      answers[id] = id === 'organisation' ? organisationId(ctx, String(answer)) : answer;
  }
  const statement = entry.language === 'kk' ? voices.kk[entry.voice] : voices.ru[entry.voice];
  return { ...answers, statement: statement ?? '' };
};

const keepFile = async (
  ctx: ActionContext,
  submissionId: string,
  folder: string,
  name: string,
): Promise<string[]> => {
  const form = new FormData();
  const type = mediaTypes[name.split('.').at(-1) ?? ''] ?? '';
  form.append('files', new Blob([await readFile(join(folder, name))], { type }), name);
  const request = new Request('http://demonstration/', { method: 'POST', body: form });
  const contentType = request.headers.get('content-type') ?? '';
  const received = await receiveUploads(ctx, { body: request.body, contentType, submissionId });
  if (!received.ok || received.value.problems.length > 0)
    throw new Error(`${name} of the demonstration was refused`);
  return received.value.files.map((file) => file.id);
};

/** Who works on it: its curator where a rule chose one, otherwise nobody yet. */
const curatorOf = async (ctx: ActionContext, appealId: string): Promise<Official | null> => {
  const row = await ctx.db
    .selectFrom('appeals')
    .innerJoin('staff', 'staff.id', 'appeals.curator_id')
    .select(['staff.id', 'staff.role', 'staff.organisation_id'])
    .where('appeals.id', '=', appealId)
    .executeTakeFirst();
  return row
    ? { kind: 'staff', id: row.id, role: row.role as StaffRole, organisationId: row.organisation_id }
    : null;
};

const followStep = async (
  ctx: ActionContext,
  official: Official,
  step: {
    readonly appealId: string;
    readonly formId: string;
    readonly verb: string;
    readonly text: string;
    readonly language: Language;
  },
): Promise<void> => {
  const { verb, text, language, ...form } = step;
  const done = await (() => {
    switch (verb) {
      case 'take':
        return takeAppeal(ctx, official, form);
      case 'note':
        return noteAppeal(ctx, official, { ...form, text });
      case 'ask':
        return askPerson(ctx, official, { ...form, text });
      case 'answer':
        return answerAppeal(ctx, official, { ...form, text, language });
      case 'close':
        return closeAppeal(ctx, official, form);
      default:
        throw new Error(`the demonstration knows no step ${verb}`);
    }
  })();
  if (!done.ok) throw new Error(`step ${verb} of the demonstration was refused: ${done.error}`);
};

/** Eleven in the morning of the last working day that is so many days ago, and never later than now. */
const arrivalOf = (ctx: ActionContext, daysAgo: number): Date => {
  const { calendar } = ctx.reference.current();
  const now = ctx.now();
  let date = localDay(new Date(now.getTime() - daysAgo * day), calendar);
  while (!isWorkingDay(date, calendar)) date = localDay(new Date(Date.parse(date) - day), calendar);
  return new Date(Math.min(now.getTime(), Date.parse(`${date}T11:00:00+05:00`)));
};

const loadOne = async (
  ctx: ActionContext,
  entry: Entry,
  index: number,
  filesFolder: string,
): Promise<void> => {
  const arrival = arrivalOf(ctx, entry.daysAgo);
  const then: ActionContext = { ...ctx, now: () => arrival };
  const language: Language = entry.language === 'kk' ? 'kk' : 'ru';
  const submissionId = fixedId(`appeal ${index}`);
  const files = entry.file ? await keepFile(then, submissionId, filesFolder, entry.file) : [];
  const command = appealCommand(answersOf(ctx, entry), journeyContext(then, { fileCount: files.length }));
  if (!command.ok) {
    throw new Error(`appeal ${index} of the demonstration: ${command.error.question} ${command.error.error}`);
  }
  const receipt = await submitAppeal(then, {
    ...command.value,
    submissionId,
    language,
    channel: 'web',
    files,
  });
  if (!receipt.ok) throw new Error(`appeal ${index} of the demonstration was refused: ${receipt.error}`);

  const { appealId } = receipt.value;
  // What came today before nine waits for the morning, as it would for anyone.
  await registerDue(ctx);
  await distributePending(ctx);
  const curator = await curatorOf(ctx, appealId);
  if (!curator) return;
  for (const [at, [verb = '', text = '']] of entry.steps.entries()) {
    const moment = new Date(Math.min(ctx.now().getTime(), arrival.getTime() + (at + 1) * day));
    const formId = fixedId(`appeal ${index} step ${at}`);
    await followStep({ ...ctx, now: () => moment }, curator, { appealId, formId, verb, text, language });
  }
};

/**
 * Gives the demonstration's appeals as people would have, on the days the script says, and lets the curators that
 * the rules chose take the steps it says. Safe to repeat.
 */
export const loadAppeals = async (ctx: ActionContext, filesFolder: string): Promise<void> => {
  for (const [index, entry] of script.appeals.entries()) await loadOne(ctx, entry, index, filesFolder);
};
