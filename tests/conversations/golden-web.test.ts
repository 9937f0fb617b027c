import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Golden, goldenShape } from '../../src/commands/parts/golden.ts';
import type { Language } from '../../src/domain/language.ts';
import { parseReceipt } from '../../src/domain/receipt-number.ts';
import { openSealedAppeal } from '../../src/storage/sealed-appeal.ts';
import { receiptOn, type Said, walkTo } from '../support/appeal-walk.ts';
import { organisations } from '../support/directory.ts';
import { Visitor } from '../support/visitor.ts';
import { wholeApp } from '../support/whole-app.ts';
import { openWorld, type World } from '../support/world.ts';

/*
 * The golden conversations that pages can carry, given on the site: the same answers must come to the same appeal. Not
 * carried: those of a first word without a question, of a recording alone, of commands, and of a place that is kept for
 * longer than the site keeps a draft.
 */
type Appeal = Golden['comesTo'][number];
interface Detour {
  /** Where on the way something else is done. */
  readonly at: string;
  readonly take: (person: Visitor, spoken: Language) => Promise<Visitor>;
}

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

const goldenOf = (name: string): Golden =>
  goldenShape.parse(JSON.parse(readFileSync(join(import.meta.dirname, `${name}.json`), 'utf8')));

const text = (value: unknown): string => (typeof value === 'string' ? value : '');
const yesNo = (value: unknown): string => (value === true ? 'yes' : 'no');

/** The answers of the pages that an appeal is made of. */
const saidIn = (appeal: Appeal): Said => {
  const applicant = appeal.applicant as Readonly<Record<string, string>>;
  const representation = appeal.representation as null | {
    readonly representative: Readonly<Record<string, string>>;
    readonly relation: string;
    readonly authority: string;
    readonly mayContactApplicant: boolean;
  };
  const all: Record<string, string | readonly string[]> = {
    type: text(appeal.type),
    danger: yesNo(appeal.urgent),
    statement: text(appeal.statement),
    region: text(appeal.region),
    organisation: appeal.organisationId === null ? '' : organisations.centreNorth,
    topic: text(appeal.topic),
    needs: appeal.needs as readonly string[],
    'answer-channel': 'site',
    details: yesNo('address' in applicant || appeal.category !== null),
    address: text(applicant.address),
    'birth-date': text(applicant.birthDate).split('-').toReversed().join(' '),
    category: text(appeal.category),
    'hide-name': yesNo(appeal.hideName),
    consent: 'yes',
    ...(representation === null
      ? { 'for-whom': 'self', name: text(applicant.name) }
      : {
          'for-whom': 'other',
          relation: representation.relation,
          authority: representation.authority,
          'applicant-name': text(applicant.name),
          'may-contact': yesNo(representation.mayContactApplicant),
          'applicant-phone': '8 701 000 00 09',
          name: text(representation.representative.name),
        }),
  };
  return Object.fromEntries(Object.entries(all).filter(([, value]) => value.length > 0));
};

const withoutAddress = (person: object | null): object | null => {
  if (person === null) return null;
  return Object.fromEntries(
    Object.entries(person).filter(([name, value]) => value !== undefined && name !== 'phone'),
  );
};

/** What stands in the database, as golden files hold it. */
const stored = async (number: string): Promise<Appeal> => {
  const serial = parseReceipt(number);
  const row = await world.db
    .selectFrom('appeals')
    .selectAll()
    .where('serial', '=', serial.ok ? serial.value : 0)
    .executeTakeFirstOrThrow();
  const { applicant, representative } = openSealedAppeal(world.keys, row.id, row.sealed);
  return {
    language: row.language,
    type: row.type,
    urgent: row.urgent,
    anonymous: row.anonymous,
    statement: row.statement,
    region: row.region,
    organisationId: row.organisation_id,
    topic: row.topic,
    category: row.category,
    needs: row.needs,
    hideName: row.hide_name,
    consentVersion: row.consent_version,
    applicant: withoutAddress(applicant),
    representation:
      row.relation === null
        ? null
        : {
            representative: withoutAddress(representative),
            relation: row.relation,
            authority: row.authority,
            mayContactApplicant: row.may_contact_applicant,
          },
    files: [],
    added: [],
  };
};

const onSameDevice = async (person: Visitor): Promise<Visitor> => person;
const detours: Readonly<Record<string, Detour>> = {
  'full-kk': { at: 'check', take: onSameDevice },
  'full-ru': { at: 'check', take: onSameDevice },
  'proxy-kk': { at: 'check', take: onSameDevice },
  'anonymous-ru': { at: 'check', take: onSameDevice },
  'back-kk': {
    at: 'region',
    take: async (person) => {
      await person.send({ region: 'KZ-75' });
      return person.goTo('/kk/appeal/region');
    },
  },
  'hand-over-kk': {
    at: 'statement',
    take: async (person) => {
      await person.goTo('/kk/appeal/elsewhere');
      await person.send({});
      const code = /data-hand-over[^>]*>([\d ]+)</.exec(person.html)?.[1] ?? '';
      const other = await new Visitor(person.app).goTo('/kk/appeal/bring');
      return other.send({ code }).then(() => other.goTo('/kk/appeal/statement'));
    },
  },
  'language-midway': {
    at: 'statement',
    take: async (person, spoken) => person.goTo(person.path.replace(/^\/(kk|ru)\//, `/${spoken}/`)),
  },
};

it.each(Object.entries(detours))('%s comes to the same on the site', async (name, detour) => {
  const golden = goldenOf(name);
  const [appeal] = golden.comesTo;
  if (appeal === undefined) throw new Error('no appeal');
  const spoken = appeal.language as Language;
  const said = saidIn(appeal);
  let person = await new Visitor(wholeApp(world)).goTo(`/${golden.language}/appeal`);
  person = await walkTo(person, detour.at, said);
  person = await detour.take(person, spoken);
  person = await walkTo(person, 'check', said);
  await person.send();
  expect(person.question).toBe('done');
  const organisationId = appeal.organisationId === null ? null : organisations.centreNorth;
  expect(await stored(receiptOn(person).number)).toEqual({ ...appeal, organisationId });
});
