import { sql } from 'kysely';
import type { Queryable } from './database.ts';

/** A part that waits for the others. */
export interface WaitingPart {
  readonly id: string;
  readonly raw: Buffer;
  readonly part_number: number;
}

/** Parts of one message that came since an instant and still wait, by their number; the last of each number counts. */
export const readWaitingParts = async (
  trx: Queryable,
  partOf: readonly string[],
  since: Date,
): Promise<readonly WaitingPart[]> => {
  const { rows } = await sql<WaitingPart>`
select distinct on (part_number) id, raw, part_number from inbound
where part_of = any (${[...partOf]}::bigint[]) and state = 'waiting' and received_at >= ${since} and raw is not null
order by part_number, received_at desc`.execute(trx);
  return rows;
};

/** Parts that have gone into a whole message need nothing of their own any more. */
export const settleParts = async (trx: Queryable, ids: readonly string[]): Promise<void> => {
  await trx
    .updateTable('inbound')
    .set({ state: 'settled', raw: null, due_at: null })
    .where('id', 'in', [...ids])
    .execute();
};
