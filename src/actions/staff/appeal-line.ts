import type { AppealType, Channel } from '../../domain/appeal.ts';
import { localDay } from '../../domain/calendar.ts';
import { dueness } from '../../domain/deadline.ts';
import type { Language } from '../../domain/language.ts';
import type { AccessNeed } from '../../domain/people.ts';
import { formatReceipt } from '../../domain/receipt-number.ts';
import type { AppealState } from '../../domain/states.ts';
import type { AppealLineRow } from '../../storage/appeal-lines.ts';
import type { ListName, ReferenceData } from '../../storage/reference.ts';
import type { ActionContext } from '../context.ts';
import type { AppealLine, Named } from './read-models.ts';

/** A code with its names; a code that the list no longer has stands for itself. */
export const namedItem = (reference: ReferenceData, list: ListName, code: string): Named => ({
  code,
  name: reference.lists[list].find((item) => item.code === code)?.name ?? { kk: code, ru: code },
});

/** An organisation by id; `code` is the id, which is what forms send. */
export const namedOrganisation = (reference: ReferenceData, id: string): Named => ({
  code: id,
  name: reference.organisationById.get(id)?.name ?? { kk: id, ru: id },
});

/** Today, `YYYY-MM-DD`, where the service is. */
export const todayOf = (ctx: ActionContext): string => localDay(ctx.now(), ctx.reference.current().calendar);

/** A row of a list as the pages show it. */
export const appealLine = (reference: ReferenceData, today: string, row: AppealLineRow): AppealLine => ({
  id: row.id,
  receipt: formatReceipt(row.serial),
  receivedAt: row.received_at,
  dueOn: row.due_on,
  dueProvisional: row.due_provisional,
  dueness: dueness(row.due_on, today, reference.calendar),
  state: row.state as AppealState,
  type: row.type as AppealType,
  topic: row.topic === null ? null : namedItem(reference, 'topics', row.topic),
  channel: row.channel as Channel,
  region: row.region === null ? null : namedItem(reference, 'regions', row.region),
  institution: row.organisation_id === null ? null : namedOrganisation(reference, row.organisation_id),
  department: row.department_id === null ? null : namedOrganisation(reference, row.department_id),
  curator: row.curator_id === null ? null : { id: row.curator_id, name: row.curator_name ?? '' },
  needs: row.needs as AccessNeed[],
  language: row.language as Language,
  urgent: row.urgent,
  fileCount: row.file_count,
  beginning: row.beginning,
});
