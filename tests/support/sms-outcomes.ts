import type { SmsHouse } from './sms-house.ts';

/** What has become of everything that was sent, oldest first. */
export const deliveriesOf = ({ world }: SmsHouse) =>
  world.db.selectFrom('deliveries').select(['state', 'error', 'provider_id']).orderBy('began_at').execute();

/** Why the one person there is can't be reached any more. */
export const unreachable = async ({ world }: SmsHouse): Promise<string | null> =>
  (await world.db.selectFrom('conversations').select('unreachable').executeTakeFirstOrThrow()).unreachable;

/** Rounds of the background work with time between them, as long as anything may still happen. */
export const settle = async (house: SmsHouse): Promise<void> => {
  for (let round = 0; round < 12; round += 1) {
    house.later(3_600_000);
    await house.round();
  }
};
