import { describe, expect, it } from 'vitest';
import type { WebhookRequest } from '../../contract.ts';
import { readKannelMessage, readKannelStatus } from './inbound.ts';

const request = (
  query: string,
  body: Uint8Array = new Uint8Array(),
  headers: Readonly<Record<string, string>> = {},
): WebhookRequest => ({
  method: 'POST',
  url: new URL(`https://dauys.example/channels/sms/kannel?secret=s&${query}`),
  header: (name) => headers[name.toLowerCase()] ?? null,
  body,
});
const utf16 = (text: string): Uint8Array => Buffer.from(text, 'utf16le').swap16();
const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);
const heard = (given: WebhookRequest) => {
  const read = readKannelMessage(given);
  return read.ok ? read.value.inbound[0] : read.error;
};

describe('a message from Kannel', () => {
  const kk = 'Пандус жоқ, кіре алмаймын';
  it.each([
    ['%2B77011234567', 'as Kannel writes it'],
    ['%252B77011234567', 'encoded twice'],
    ['+77011234567', 'with a bare plus, which is a space'],
    ['77011234567', 'without a plus'],
    ['87011234567', 'as people dial it'],
  ])('from %s (%s) is of one person', (from) => {
    expect(heard(request(`from=${from}&to=1414&id=i1&coding=2&charset=UTF-16BE`, utf16(kk)))).toMatchObject({
      channel: 'sms',
      externalId: 'i1',
      thread: '+77011234567',
      address: '+77011234567',
      answerable: true,
      what: { kind: 'text', text: kk },
    });
  });

  it.each([
    ['coding=0&charset=UTF-8', utf8(kk), {}],
    ['coding=0&charset=', utf8(kk), { 'content-type': 'text/plain; charset="UTF-8"' }],
    ['coding=0', utf8(kk), {}],
    ['coding=1', utf8(kk), { 'content-type': 'application/octet-stream' }],
    ['coding=2', utf16(kk), {}],
    ['', utf16(kk), { 'x-kannel-coding': '2' }],
    ['coding=x&charset=y', utf16(kk), { 'content-type': 'text/plain; charset="UTF-16BE"' }],
  ] as const)('with %s is read', (said, body, headers) => {
    expect(heard(request(`from=%2B77011234567&id=i2&${said}`, body, headers))).toMatchObject({
      what: { kind: 'text', text: kk },
    });
  });

  it('of nothing but a name is kept, and of nothing at all is no message', () => {
    expect(heard(request('from=KASPI&id=i3&coding=0', utf8('Реклама')))).toMatchObject({
      thread: 'KASPI',
      address: null,
      answerable: false,
    });
    expect(heard(request('from=%2B77011234567&id=i4&coding=2'))).toMatchObject({
      what: { kind: 'unreadable' },
    });
    for (const query of ['from=&id=i5', 'id=i5', 'from=%2B77011234567', 'from=%2B77011234567&id='])
      expect(heard(request(query, utf8('x')))).toBe('not-ours');
  });
});

it.each([
  ['1', [{ channel: 'sms', providerId: 'd1', outcome: 'delivered' }]],
  ['2', [{ channel: 'sms', providerId: 'd1', outcome: 'never' }]],
  ['16', [{ channel: 'sms', providerId: 'd1', outcome: 'never' }]],
  ['4', []],
  ['8', []],
  ['34', []],
])('a report of type %s', (type, reports) => {
  expect(readKannelStatus(request(`id=d1&type=${type}`))).toMatchObject({ ok: true, value: { reports } });
});
it.each(['id=d1', 'type=1', 'id=d1&type=%25d', 'id=&type=1'])('a report with %s is none', (query) => {
  expect(readKannelStatus(request(query))).toMatchObject({ ok: false });
});
