import { type Insertable, type Selectable, sql } from 'kysely';
import {
  addRating,
  emptyRollup,
  type Marks,
  newPerson,
  type PersonSteps,
  type Rollup,
} from '../domain/publication.ts';
import { type IndicatorNumber, indicatorNumbers } from '../domain/tally.ts';
import type { Queryable } from './database.ts';
import type { RatingPeopleTable, RatingRollupsTable, RatingsTable } from './rating-tables.ts';

export type RollupRow = Selectable<RatingRollupsTable>;
export type NewRating = Insertable<RatingsTable>;

/** Ten numbers, indicator 1 first. */
const ten = (number: (indicator: IndicatorNumber) => number): number[] => indicatorNumbers.map(number);
const at = (numbers: readonly number[], indicator: IndicatorNumber): number => numbers[indicator - 1] ?? 0;

const byIndicator = <Value>(value: (indicator: IndicatorNumber) => Value): Record<IndicatorNumber, Value> =>
  Object.fromEntries(indicatorNumbers.map((number) => [number, value(number)])) as Record<
    IndicatorNumber,
    Value
  >;

export const rollupOf = (row: RollupRow): Rollup =>
  byIndicator((indicator) => ({
    all: {
      people: at(row.people, indicator),
      marks: at(row.counts, indicator),
      sum: at(row.sums, indicator),
      squares: at(row.squares, indicator),
    },
    shown: {
      people: at(row.public_people, indicator),
      marks: at(row.public_counts, indicator),
      sum: at(row.public_sums, indicator),
      squares: at(row.public_squares, indicator),
    },
    waiting: at(row.waiting, indicator),
    step: at(row.steps, indicator),
  }));

export const rollupColumns = (rollup: Rollup) => ({
  people: ten((indicator) => rollup[indicator].all.people),
  counts: ten((indicator) => rollup[indicator].all.marks),
  sums: ten((indicator) => rollup[indicator].all.sum),
  squares: ten((indicator) => rollup[indicator].all.squares),
  public_people: ten((indicator) => rollup[indicator].shown.people),
  public_counts: ten((indicator) => rollup[indicator].shown.marks),
  public_sums: ten((indicator) => rollup[indicator].shown.sum),
  public_squares: ten((indicator) => rollup[indicator].shown.squares),
  waiting: ten((indicator) => rollup[indicator].waiting),
  steps: ten((indicator) => rollup[indicator].step),
});

export const stepsOf = (steps: readonly number[]): PersonSteps =>
  byIndicator((indicator) => steps[indicator - 1] ?? -1);
export const stepsColumn = (person: PersonSteps): number[] => ten((indicator) => person[indicator]);

/** Marks as a rating row holds them: 0 where none was given. */
export const marksColumn = (marks: Marks): number[] => ten((indicator) => marks[indicator] ?? 0);
export const marksOfColumn = (column: readonly number[]): Marks =>
  Object.fromEntries(
    indicatorNumbers.flatMap((indicator) => {
      const mark = at(column, indicator);
      return mark === 0 ? [] : [[indicator, mark]];
    }),
  );

export interface RollupKey {
  readonly institution_id: string;
  readonly year: number;
}
const keyOf = ({ institution_id, year }: RollupKey): string => `${institution_id} ${year}`;

/**
 * Makes the rollups that are missing and locks them all until the end of the transaction, always in the same order so
 * that two batches never wait for each other.
 */
export async function lockRollups(
  trx: Queryable,
  keys: readonly RollupKey[],
): Promise<Map<string, RollupRow>> {
  const different = [...new Map(keys.map((key) => [keyOf(key), key])).entries()].sort(([a], [b]) =>
    a < b ? -1 : 1,
  );
  const rows = await trx
    .insertInto('rating_rollups')
    .values(
      different.map(([, { institution_id, year }]) => ({
        institution_id,
        year,
        ...rollupColumns(emptyRollup),
        rated_at: null,
        published_at: null,
      })),
    )
    .onConflict((conflict) =>
      conflict
        .columns(['institution_id', 'year'])
        .doUpdateSet((update) => ({ year: update.ref('excluded.year') })),
    )
    .returningAll()
    .execute();
  return new Map(rows.map((row) => [keyOf(row), row]));
}

