import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Answers } from '../domain/journeys/question.ts';
import { isLanguage, type Language } from '../domain/language.ts';
import type { DraftRow } from '../storage/drafts.ts';
import { uploadsOf } from '../storage/uploads.ts';
import type { ActionContext } from './context.ts';
import { describeFile } from './opened-file.ts';
import type { UploadedFile } from './uploads.ts';

/** Journeys whose answers are kept between pages. */
export const draftJourneys = ['appeal', 'rating'] as const;
export type DraftJourney = (typeof draftJourneys)[number];

/** Hours a draft is kept after its last save; pages say so. */
export const draftHours = 24;

export interface Draft {
  /** Names the one submission this draft can become; stands in the form of the check page as a hidden field. */
  readonly submissionId: string;
  readonly journey: DraftJourney;
  readonly language: Language;
  readonly answers: Answers;
  readonly savedAt: Date;
  /** 24 hours after the last save. */
  readonly keptUntil: Date;
  readonly uploads: readonly UploadedFile[];
}

const hours = (count: number): number => count * 3_600_000;

/** Only this is stored of a token: whoever reads the table can open no draft. */
export const tokenHash = (token: string): Buffer => createHash('sha256').update(token).digest();

/** Drafts last saved before this instant are over. */
export const oldestKept = (ctx: ActionContext): Date => new Date(ctx.now().getTime() - hours(draftHours));

const draftContext = (submissionId: string): string => `drafts:${submissionId}`;

export const sealAnswers = (ctx: ActionContext, submissionId: string, answers: Answers): Buffer =>
  ctx.keys.seal(JSON.stringify(answers), draftContext(submissionId));

const answersShape = z.record(z.string(), z.union([z.string(), z.array(z.string())]));

export const openAnswers = (ctx: ActionContext, row: Pick<DraftRow, 'submission_id' | 'sealed'>): Answers =>
  answersShape.parse(JSON.parse(ctx.keys.open(row.sealed, draftContext(row.submission_id))));

/** A row as the pages see it, with its uploads. */
export const describeDraft = async (ctx: ActionContext, row: DraftRow): Promise<Draft> => ({
  submissionId: row.submission_id,
  journey: draftJourneys.find((journey) => journey === row.journey) ?? 'appeal',
  language: isLanguage(row.language) ? row.language : 'kk',
  answers: openAnswers(ctx, row),
  savedAt: row.updated_at,
  keptUntil: new Date(row.updated_at.getTime() + hours(draftHours)),
  uploads: (await uploadsOf(ctx.db, row.submission_id)).map((file) => describeFile(ctx, file)),
});
