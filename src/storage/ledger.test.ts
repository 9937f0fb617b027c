import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createKeyRing } from './key-ring.ts';
import { auditRow, canonical, eventRow, rowIsGenuine } from './ledger.ts';

const keys = createKeyRing([Buffer.alloc(32, 7).toString('base64')]);
const at = new Date('2026-11-18T05:00:00.123Z');

describe('the canonical text of a value', () => {
  test.each([
    [{ b: 1, a: { d: 1, c: 2 } }, '{"a":{"c":2,"d":1},"b":1}'],
    [{ a: undefined, b: null }, '{"b":null}'],
    [[3, 1, 2], '[3,1,2]'],
    [1e21, '1e+21'],
    [1.0, '1'],
    [-0, '0'],
    [new Date(0), '"1970-01-01T00:00:00.000Z"'],
    [undefined, 'null'],
  ])('%j', (value, text) => {
    expect(canonical(value)).toBe(text);
  });

  test('does not depend on the order of keys', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (value) => {
        const turned = Object.fromEntries(Object.entries(value).reverse());
        expect(canonical(turned)).toBe(canonical(value));
      }),
    );
  });

  test('tells different values apart', () => {
    expect(canonical(['a', 'b'])).not.toBe(canonical(['a,b']));
    expect(canonical(null)).not.toBe(canonical('null'));
    expect(canonical(1)).not.toBe(canonical('1'));
  });
});

describe('the MAC of a row', () => {
  const event = eventRow(keys, {
    id: 'e1',
    appealId: 'a1',
    at,
    actorKind: 'citizen',
    actorId: null,
    verb: 'submit',
    fromState: null,
    toState: 'received',
  });
  const audit = auditRow(keys, {
    id: 'e1',
    at,
    actorKind: 'staff',
    actorId: 's1',
    action: 'look',
    subjectKind: 'appeal',
    subjectId: 'a1',
    detail: { fields: ['name'] },
  });
  const micros = at.getTime() * 1_000;
  const read = { ...audit, detail: { fields: ['name'] }, mac: audit.mac };

  test('holds for the row as written', () => {
    expect(rowIsGenuine(keys, 'events', { ...event, data: {}, mac: event.mac }, micros)).toBe(true);
    expect(rowIsGenuine(keys, 'audit', read, micros)).toBe(true);
  });

  test.each([
    ['id', 'e2'],
    ['actor_kind', 'service'],
    ['actor_id', null],
    ['action', 'answer'],
    ['subject_kind', 'file'],
    ['subject_id', null],
    ['detail', { fields: [] }],
  ])('breaks when %s changes', (column, value) => {
    expect(rowIsGenuine(keys, 'audit', { ...read, [column]: value }, micros)).toBe(false);
  });

  test('breaks by a microsecond, and in the other ledger', () => {
    expect(rowIsGenuine(keys, 'audit', read, micros + 1)).toBe(false);
    expect(rowIsGenuine(keys, 'events', read, micros)).toBe(false);
  });
});
