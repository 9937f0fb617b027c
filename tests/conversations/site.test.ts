import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Hono } from 'hono';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Golden, goldenShape } from '../../src/commands/parts/golden.ts';
import { accessNeeds } from '../../src/domain/people.ts';
import { parseReceipt } from '../../src/domain/receipt-number.ts';
import { openSealedAppeal } from '../../src/storage/sealed-appeal.ts';
import type { WebEnv } from '../../src/web/visit.ts';
import { receiptOn, type Said, walkToCheck } from '../support/appeal-walk.ts';
import { organisations } from '../support/directory.ts';
import { Visitor } from '../support/visitor.ts';
import { wholeApp } from '../support/whole-app.ts';
import { openWorld, type World } from '../support/world.ts';

/** Conversations in which a person is asked question by question: what they said there is said on the pages here. */
const names = [
  'full-kk',
  'full-ru',
  'proxy-kk',
  'anonymous-ru',
  'back-kk',
  'language-midway',
  'stop-and-resume-ru',
];
const read = (name: string): Golden =>
  goldenShape.parse(JSON.parse(readFileSync(join(import.meta.dirname, `${name}.json`), 'utf8')));

/** The centre that the conversations name, as it is called in the directory of the tests. */
const centre = { golden: 'ALA-C2', here: organisations.centreSouth };

/** Questions that are answered in one's own words, on any channel. */
const inWords = new Set(['statement', 'name', 'applicant-name', 'applicant-phone', 'address', 'birth-date']);
const yesNo = (value: unknown): string => (value ? 'yes' : 'no');

/** What stands under each question in the end: the last thing said there, or what the conversation took it for. */
const answersOf = ({ steps, hears, comesTo: [end = {}] }: Golden): Said => {
  const understood: Record<string, string | readonly string[]> = {
    'for-whom': end.representation ? 'other' : 'self',
    type: String(end.type),
    danger: yesNo(end.urgent),
    region: typeof end.region === 'string' ? end.region : '',
    organisation: end.organisationId === centre.golden ? centre.here : 'unknown',
    needs: accessNeeds.filter((need) => Array.isArray(end.needs) && end.needs.includes(need)),
    details: 'no',
    'hide-name': yesNo(end.hideName),
    'answer-channel': 'site',
    consent: 'yes',
  };
  steps.forEach((step, at) => {
    const asked = hears[at - 1]?.findLast((id) => id.startsWith('ask.'))?.slice('ask.'.length);
    if (asked === undefined) return;
    if ('choose' in step && !['organisation', 'consent', 'check', 'change'].includes(asked))
      understood[asked] = step.choose;
    if ('say' in step && inWords.has(asked)) {
      // Three fields on the page, one line elsewhere.
      understood[asked] = asked === 'birth-date' ? step.say.replaceAll('.', ' ') : step.say;
      if (asked === 'address' || asked === 'birth-date') understood.details = 'yes';
    }
  });
  return understood;
};

let world: World;
let app: Hono<WebEnv>;
beforeAll(async () => {
  world = await openWorld();
  app = wholeApp(world);
});
afterAll(() => world.close());

/** The appeal in the database, in the shape of the golden files. */
const stored = async (number: string): Promise<unknown> => {
  const serial = parseReceipt(number);
  if (!serial.ok) throw new Error(`${number} is no receipt number`);
  const row = await world.db
    .selectFrom('appeals')
    .selectAll()
    .where('serial', '=', serial.value)
    .executeTakeFirstOrThrow();
  const { applicant, representative } = openSealedAppeal(world.keys, row.id, row.sealed);
  const { phone: _phone, ...person } = applicant;
  return {
    language: row.language,
    type: row.type,
    urgent: row.urgent,
    anonymous: row.anonymous,
    statement: row.statement,
    region: row.region,
    organisationId: row.organisation_id === centre.here ? centre.golden : row.organisation_id,
    topic: row.topic,
    category: row.category,
    needs: row.needs,
    hideName: row.hide_name,
    consentVersion: row.consent_version,
    applicant: person,
    representation:
      representative === null
        ? null
        : {
            representative,
            relation: row.relation,
            authority: row.authority,
            mayContactApplicant: row.may_contact_applicant,
          },
    files: [],
    added: [],
  };
};

describe('a conversation comes to the same appeal on the site', () => {
  it.each(names)('%s', async (name) => {
    const golden = read(name);
    const [end] = golden.comesTo;
    const language = end?.language === 'ru' ? 'ru' : 'kk';
    const person = await walkToCheck(new Visitor(app), language, answersOf(golden));
    await person.send();
    expect(person.question).toBe('done');
    expect(await stored(receiptOn(person).number)).toEqual(end);
  });
});
