import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { distributePending } from '../../src/actions/distribute-pending.ts';
import { answerAppeal } from '../../src/actions/staff/answer-appeal.ts';
import { takeAppeal } from '../../src/actions/staff/take-appeal.ts';
import type { Official, StaffRole } from '../../src/domain/people.ts';
import { freePort, type RunningService, startService, temporaryDataDir } from '../support/service.ts';
import { openWorld, type World } from '../support/world.ts';
import { type Gateway, startGateway } from './gateway.ts';
import { type Operator, type Part, startOperator } from './operator.ts';
import { until } from './until.ts';

const account = { username: 'dauys', password: 'a-password', inboundSecret: 'a-secret' };
const shortNumber = '1414';

let world: World;
let dataDir: Awaited<ReturnType<typeof temporaryDataDir>>;
let operator: Operator;
let gateway: Gateway;
let service: RunningService;
let publicBaseUrl: string;
let port: string;

const environment = (): Readonly<Record<string, string>> => ({
  PORT: port,
  PUBLIC_BASE_URL: publicBaseUrl,
  DATABASE_URL: world.url,
  DATABASE_OWNER_URL: world.ownerUrl,
  DATA_DIR: dataDir.path,
  DEMO: '0',
  SECRET_KEYS: world.secretKeys.join(','),
  KANNEL_SEND_URL: gateway.sendUrl,
  KANNEL_USERNAME: account.username,
  KANNEL_PASSWORD: account.password,
  KANNEL_FROM: shortNumber,
  KANNEL_INBOUND_SECRET: account.inboundSecret,
});

beforeAll(async () => {
  world = await openWorld({ now: new Date().toISOString() });
  dataDir = await temporaryDataDir();
  operator = await startOperator();
  port = String(await freePort());
  publicBaseUrl = `http://127.0.0.1:${port}`;
  gateway = await startGateway({ ...account, operatorPort: operator.port, publicBaseUrl });
  service = await startService(environment());
  await until('the gateway at the operator', operator.isBound);
}, 60_000);
afterAll(async () => {
  service?.kill('SIGTERM');
  await service?.ended;
  await gateway?.close();
  await operator?.close();
  await dataDir?.remove();
  await world?.close();
}, 30_000);

const statements = async (): Promise<readonly string[]> =>
  (await world.db.selectFrom('appeals').select('statement').orderBy('received_at').execute()).map(
    ({ statement }) => statement,
  );
/** What a telephone shows: parts put together. */
const shownTo = (telephone: string): string =>
  operator.parts
    .filter(({ to }) => to.replace(/^\+/, '') === telephone.replace(/^\+/, ''))
    .map(({ text }) => text)
    .join('');
const partsTo = (telephone: string): readonly Part[] =>
  operator.parts.filter(({ to }) => to.replace(/^\+/, '') === telephone.replace(/^\+/, ''));

describe('through the real Kannel', () => {
  const me = '+77011234567';
  const long =
    'Сәлеметсіз бе! Анам арбада отырады. Үйіміздің алдында пандус жоқ, ғимаратқа кіре алмаймыз. Өтініш: пандус салып беріңізші, үш ай күттік.';

  it('a Kazakh message of two parts becomes one appeal, letter for letter', async () => {
    expect(long.length).toBeGreaterThan(70);
    await operator.write(me, shortNumber, long);
    await until('the appeal', async () => (await statements()).includes(long));
    expect(await statements()).toEqual([long]);
  });

  it('its receipt arrives whole, in two parts of UCS-2, and is reported as delivered', async () => {
    await until('the receipt', () => shownTo(me).includes('ЖАҢА'));
    const parts = partsTo(me);
    expect(parts.map(({ dataCoding }) => dataCoding)).toEqual([8, 8]);
    expect(parts.map(({ concatenation }) => concatenation?.number)).toEqual([1, 2]);
    expect(new Set(parts.map(({ concatenation }) => concatenation?.reference)).size).toBe(1);
    expect(shownTo(me)).toMatch(/^Қабылданды: \d\d \d{4} \d{4}, код \d{6}\. Жауап мерзімі: [\d.]+\.\nКімсіз/);
    await until('the report of delivery', async () => {
      const rows = await world.db.selectFrom('deliveries').select('state').execute();
      return rows.length === 1 && rows[0]?.state === 'delivered';
    });
  });

  it('parts that come the wrong way round are put in order', async () => {
    const other = '+77017654321';
    const text = long.replace('Анам', 'Әкем');
    await operator.write(other, shortNumber, text, 'swapped');
    await until('the appeal', async () => (await statements()).includes(text));
    expect(await statements()).toHaveLength(2);
  });

  it('the curator’s answer arrives whole, and is reported as delivered', async () => {
    world.at(new Date().toISOString());
    const { db } = world;
    const { id } = await db
      .selectFrom('appeals')
      .select('id')
      .where('statement', '=', long)
      .executeTakeFirstOrThrow();
    await distributePending(world);
    const staff = await db
      .selectFrom('staff')
      .selectAll()
      .where('role', '=', 'curator')
      .executeTakeFirstOrThrow();
    await db
      .updateTable('appeals')
      .set({ state: 'distributed', curator_id: staff.id, department_id: staff.organisation_id })
      .where('id', '=', id)
      .execute();
    const curator: Official = {
      kind: 'staff',
      id: staff.id,
      role: staff.role as StaffRole,
      organisationId: staff.organisation_id,
    };
    // As long as one message may be: nine or ten parts.
    const text =
      'Пандус 20 қарашада орнатылды. Есік ені – 90 сантиметр. Көмек керек болса, күзетшіге айтыңыз. '
        .repeat(5)
        .trim();
    const form = { appealId: id, formId: crypto.randomUUID() };
    expect(await takeAppeal(world, curator, form)).toMatchObject({ ok: true });
    const answered = await answerAppeal(world, curator, {
      appealId: id,
      formId: crypto.randomUUID(),
      text,
      language: 'kk',
    });
    expect(answered).toMatchObject({ ok: true });
    await until('the answer', () => shownTo(me).includes(text));
    expect(Math.max(...partsTo(me).map(({ concatenation }) => concatenation?.total ?? 1))).toBeGreaterThan(7);
    expect(shownTo(me)).toContain('шағымдана аласыз.');
    await until('the report of delivery', async () => {
      const rows = await db.selectFrom('deliveries').select('state').where('appeal_id', '=', id).execute();
      return rows.length > 0 && rows.every(({ state }) => state === 'delivered');
    });
  });

  it('parts that Kannel hands over one by one, the last one first, are put together by the service', async () => {
    await gateway.close();
    await until('the gateway gone', () => !operator.isBound());
    gateway = await startGateway({
      ...account,
      operatorPort: operator.port,
      publicBaseUrl,
      joinsParts: false,
    });
    await until('the gateway at the operator', operator.isBound);
    const text = long.replace('Анам', 'Апам');
    await operator.write('+77019999999', shortNumber, text, 'swapped');
    await until('the appeal', async () => (await statements()).includes(text));
    expect(await statements()).toHaveLength(3);
  });

  it('what comes while the service is away is sent again by Kannel, and taken once', async () => {
    service.kill('SIGTERM');
    await service.ended;
    const text = 'Қызмет істемей тұрғанда келген хабар: лифт үш күннен бері тоқтап тұр.';
    await operator.write('+77018888888', shortNumber, text);
    service = await startService(environment());
    await until('the appeal', async () => (await statements()).includes(text));
    expect((await statements()).filter((one) => one === text)).toHaveLength(1);
  });
});