const personKeyOf = (row: { institution_id: string; year: number; person_key: Buffer }): string =>
  `${keyOf(row)} ${row.person_key.toString('base64')}`;

async function readPeople(trx: Queryable, ratings: readonly NewRating[]): Promise<Map<string, PersonSteps>> {
  const raters = ratings.map(({ institution_id, year, person_key }) => ({
    institution_id,
    year,
    person_key: bytes(person_key),
  }));
  const { rows } = await sql<Selectable<RatingPeopleTable>>`
    select kept.institution_id, kept.year, kept.person_key, kept.steps
    from json_populate_recordset(null::rating_people, ${JSON.stringify(raters)}::json) rater
    join rating_people kept using (institution_id, year, person_key)`.execute(trx);
  return new Map(rows.map((row) => [personKeyOf(row), stepsOf(row.steps)]));
}

/**
 * Stores ratings in the given order with everything that is counted of them: the people, the totals and, when its
 * turn has come, the public figure. One rating or a thousand, it is the same rule. `locked` comes of `lockRollups`
 * in the same transaction. At most 2,000 at a time.
 */
export async function countRatings(
  trx: Queryable,
  ratings: readonly NewRating[],
  locked: ReadonlyMap<string, RollupRow>,
): Promise<void> {
  if (ratings.length === 0) return;
  const people = await readPeople(trx, ratings);
  const rollups = new Map<string, { rollup: Rollup; ratedAt: Date; publishedAt: Date | null }>();
  const touched = new Map<string, NewRating>();
  for (const rating of ratings) {
    const key = keyOf(rating);
    const row = locked.get(key);
    if (row === undefined) throw new Error('a rating is counted only under the lock of its rollup');
    const before = rollups.get(key) ?? { rollup: rollupOf(row), publishedAt: row.published_at };
    const person = people.get(personKeyOf(rating)) ?? newPerson;
    const after = addRating(before.rollup, person, marksOfColumn(rating.indicators));
    const moved = indicatorNumbers.some((n) => after.rollup[n].step !== before.rollup[n].step);
    rollups.set(key, {
      rollup: after.rollup,
      ratedAt: rating.rated_at,
      publishedAt: moved ? rating.rated_at : before.publishedAt,
    });
    people.set(personKeyOf(rating), after.person);
    touched.set(personKeyOf(rating), rating);
  }
  await insertRatings(trx, ratings);
  await keepPeople(
    trx,
    [...touched].map(([key, rating]) => ({ ...rating, steps: stepsColumn(people.get(key) ?? newPerson) })),
  );
  for (const [key, { rollup, ratedAt, publishedAt }] of rollups) {
    const [institution = '', year = ''] = key.split(' ');
    await trx
      .updateTable('rating_rollups')
      .set({ ...rollupColumns(rollup), rated_at: ratedAt, published_at: publishedAt })
      .where('institution_id', '=', institution)
      .where('year', '=', Number(year))
      .execute();
  }
}

const bytes = (value: Buffer): string => `\\x${value.toString('hex')}`;

/** In the order given: `position` follows it. One parameter, since seventeen a row slow a thousand rows down. */
const insertRatings = (trx: Queryable, ratings: readonly NewRating[]) => {
  const rows = JSON.stringify(ratings.map((row) => ({ ...row, person_key: bytes(row.person_key) })));
  return sql`
    insert into ratings (id, submission_id, institution_id, rated_at, year, quarter, service, service_when, score,
      indicators, reason, channel, language, person_key, known_person, another_person, visit_id)
    select id, submission_id, institution_id, rated_at, year, quarter, service, service_when, score,
      indicators, reason, channel, language, person_key, known_person, another_person, visit_id
    from json_populate_recordset(null::ratings, ${rows}::json)`.execute(trx);
};

const keepPeople = (
  trx: Queryable,
  people: readonly (RollupKey & { readonly person_key: Buffer; readonly steps: readonly number[] })[],
) => {
  const rows = people.map(({ institution_id, year, person_key, steps }) => ({
    institution_id,
    year,
    person_key: bytes(person_key),
    steps,
  }));
  return sql`
    insert into rating_people (institution_id, year, person_key, steps)
    select institution_id, year, person_key, steps
    from json_populate_recordset(null::rating_people, ${JSON.stringify(rows)}::json)
    on conflict (institution_id, year, person_key) do update set steps = excluded.steps`.execute(trx);
};
