import type { AppealType } from '../../domain/appeal.ts';
import type { AppealScope } from '../../domain/authorisation.ts';
import type { AppealRow } from '../../storage/appeal-reading.ts';

/** What of an appeal decides who may see it, from its row. */
export const scopeOf = (
  appeal: Pick<
    AppealRow,
    'type' | 'organisation_id' | 'hide_name' | 'excluded_staff' | 'department_id' | 'curator_id' | 'region'
  >,
): AppealScope => ({
  type: appeal.type as AppealType,
  organisationId: appeal.organisation_id,
  hideName: appeal.hide_name,
  excludedStaff: appeal.excluded_staff,
  departmentId: appeal.department_id,
  curatorId: appeal.curator_id,
  region: appeal.region,
});
