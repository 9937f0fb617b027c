import type { Official, StaffRole } from '../../src/domain/people.ts';
import type { Database } from '../../src/storage/database.ts';
import type { OrganisationsTable } from '../../src/storage/tables.ts';

const place = (n: number): string => `0a000000-0000-4000-8000-${String(n).padStart(12, '0')}`;
const person = (n: number): string => `0b000000-0000-4000-8000-${String(n).padStart(12, '0')}`;

/** A small directory for tests: a ministry, a city department with centres and homes, a village, a supplier. */
export const organisations = {
  ministry: place(1),
  department: place(2),
  centreNorth: place(3),
  centreSouth: place(4),
  homeElders: place(5),
  homeChildren: place(6),
  village: place(7),
  supplier: place(8),
} as const;

const official = (n: number, role: StaffRole, organisationId: string): Official => ({
  kind: 'staff',
  id: person(n),
  role,
  organisationId,
});

/** One or two officials of each role. They cannot sign in until a test gives them a password. */
export const officials = {
  registrar: official(1, 'registrar', organisations.department),
  curatorNorth: official(2, 'curator', organisations.centreNorth),
  curatorNorthTwo: official(3, 'curator', organisations.centreNorth),
  curatorSouth: official(4, 'curator', organisations.centreSouth),
  curatorVillage: official(5, 'curator', organisations.village),
  head: official(6, 'head', organisations.department),
  headNorth: official(7, 'head', organisations.centreNorth),
  worker: official(8, 'worker', organisations.centreNorth),
  council: official(9, 'council', organisations.ministry),
  ministry: official(10, 'ministry', organisations.ministry),
  administrator: official(11, 'administrator', organisations.ministry),
  headHome: official(12, 'head', organisations.homeElders),
} as const satisfies Record<string, Official>;

type Row = readonly [
  keyof typeof organisations,
  keyof typeof organisations | null,
  OrganisationsTable['kind'],
  string,
  string,
  string | null,
];
const rows: readonly Row[] = [
  [
    'ministry',
    null,
    'ministry',
    'Еңбек және әлеуметтік қорғау министрлігі',
    'Министерство труда и социальной защиты',
    null,
  ],
  [
    'department',
    'ministry',
    'department',
    'Қалалық әлеуметтік қорғау басқармасы',
    'Городское управление социальной защиты',
    'KZ-75',
  ],
  ['centreNorth', 'department', 'centre', 'Солтүстік аудан орталығы', 'Центр северного района', 'KZ-75'],
  ['centreSouth', 'department', 'centre', 'Оңтүстік аудан орталығы', 'Центр южного района', 'KZ-75'],
  ['homeElders', 'department', 'home', 'Қарттар үйі', 'Дом для пожилых', 'KZ-75'],
  ['homeChildren', 'department', 'home', 'Балалар үйі', 'Дом для детей', 'KZ-75'],
  ['village', 'ministry', 'village', 'Қарасу ауылдық бөлімі', 'Сельский отдел Карасу', 'KZ-19'],
  [
    'supplier',
    'ministry',
    'supplier',
    'Техникалық құралдар жеткізушісі',
    'Поставщик технических средств',
    'KZ-75',
  ],
];
const handling = new Set<string>(['department', 'centreNorth', 'centreSouth', 'village']);
const names: Readonly<Record<keyof typeof officials, string>> = {
  registrar: 'Тіркеуші Сәуле',
  curatorNorth: 'Куратор Айгүл',
  curatorNorthTwo: 'Куратор Болат',
  curatorSouth: 'Куратор Динара',
  curatorVillage: 'Куратор Ержан',
  head: 'Басшы Гүлнар',
  headNorth: 'Басшы Нұрлан',
  worker: 'Қызметкер Жанна',
  council: 'Кеңес мүшесі Марат',
  ministry: 'Министрлік маманы Әсел',
  administrator: 'Әкімші Тимур',
  headHome: 'Үй басшысы Роза',
};

/** Loads the directory into an empty database. Appeals of Almaty city about visits go to the northern centre. */
export const loadDirectory = async (db: Database): Promise<void> => {
  await db
    .insertInto('organisations')
    .values(
      rows.map(([key, parent, kind, kk, ru, region]) => ({
        id: organisations[key],
        code: `test-${key}`,
        parent_id: parent === null ? null : organisations[parent],
        kind,
        kk,
        ru,
        region,
        address_kk: null,
        address_ru: null,
        phone: null,
        email: null,
        handles_appeals: handling.has(key),
        rated: kind !== 'ministry',
        search: `${kk} ${ru}`.toLowerCase(),
      })),
    )
    .execute();
  await db
    .insertInto('staff')
    .values(
      Object.entries(officials).map(([key, { id, role, organisationId }]) => ({
        id,
        email: `${key.toLowerCase()}@example.kz`,
        name: names[key as keyof typeof officials],
        role,
        organisation_id: organisationId,
        language: 'kk',
        password_hash: 'none',
        must_change_password: false,
      })),
    )
    .execute();
  await db
    .insertInto('routing_rules')
    .values([
      {
        id: place(101),
        position: 1,
        conditions: JSON.stringify({ regions: ['KZ-75'], topics: ['visits'] }),
        department_id: organisations.centreNorth,
      },
      {
        id: place(102),
        position: 2,
        conditions: JSON.stringify({ regions: ['KZ-19'] }),
        department_id: organisations.village,
      },
    ])
    .execute();
};
