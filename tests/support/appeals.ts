import type { ActionContext } from '../../src/actions/context.ts';
import { type SubmitInput, type SubmitOutcome, submitAppeal } from '../../src/actions/submit-appeal.ts';

/** A whole submission as the appeal journey makes it; name what the test is about. */
export const submission = (ctx: ActionContext, said: Partial<SubmitInput> = {}): SubmitInput => ({
  submissionId: ctx.uuid(),
  language: 'kk',
  channel: 'web',
  files: [],
  applicant: { name: 'Сейітова Жансая', phone: '+77011234567' },
  representation: null,
  type: 'request',
  urgent: false,
  anonymous: false,
  statement: 'Маған үш аптадан бері әлеуметтік қызметкер келген жоқ.',
  region: null,
  organisationId: null,
  topic: null,
  category: null,
  answerChannel: 'site',
  needs: [],
  hideName: false,
  consentVersion: '2026-1',
  identity: 'none',
  ...said,
});

/** Submits and expects it to be taken. */
export const submitted = async (
  ctx: ActionContext,
  said: Partial<SubmitInput> = {},
): Promise<SubmitOutcome> => {
  const outcome = await submitAppeal(ctx, submission(ctx, said));
  if (!outcome.ok) throw new Error(`not taken: ${outcome.error}`);
  return outcome.value;
};
