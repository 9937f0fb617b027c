import { longestStatement } from '../domain/journeys/appeal.ts';
import { fail, ok, type Result } from '../domain/result.ts';
import { isUuid } from '../domain/uuid.ts';
import { findTakenIn, type Intake, type TakenIn, takeIn } from '../storage/appeal-intake.ts';
import type { Database } from '../storage/database.ts';
import { createGroupCommit, type GroupCommit } from '../storage/group-commit.ts';
import { uploadsOf } from '../storage/uploads.ts';
import type { ActionContext } from './context.ts';
import { drawIntake, firstState } from './draw-intake.ts';
import { type Receipt, receiptOf } from './receipt.ts';
import type { SubmitInput } from './submit-input.ts';
import { maxFiles } from './uploads.ts';

export type { SubmitInput } from './submit-input.ts';

/** `files-gone`: a file that was to be sent is no longer kept (nothing is stored; the person adds it again). */
export type SubmitError =
  | 'submission-id'
  | 'statement-or-files'
  | 'too-long'
  | 'too-many-files'
  | 'files-gone';

/** `repeated`: this form had been sent before, and nothing was stored now. */
export type SubmitOutcome = Receipt & { readonly repeated: boolean };

/** One desk for each database that this process talks to. */
const desks = new WeakMap<Database, GroupCommit<Intake, TakenIn>>();
const deskOf = (db: Database): GroupCommit<Intake, TakenIn> => {
  const known = desks.get(db);
  if (known !== undefined) return known;
  const desk = createGroupCommit<Intake, TakenIn>({
    most: 64,
    lanes: 2,
    enough: 16,
    commit: (group) => takeIn(db, group),
  });
  desks.set(db, desk);
  return desk;
};

const refusal = (input: SubmitInput): SubmitError | null => {
  if (!isUuid(input.submissionId)) return 'submission-id';
  if (input.statement === '' && input.files.length === 0) return 'statement-or-files';
  const { statement } = input;
  if (statement.length > longestStatement && [...statement].length > longestStatement) return 'too-long';
  if (input.files.length > maxFiles) return 'too-many-files';
  return input.files.every(isUuid) ? null : 'files-gone';
};

/**
 * Gives the appeal its number, first events, deadline and outbox rows; resolves only after the commit. The journey has
 * checked what was said (`appealCommand`); the limits are checked once more here.
 */
export const submitAppeal = async (
  ctx: ActionContext,
  given: SubmitInput,
): Promise<Result<SubmitOutcome, SubmitError>> => {
  const input = {
    ...given,
    submissionId: given.submissionId.toLowerCase(),
    files: [...new Set(given.files.map((id) => id.toLowerCase()))],
  };
  const refused = refusal(input);
  if (refused !== null) return fail(refused);
  let fileKinds: readonly string[] = [];
  if (input.files.length > 0) {
    const uploads = (await uploadsOf(ctx.db, input.submissionId)).filter(({ id }) =>
      input.files.includes(id),
    );
    if (uploads.length < input.files.length) {
      const before = await findTakenIn(ctx.db, input.submissionId);
      return before === undefined ? fail('files-gone') : ok({ ...receiptOf(ctx, before), repeated: true });
    }
    fileKinds = uploads.map(({ kind }) => kind);
  }
  const { intake, deadline, code } = drawIntake(ctx, input, fileKinds);
  const taken = await deskOf(ctx.db).add(intake);
  if (taken.repeated) return ok({ ...receiptOf(ctx, taken), repeated: true });
  ctx.wake();
  const { id: appealId, serial, receivedAt } = taken;
  return ok({ appealId, serial, code, receivedAt, deadline, state: firstState(deadline), repeated: false });
};
