import { type Gap, missing } from '../../domain/journeys/appeal-command.ts';
import type { AnswerChannel } from '../../domain/people.ts';
import type { AppealRow } from '../../storage/appeal-reading.ts';
import { openSealedAppeal } from '../../storage/sealed-appeal.ts';
import type { ActionContext } from '../context.ts';

/** What an appeal lacks, told from what is sealed; no name leaves this function. */
export const missingOf = (
  ctx: ActionContext,
  row: Pick<
    AppealRow,
    'id' | 'sealed' | 'anonymous' | 'region' | 'topic' | 'organisation_id' | 'answer_channel'
  >,
): readonly Gap[] => {
  const { applicant, representative } = openSealedAppeal(ctx.keys, row.id, row.sealed);
  return missing({
    applicant,
    representation:
      representative === null
        ? null
        : { representative, relation: 'other', authority: 'none', mayContactApplicant: false },
    anonymous: row.anonymous,
    region: row.region,
    topic: row.topic,
    organisationId: row.organisation_id,
    answerChannel: row.answer_channel as AnswerChannel,
  });
};
