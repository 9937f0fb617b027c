import type { Queryable } from './database.ts';
import type { RollupRow } from './rating-rollups.ts';

export interface RaterPlace {
  readonly institutionId: string;
  readonly year: number;
  readonly quarter: number;
  readonly personKey: Buffer;
  /** With a visit only that visit counts; without one the person's ratings of the quarter that had none. */
  readonly visitId: string | null;
}

/** The rater's first rating that another one would repeat. */
export async function readEarlierRating(
  db: Queryable,
  { institutionId, year, quarter, personKey, visitId }: RaterPlace,
): Promise<{ ratedAt: Date } | null> {
  const ratings = db.selectFrom('ratings').select('rated_at as ratedAt').orderBy('position').limit(1);
  const row = await (visitId === null
    ? ratings
        .where('institution_id', '=', institutionId)
        .where('year', '=', year)
        .where('quarter', '=', quarter)
        .where('person_key', '=', personKey)
        .where('visit_id', 'is', null)
    : ratings.where('visit_id', '=', visitId)
  ).executeTakeFirst();
  return row ?? null;
}

export interface StoredSubmission {
  readonly id: string;
  readonly institution_id: string;
  readonly rated_at: Date;
  readonly score: number;
  readonly another_person: boolean;
}

/** The rating that a form has become already, if it has. */
export const readSubmission = async (
  db: Queryable,
  submissionId: string,
): Promise<StoredSubmission | undefined> =>
  db
    .selectFrom('ratings')
    .select(['id', 'institution_id', 'rated_at', 'score', 'another_person'])
    .where('submission_id', '=', submissionId)
    .executeTakeFirst();

/** Rollups of one year, of all institutions or of those named. */
export const readRollups = async (
  db: Queryable,
  year: number,
  institutionIds?: readonly string[],
): Promise<RollupRow[]> => {
  if (institutionIds?.length === 0) return [];
  const rollups = db.selectFrom('rating_rollups').selectAll().where('year', '=', year);
  return (
    institutionIds === undefined ? rollups : rollups.where('institution_id', 'in', institutionIds)
  ).execute();
};

/** Years in which anybody has rated, newest first. */
export const readRatedYears = async (db: Queryable): Promise<number[]> => {
  const rows = await db
    .selectFrom('rating_rollups')
    .select('year')
    .distinct()
    .orderBy('year', 'desc')
    .execute();
  return rows.map(({ year }) => year);
};

export interface NewestMark {
  readonly institutionId: string;
  readonly ratedAt: Date;
  readonly mark: number;
  readonly service: string | null;
  readonly serviceWhen: string | null;
  readonly reason: string | null;
  readonly language: string;
}

/** The newest marks of some institutions, with what was written to them and nothing of who wrote. */
export const readNewestMarks = async (
  db: Queryable,
  year: number,
  institutionIds: readonly string[],
  limit: number,
): Promise<NewestMark[]> => {
  if (institutionIds.length === 0) return [];
  return db
    .selectFrom('ratings')
    .select([
      'institution_id as institutionId',
      'rated_at as ratedAt',
      'score as mark',
      'service',
      'service_when as serviceWhen',
      'reason',
      'language',
    ])
    .where('institution_id', 'in', institutionIds)
    .where('year', '=', year)
    .orderBy('position', 'desc')
    .limit(limit)
    .execute();
};
