import type { WorkingCalendar } from '../domain/calendar.ts';
import type { Bilingual } from '../domain/language.ts';
import type { TermPolicy } from '../domain/policy.ts';
import type { RoutingRule } from '../domain/routing.ts';
import type { OrganisationsTable } from './tables.ts';

export interface Organisation {
  readonly id: string;
  readonly code: string;
  readonly parentId: string | null;
  readonly kind: OrganisationsTable['kind'];
  readonly region: string | null;
  readonly name: Bilingual;
  readonly address: Bilingual | null;
  readonly phone: string | null;
  readonly handlesAppeals: boolean;
  readonly rated: boolean;
  /** numbers 1 to 10 of the indicators that apply */
  readonly indicators: readonly number[];
  /** the number on its rating poster, typed on any keypad */
  readonly ratingCode: number;
  /** folded names for looking up */
  readonly search: string;
}
export interface ListItem {
  readonly code: string;
  readonly name: Bilingual;
}
export type ListName = 'forms' | 'categories' | 'topics' | 'regions' | 'services';

/** Data that an administrator edits and every request reads: kept in memory, read again every few seconds. */
export interface ReferenceData {
  readonly calendar: WorkingCalendar;
  readonly policy: TermPolicy;
  readonly lists: Readonly<Record<ListName, readonly ListItem[]>>;
  readonly organisations: readonly Organisation[];
  readonly organisationById: ReadonlyMap<string, Organisation>;
  readonly rules: readonly RoutingRule[];
}
export interface ReferenceSource {
  readonly current: () => ReferenceData;
  readonly refresh: () => Promise<void>;
}
