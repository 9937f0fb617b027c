import { appendFile, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { connect } from '../../src/storage/connect.ts';
import { createKeyRing } from '../../src/storage/key-ring.ts';
import { auditRow } from '../../src/storage/ledger.ts';
import { createSealer, sealLedgers } from '../../src/storage/ledger-seal.ts';
import { verifyLedgers } from '../../src/storage/ledger-verify.ts';
import { openWorld, type World } from '../support/world.ts';

let world: World;
let owner: pg.Client;
let heads: string;
beforeEach(async () => {
  world = await openWorld();
  heads = join(world.filesFolder, 'audit-heads.jsonl');
  owner = new pg.Client({ connectionString: world.ownerUrl });
  await owner.connect();
});
afterEach(async () => {
  await owner.end();
  await world.close();
});

const entry = (n: number) => ({
  id: world.uuid(),
  at: new Date(world.now().getTime() - 60_000 + n),
  actorKind: 'staff' as const,
  actorId: world.uuid(),
  action: 'look',
  subjectKind: 'appeal',
  subjectId: world.uuid(),
  // What `jsonb` turns round: order of keys, forms of numbers, letters outside ASCII.
  detail: { zulu: n, alpha: [1.5, 1e21, -0, { b: 'ә"\\', a: null }], при: 'қ', at: world.now() },
});
const write = async (count: number): Promise<void> => {
  const rows = Array.from({ length: count }, (_, n) => auditRow(world.keys, entry(n)));
  await world.db.insertInto('audit').values(rows).execute();
};
const seal = () => sealLedgers(world.db, world.keys, heads, world.now());
const findings = async () => (await verifyLedgers(world.db, world.keys, heads, world.now())).findings;
const kinds = async (): Promise<string[]> => [...new Set((await findings()).map((finding) => finding.kind))];
/** As the database's owner, with the triggers that forbid changes switched off. */
const tamper = async (...queries: string[]): Promise<void> => {
  await owner.query('alter table audit disable trigger user; alter table seals disable trigger user');
  for (const query of queries) await owner.query(query);
  await owner.query('alter table audit enable trigger user; alter table seals enable trigger user');
};
const third = '(select row_id from seals order by position offset 2 limit 1)';

describe('an untouched ledger', () => {
  test('is proved, row by row, over several batches', async () => {
    await write(2_500);
    expect(await seal()).toEqual({ sealed: 2_500, refused: 0 });
    await write(3);
    expect(await seal()).toEqual({ sealed: 3, refused: 0 });
    expect(await seal()).toEqual({ sealed: 0, refused: 0 });
    const proof = await verifyLedgers(world.db, world.keys, heads, world.now());
    expect(proof).toEqual({
      findings: [],
      sealed: { events: 0, audit: 2_503 },
      waiting: { events: 0, audit: 0 },
      heads: 3,
    });
  });

  test('stays proved after a rotation of keys', async () => {
    await write(2);
    await seal();
    const rotated = createKeyRing([Buffer.alloc(32, 9).toString('base64'), ...world.secretKeys]);
    await world.db
      .insertInto('audit')
      .values(auditRow(rotated, entry(0)))
      .execute();
    await sealLedgers(world.db, rotated, heads, world.now());
    expect((await verifyLedgers(world.db, rotated, heads, world.now())).findings).toEqual([]);
  });

  test('several processes seal at once without a gap or a double', async () => {
    const other = connect(world.url);
    await Promise.all([
      ...Array.from({ length: 20 }, () => write(10)),
      ...Array.from({ length: 20 }, (_, n) =>
        sealLedgers(n % 2 === 0 ? world.db : other.db, world.keys, heads, world.now()),
      ),
    ]);
    await seal();
    await other.close();
    const proof = await verifyLedgers(world.db, world.keys, heads, world.now());
    expect(proof.findings).toEqual([]);
    expect(proof.sealed.audit).toBe(200);
  });
});

describe('a row not sealed yet', () => {
  test('may wait five seconds and no longer', async () => {
    await write(1);
    world.at('2026-11-18T09:59:05+05:00');
    expect(await kinds()).toEqual([]);
    world.at('2026-11-18T09:59:05.001+05:00');
    expect(await kinds()).toEqual(['row-unsealed']);
  });

  const lateRow = async (url: string) => {
    const sealer = createSealer(world.db, world.keys, heads);
    await write(1);
    await sealer(world.now());
    const session = new pg.Client({ connectionString: url });
    await session.connect();
    await session.query('begin');
    const late = auditRow(world.keys, entry(0));
    await session.query(
      `insert into audit (id, at, actor_kind, actor_id, action, subject_kind, subject_id, detail, mac)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
      [
        late.id,
        late.at,
        late.actor_kind,
        late.actor_id,
        late.action,
        late.subject_kind,
        late.subject_id,
        late.detail,
        late.mac,
      ],
    );
    // Those numbered behind it are committed and sealed long before it is.
    for (let n = 0; n < 4; n += 1) {
      await write(3);
      expect(await sealer(world.now())).toEqual({ sealed: 3, refused: 0 });
    }
    await session.query('commit');
    await session.end();
    return sealer;
  };

  test('whose transaction took long is sealed at the next look', async () => {
    const sealer = await lateRow(world.url);
    expect(await sealer(world.now())).toEqual({ sealed: 1, refused: 0 });
    expect(await kinds()).toEqual([]);
  });

  test('that a session of another role held back is found when everything is looked through', async () => {
    const sealer = await lateRow(world.ownerUrl);
    expect(await sealer(world.now())).toEqual({ sealed: 0, refused: 0 });
    expect(await kinds()).toEqual(['row-unsealed']);
    world.at('2026-11-18T16:00:00+05:00');
    expect(await sealer(world.now())).toEqual({ sealed: 1, refused: 0 });
    expect(await kinds()).toEqual([]);
  });
});

describe('the application role', () => {
  test.each([
    "update audit set action = 'x'",
    'delete from audit',
    'truncate audit',
    "update events set verb = 'x'",
    'delete from seals',
    'alter table audit disable trigger user',
  ])('cannot %s', async (query) => {
    const app = new pg.Client({ connectionString: world.url });
    await app.connect();
    await expect(app.query(query)).rejects.toMatchObject({ code: '42501' });
    await app.end();
  });
  test.each(["update audit set action = 'x'", 'delete from seals', 'truncate audit'])(
    'and the triggers keep even the owner from: %s',
    async (query) => {
      await write(1);
      await seal();
      await expect(owner.query(query)).rejects.toMatchObject({ code: '42501' });
    },
  );
});

describe('the owner of the database', () => {
  beforeEach(async () => {
    await write(5);
    await seal();
    expect(await findings()).toEqual([]);
  });

  test.each([
    ['who did it', `update audit set actor_id = null where id = ${third}`],
    ['when, by a microsecond', `update audit set at = at + interval '1 microsecond' where id = ${third}`],
    ['a detail', `update audit set detail = detail || '{"zulu": 99}' where id = ${third}`],
    ['the code of authenticity', `update audit set mac = '\\x00' where id = ${third}`],
    [
      'content, code of another row and all',
      `update audit a set action = b.action, at = b.at, detail = b.detail, mac = b.mac from audit b
       where a.id = ${third} and b.position = (select min(position) from audit)`,
    ],
  ])('changes %s', async (_, query) => {
    await tamper(query);
    expect(await findings()).toEqual([
      { kind: 'row-changed', ledger: 'audit', position: 3, rowId: expect.any(String) },
    ]);
  });

  test('removes a row', async () => {
    await tamper(`delete from audit where id = ${third}`);
    expect(await findings()).toEqual([
      { kind: 'row-removed', ledger: 'audit', position: 3, rowId: expect.any(String) },
    ]);
  });

  test('removes a row with its seal', async () => {
    await tamper(`delete from audit where id = ${third}`, 'delete from seals where position = 3');
    expect(await kinds()).toEqual(['seal-missing']);
  });

  test('removes a row with its seal and closes the gap', async () => {
    await tamper(
      `delete from audit where id = ${third}`,
      'delete from seals where position = 3',
      'update seals set position = position - 1 where position > 3',
    );
    expect(await kinds()).toEqual(expect.arrayContaining(['seal-changed', 'tail-cut']));
  });

  test('moves rows about', async () => {
    await tamper(`update audit set position = default where id = ${third}`);
    expect(await kinds()).toEqual(['row-moved']);
  });

  test('puts in a row of earlier days', async () => {
    await tamper(
      `insert into audit (id, at, actor_kind, action, subject_kind, detail, mac)
       select '0d000000-0000-4000-8000-000000000001', at - interval '3 days', actor_kind, 'answer', subject_kind, detail, mac
       from audit where id = ${third}`,
    );
    expect(await seal()).toEqual({ sealed: 0, refused: 1 });
    expect(await kinds()).toEqual(['row-forged']);
  });

  test('puts in a row with a seal copied from another', async () => {
    await tamper(
      `insert into audit (id, at, actor_kind, action, subject_kind, detail, mac)
       select '0d000000-0000-4000-8000-000000000001', at, actor_kind, action, subject_kind, detail, mac
       from audit where id = ${third}`,
      `insert into seals select ledger, 6, '0d000000-0000-4000-8000-000000000001', 6, row_mac, mac, sealed_at
       from seals where position = 5`,
    );
    expect(await kinds()).toEqual(expect.arrayContaining(['seal-changed', 'row-changed']));
  });

  test('cuts the tail, rows and seals', async () => {
    await tamper(
      'delete from audit where id in (select row_id from seals where position > 3)',
      'delete from seals where position > 3',
    );
    expect(await findings()).toEqual([{ kind: 'tail-cut', ledger: 'audit', position: 5, rowId: null }]);
  });

  test('cuts the tail and lets the service seal on over it', async () => {
    await tamper(
      'delete from audit where id in (select row_id from seals where position > 3)',
      'delete from seals where position > 3',
    );
    await write(4);
    await seal();
    expect(await findings()).toEqual([{ kind: 'chain-replaced', ledger: 'audit', position: 5, rowId: null }]);
  });

  test('empties the ledger and lets the service begin anew', async () => {
    await tamper('delete from seals', 'delete from audit');
    expect(await kinds()).toEqual(['tail-cut']);
    await write(9);
    await seal();
    expect(await kinds()).toEqual(['chain-replaced']);
  });

  test('throws the seals away so that a changed order is sealed again', async () => {
    await tamper('delete from seals');
    world.at('2026-11-18T10:00:30+05:00');
    await seal();
    expect(await kinds()).toEqual(['chain-replaced']);
  });
});

describe('the heads outside', () => {
  beforeEach(async () => {
    await write(5);
    await seal();
  });

  test('cannot be written by someone without the keys', async () => {
    const text = await readFile(heads, 'utf8');
    await writeFile(heads, text.replace('"position":5', '"position":4'));
    expect(await kinds()).toEqual(expect.arrayContaining(['head-forged', 'heads-missing']));
  });

  test('are missed when they are gone', async () => {
    await rm(heads);
    expect(await kinds()).toEqual(['heads-missing']);
  });

  test('stand although a power cut left half a line', async () => {
    await appendFile(heads, '{"ledger":"audit","posi\n');
    expect(await kinds()).toEqual([]);
  });

  test('are caught up with after a crash between the sealing and its head', async () => {
    const before = await readFile(heads, 'utf8');
    await write(2);
    await seal();
    await writeFile(heads, before);
    await createSealer(world.db, world.keys, heads)(world.now());
    await tamper(
      'delete from seals where position > 5',
      'delete from audit where id not in (select row_id from seals)',
    );
    expect(await kinds()).toEqual(['tail-cut']);
  });
});
