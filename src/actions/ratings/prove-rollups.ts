import { sql } from 'kysely';
import {
  addRating,
  emptyRollup,
  newPerson,
  type PersonSteps,
  type Rollup,
} from '../../domain/publication.ts';
import { indicatorNumbers } from '../../domain/tally.ts';
import type { Queryable } from '../../storage/database.ts';
import {
  marksOfColumn,
  type RollupKey,
  rollupColumns,
  rollupOf,
  stepsColumn,
} from '../../storage/rating-rollups.ts';
import type { ActionContext } from '../context.ts';

/** A figure that is not what a recomputation gives. */
export interface RollupDifference extends RollupKey {
  /** Column of the rollup; `people-steps` for what is kept of each person; `missing` where there is no rollup. */
  readonly figure: string;
  readonly stored: string;
  readonly recomputed: string;
}
export interface RollupProof {
  readonly ratings: number;
  readonly rollups: number;
  readonly differences: readonly RollupDifference[];
}

/**
 * Recomputes every rollup from the ratings themselves and compares: the totals by counting in the database, the
 * public figures by playing the ratings once more in the order in which they were counted. Reads one snapshot, so
 * that ratings may come in meanwhile.
 */
export const proveRollups = async (ctx: Pick<ActionContext, 'db'>): Promise<RollupProof> =>
  ctx.db
    .transaction()
    .setIsolationLevel('repeatable read')
    .setAccessMode('read only')
    .execute(async (trx) => {
      const { rows: keys } = await sql<RollupKey>`
        select institution_id, year from ratings union select institution_id, year from rating_rollups
        order by year, institution_id`.execute(trx);
      let ratings = 0;
      const differences: RollupDifference[] = [];
      for (const key of keys) {
        const proof = await proveOne(trx, key);
        ratings += proof.ratings;
        differences.push(...proof.differences);
      }
      return { ratings, rollups: keys.length, differences };
    });

async function proveOne(trx: Queryable, key: RollupKey) {
  const stored = await trx
    .selectFrom('rating_rollups')
    .selectAll()
    .where('institution_id', '=', key.institution_id)
    .where('year', '=', key.year)
    .executeTakeFirst();
  const played = await play(trx, key);
  const expected: Record<string, readonly number[]> = {
    ...rollupColumns(played.rollup),
    ...(await count(trx, key)),
  };
  const kept: Record<string, readonly number[]> | null = stored ? rollupColumns(rollupOf(stored)) : null;
  const differences: RollupDifference[] = [];
  const compare = (figure: string, has: string, should: string): void => {
    if (has !== should) differences.push({ ...key, figure, stored: has, recomputed: should });
  };
  if (kept === null) compare('missing', 'none', `${played.ratings} ratings`);
  else for (const [column, value] of Object.entries(expected)) compare(column, `${kept[column]}`, `${value}`);
  compare('people-steps', await storedPeople(trx, key), peopleDigest(played.people));
  return { ratings: played.ratings, differences };
}

/** Totals as the database itself counts them, with none of the code that keeps them. */
async function count(trx: Queryable, { institution_id, year }: RollupKey) {
  const { rows } = await sql<Record<'indicator' | 'people' | 'marks' | 'sum' | 'squares', number>>`
    select number::int as indicator, count(distinct person_key)::int as people, count(*)::int as marks,
      sum(mark)::int as sum, sum(mark * mark)::int as squares
    from ratings, unnest(indicators) with ordinality as given (mark, number)
    where institution_id = ${institution_id} and year = ${year} and mark > 0
    group by number`.execute(trx);
  const of = new Map(rows.map((row) => [row.indicator, row]));
  return {
    people: indicatorNumbers.map((number) => of.get(number)?.people ?? 0),
    counts: indicatorNumbers.map((number) => of.get(number)?.marks ?? 0),
    sums: indicatorNumbers.map((number) => of.get(number)?.sum ?? 0),
    squares: indicatorNumbers.map((number) => of.get(number)?.squares ?? 0),
  };
}

async function play(trx: Queryable, key: RollupKey) {
  const given = await trx
    .selectFrom('ratings')
    .select(['person_key', 'indicators'])
    .where('institution_id', '=', key.institution_id)
    .where('year', '=', key.year)
    .orderBy('position')
    .execute();
  let rollup: Rollup = emptyRollup;
  const people = new Map<string, PersonSteps>();
  for (const { person_key, indicators } of given) {
    const person = person_key.toString('hex');
    const after = addRating(rollup, people.get(person) ?? newPerson, marksOfColumn(indicators));
    rollup = after.rollup;
    people.set(person, after.person);
  }
  return { rollup, people, ratings: given.length };
}

const lines = (entries: readonly string[]): string =>
  `${entries.length} people: ${[...entries].sort().join(' ')}`;
const peopleDigest = (people: ReadonlyMap<string, PersonSteps>): string =>
  lines([...people].map(([person, steps]) => `${person}=${stepsColumn(steps)}`));

async function storedPeople(trx: Queryable, key: RollupKey): Promise<string> {
  const rows = await trx
    .selectFrom('rating_people')
    .select(['person_key', 'steps'])
    .where('institution_id', '=', key.institution_id)
    .where('year', '=', key.year)
    .execute();
  return lines(rows.map(({ person_key, steps }) => `${person_key.toString('hex')}=${steps}`));
}
