import type { ColumnType, Generated, GeneratedAlways } from 'kysely';

type Stamp = ColumnType<Date, Date, Date>;

export interface RatingsTable {
  id: string;
  /** order in which ratings were counted; the rollup's lock is held while it is given */
  position: GeneratedAlways<number>;
  submission_id: string;
  institution_id: string;
  rated_at: Stamp;
  year: number;
  quarter: number;
  service: string | null;
  /** when the help was given, seen from `rated_at`; codes of `journeys/rating.ts` */
  service_when: string | null;
  score: number;
  /** ten marks, indicator 1 first, 0 where none was given; the tenth is the score itself */
  indicators: number[];
  reason: string | null;
  channel: string;
  language: string;
  person_key: Buffer;
  known_person: boolean;
  another_person: Generated<boolean>;
  visit_id: string | null;
}
export interface RatingPeopleTable {
  institution_id: string;
  year: number;
  person_key: Buffer;
  /** ten numbers: the step at which this person last gave a mark for the indicator, -1 for never */
  steps: number[];
}
/** Each array holds ten numbers, indicator 1 first; see `domain/publication.ts`. */
export interface RatingRollupsTable {
  institution_id: string;
  year: number;
  people: number[];
  counts: number[];
  sums: number[];
  squares: number[];
  public_people: number[];
  public_counts: number[];
  public_sums: number[];
  public_squares: number[];
  /** people with a mark since the public figure last moved */
  waiting: number[];
  /** how often the public figure has moved */
  steps: number[];
  rated_at: Date | null;
  published_at: Date | null;
}
