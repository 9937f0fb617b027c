import { randomBytes, randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { sql } from 'kysely';
import type { Database } from '../src/storage/database.ts';
import type { KeyRing } from '../src/storage/keys.ts';
import { hashPassword } from '../src/storage/password-hash.ts';
import { sealAppeal } from '../src/storage/sealed-appeal.ts';
import { setPassword } from '../src/storage/staff-accounts.ts';
import { loadDirectory, officials, organisations } from '../tests/support/directory.ts';

const voices: Readonly<Record<'kk' | 'ru', readonly string[]>> = JSON.parse(
  readFileSync(new URL('../reference/voices.json', import.meta.url), 'utf8'),
);

/** Each in turn; several lists of different length make every mixture. */
const turn = <Item>(items: readonly Item[], index: number): Item => {
  const item = items[index % items.length];
  if (item === undefined) throw new Error('an empty list');
  return item;
};
/** The day so many calendar days after (before, if negative) the 18th of November 2026. */
const day = (offset: number): string => new Date(Date.UTC(2026, 10, 18 + offset)).toISOString().slice(0, 10);

const states = ['in-work', 'distributed', 'in-work', 'reopened', 'in-work', 'returned'] as const;
const types = ['complaint', 'request', 'suggestion', 'inquiry', 'message'] as const;
const topics = ['visits', 'aids', null, 'payments', 'access', null, 'staff'] as const;
const curators = [officials.curatorNorth.id, officials.curatorNorthTwo.id, null] as const;

const openAppeal = (keys: KeyRing, index: number) => {
  const id = randomUUID();
  const language = turn(['kk', 'kk', 'ru'] as const, index);
  const state = turn(states, index);
  return {
    id,
    serial: 260_000_001 + index,
    submission_id: randomUUID(),
    form: 'electronic',
    received_at: new Date(Date.UTC(2026, 9, 20, 4, 0, index)),
    department_id: organisations.centreNorth,
    curator_id: state === 'in-work' ? officials.curatorNorth.id : turn(curators, index),
    topic: turn(topics, index),
    language,
    channel: turn(['web', 'telegram', 'sms', 'voice'] as const, index),
    type: turn(types, index),
    urgent: index % 50 === 0,
    anonymous: index % 7 === 0,
    statement: turn(voices[language], index),
    region: turn(['KZ-75', null, 'KZ-19'] as const, index),
    // Every tenth one complains of the centre itself, so that the query has conflicts to keep out.
    organisation_id: index % 10 === 0 ? organisations.centreNorth : organisations.homeElders,
    state,
    identity: 'none',
    needs: turn([[], [], ['audio'], ['plain-language', 'large-print'], ['sms-only']], index),
    answer_channel: turn(['site', 'phone', 'sms'] as const, index),
    consent_version: '2026-1',
    registered_on: day(-20),
    due_on: day((index % 40) - 10),
    sealed: sealAppeal(keys, id, {
      applicant: { name: 'Сейітова Жансая', phone: '+77015551000' },
      representative: null,
      code: '000000',
    }),
    blind: [String(index), String(index + 1)],
  };
};

const batch = 500;

/**
 * Puts a directory, so many open appeals of one centre, and four times as many answered ones into a database, and
 * gives its officials a password; then what autovacuum does within a minute.
 */
export const fillWithOpenAppeals = async (
  db: Database,
  keys: KeyRing,
  count: number,
): Promise<{ readonly password: string }> => {
  await loadDirectory(db);
  const password = randomBytes(12).toString('base64url');
  const hash = await hashPassword(password, randomBytes(16));
  for (const official of Object.values(officials)) await setPassword(db, official.id, hash, false);
  for (let index = 0; index < count; index += batch)
    await db
      .insertInto('appeals')
      .values(
        Array.from({ length: Math.min(batch, count - index) }, (_, offset) =>
          openAppeal(keys, index + offset),
        ),
      )
      .execute();
  await sql`
    insert into appeals (id, serial, submission_id, form, received_at, department_id, curator_id, topic, language,
      channel, type, anonymous, statement, region, organisation_id, state, identity, needs, answer_channel,
      consent_version, registered_on, due_on, sealed, blind, answered_at)
    select gen_random_uuid(), serial + ${count} * n, gen_random_uuid(), form, received_at - n * interval '30 days',
      department_id, curator_id, topic, language, channel, type, anonymous, statement, region, organisation_id,
      'closed', identity, needs, answer_channel, consent_version, registered_on - n * 30, due_on - n * 30, sealed,
      blind, received_at - n * interval '20 days'
    from appeals, generate_series(1, 4) n`.execute(db);
  await sql`vacuum analyze appeals`.execute(db);
  return { password };
};
