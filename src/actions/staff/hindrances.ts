import type { Official } from '../../domain/people.ts';
import type { AppealRow } from '../../storage/appeal-reading.ts';

/** A curator can't take what another one has; a head can, for she answers for her department. */
export const takenByAnother = (
  appeal: Pick<AppealRow, 'curator_id'>,
  official: Official,
): 'taken-by-another' | null =>
  official.role === 'curator' && appeal.curator_id !== null && appeal.curator_id !== official.id
    ? 'taken-by-another'
    : null;
