import { z } from 'zod';
import type { Conversation, FileKind, TalkJourney } from '../../domain/conversation/conversation.ts';
import type { Outcome } from '../../domain/conversation/effects.ts';
import type { Answers } from '../../domain/journeys/question.ts';
import type { Language } from '../../domain/language.ts';
import { fail, ok, type Result } from '../../domain/result.ts';
import type { Queryable } from '../../storage/database.ts';
import { findDraft } from '../../storage/drafts.ts';
import type { ActionContext } from '../context.ts';
import { drawDigits } from '../digits.ts';
import { type Draft, describeDraft, oldestKept, sealAnswers, tokenHash } from '../draft.ts';
import { withinLimit } from '../limit-tries.ts';

/** Minutes that a code serves, once. */
export const handOverMinutes = 30;
/** Of 100 million codes; a machine that guesses would need years to meet one that is out. */
const tries = { purpose: 'hand-over', tries: 10, minutes: 30 } as const;

/** A draft on its way from one channel to another. */
export interface MovingDraft {
  readonly journey: TalkJourney;
  /** Stays the same, so that whatever is sent first is the one submission. */
  readonly submissionId: string;
  readonly answers: Answers;
  readonly files: readonly FileKind[];
  readonly language: Language;
}
const shape = z.object({
  journey: z.enum(['appeal', 'rating']),
  submissionId: z.uuid(),
  answers: z.record(z.string(), z.union([z.string(), z.array(z.string())])),
  files: z.array(z.enum(['sound', 'video', 'picture', 'document'])),
  language: z.enum(['kk', 'ru']),
});

/** The code's MAC is all that is kept of it; what moves is sealed under it. */
const macOf = (ctx: ActionContext, code: string): Buffer => ctx.keys.mac('hand-over', code);
const contextOf = (mac: Buffer): string => `handovers:${mac.toString('hex')}`;

/** Draws a code of 8 digits for a draft. */
export const putAside = async (ctx: ActionContext, db: Queryable, draft: MovingDraft): Promise<string> => {
  const code = drawDigits(ctx, 8);
  const mac = macOf(ctx, code);
  const expires = new Date(ctx.now().getTime() + handOverMinutes * 60_000);
  await db
    .insertInto('handovers')
    .values({
      code_mac: mac,
      sealed: ctx.keys.seal(JSON.stringify(draft), contextOf(mac)),
      expires_at: expires,
    })
    .execute();
  return code;
};

/** The draft under a code, once and within its time; `from` counts tries and is hashed. */
export const fetchMoved = async (
  ctx: ActionContext,
  db: Queryable,
  code: string,
  from: string,
): Promise<Result<MovingDraft, 'code-wrong' | 'try-later'>> => {
  if (!(await withinLimit(ctx, tries, from, db))) return fail('try-later');
  const mac = macOf(ctx, code.replace(/\D/g, ''));
  const row = await db
    .updateTable('handovers')
    .set({ used_at: ctx.now() })
    .where('code_mac', '=', mac)
    .where('used_at', 'is', null)
    .where('expires_at', '>', ctx.now())
    .returning('sealed')
    .executeTakeFirst();
  if (row === undefined) return fail('code-wrong');
  return ok(shape.parse(JSON.parse(ctx.keys.open(row.sealed, contextOf(mac)))));
};

/** A code for what is under way in a conversation. */
export const drawHandOver = async (
  ctx: ActionContext,
  db: Queryable,
  conversation: Conversation,
  language: Language,
): Promise<Outcome> => {
  const { running } = conversation;
  if (running === null) return { kind: 'code-wrong' };
  const { journey, submissionId, answers, files } = running;
  return {
    kind: 'hand-over-drawn',
    code: await putAside(ctx, db, { journey, submissionId, answers, files, language }),
  };
};

/** What a code brings into a conversation. */
export const redeemHandOver = async (
  ctx: ActionContext,
  db: Queryable,
  code: string,
  from: string,
): Promise<Outcome> => {
  const moved = await fetchMoved(ctx, db, code, from);
  if (!moved.ok) return { kind: moved.error };
  // What the other channel knew of how to answer is this channel's to say.
  const {
    'answer-channel': _way,
    phone: _phone,
    telegram: _name,
    email: _mail,
    ...answers
  } = moved.value.answers;
  return { kind: 'moved', ...moved.value, answers };
};

/** A code that carries a page's draft on to a telephone or Telegram. */
export const handOverDraft = (
  ctx: ActionContext,
  token: string,
): Promise<Result<{ readonly code: string }, 'draft-expired'>> =>
  ctx.db.transaction().execute(async (trx) => {
    const row = await findDraft(trx, tokenHash(token), oldestKept(ctx));
    if (row === undefined) return fail('draft-expired');
    const draft = await describeDraft({ ...ctx, db: trx }, row);
    const { journey, submissionId, answers, language, uploads } = draft;
    const files = uploads.map(({ kind }) => kind);
    return ok({ code: await putAside(ctx, trx, { journey, submissionId, answers, files, language }) });
  });

/** Makes a page's draft of what a code brings; `token` goes into the person's cookie. */
export const draftFromHandOver = (
  ctx: ActionContext,
  code: string,
  from: string,
): Promise<Result<{ readonly token: string; readonly draft: Draft }, 'code-wrong' | 'try-later'>> =>
  ctx.db.transaction().execute(async (trx) => {
    const moved = await fetchMoved(ctx, trx, code, from);
    if (!moved.ok) return moved;
    const { journey, submissionId, answers, language } = moved.value;
    const token = ctx.randomBytes(16).toString('base64url');
    const now = ctx.now();
    const row = {
      token_hash: tokenHash(token),
      submission_id: submissionId,
      journey,
      language,
      sealed: sealAnswers(ctx, submissionId, answers),
      created_at: now,
      updated_at: now,
    };
    // A draft that began on a page and comes back to one is the same draft, on another device.
    await trx
      .insertInto('drafts')
      .values(row)
      .onConflict((conflict) =>
        conflict
          .column('submission_id')
          .doUpdateSet({ token_hash: row.token_hash, language, sealed: row.sealed, updated_at: now }),
      )
      .execute();
    return ok({ token, draft: await describeDraft({ ...ctx, db: trx }, row) });
  });
