import { describe, expect, it } from 'vitest';
import type { WebhookRequest } from '../../contract.ts';
import { readTwilioMessage, readTwilioStatus } from './inbound.ts';

const request = (form: Readonly<Record<string, string>>): WebhookRequest => ({
  method: 'POST',
  url: new URL('https://dauys.example/channels/sms/twilio'),
  header: () => null,
  body: new TextEncoder().encode(new URLSearchParams(form).toString()),
});
const heard = (form: Readonly<Record<string, string>>) => {
  const read = readTwilioMessage(request({ MessageSid: 'SM1', From: '+77011234567', ...form }));
  return read.ok ? read.value.inbound[0] : read.error;
};

describe('a message from Twilio', () => {
  it.each([
    [{ Body: 'Пандус жоқ' }, { kind: 'text', text: 'Пандус жоқ' }],
    [{ Body: '  ' }, { kind: 'unreadable' }],
    [{ Body: 'STOP', OptOutType: 'STOP' }, { kind: 'blocked' }],
    [{ Body: 'START', OptOutType: 'START' }, { kind: 'unblocked' }],
    [
      { Body: 'HELP', OptOutType: 'HELP' },
      { kind: 'text', text: 'HELP' },
    ],
    [
      { Body: 'осында', NumMedia: '2', MediaUrl0: 'u0', MediaContentType0: 'image/jpeg', MediaUrl1: 'u1' },
      {
        kind: 'media',
        text: 'осында',
        media: [
          { kind: 'photo', ref: 'u0' },
          { kind: 'document', ref: 'u1' },
        ],
      },
    ],
    [
      {
        NumMedia: '2',
        MediaUrl0: 'u0',
        MediaContentType0: 'audio/amr',
        MediaUrl1: 'u1',
        MediaContentType1: 'video/3gpp',
      },
      {
        kind: 'media',
        text: '',
        media: [
          { kind: 'voice', ref: 'u0' },
          { kind: 'video', ref: 'u1' },
        ],
      },
    ],
    [{ NumMedia: '1', MediaUrl0: 'u0', MediaContentType0: 'text/x-vcard' }, { kind: 'unreadable' }],
    [
      { Body: 'x', NumMedia: 'many' },
      { kind: 'text', text: 'x' },
    ],
  ])('%j says %j', (form, what) => {
    expect(heard(form)).toMatchObject({ externalId: 'SM1', address: '+77011234567', answerable: true, what });
  });

  it('is of nobody who can be answered where a name or a short code sent it', () => {
    for (const From of ['KASPI', '1414', 'whatsapp:+77011234567'])
      expect(heard({ From, Body: 'x' })).toMatchObject({ address: null, answerable: false });
  });

  it('is none without its id or its sender', () => {
    expect(heard({ MessageSid: '', Body: 'x' })).toBe('not-ours');
    expect(heard({ From: '', Body: 'x' })).toBe('not-ours');
  });
});

it.each([
  [{ MessageStatus: 'delivered' }, 'delivered'],
  [{ MessageStatus: 'failed', ErrorCode: '30006' }, 'address-wrong'],
  [{ MessageStatus: 'undelivered', ErrorCode: '21610' }, 'blocked-by-person'],
  [{ MessageStatus: 'undelivered', ErrorCode: 'x' }, 'never'],
  [{ MessageStatus: 'failed' }, 'never'],
])('a report %j', (form, outcome) => {
  expect(readTwilioStatus(request({ MessageSid: 'SM1', ...form }))).toMatchObject({
    ok: true,
    value: { inbound: [], reports: [{ channel: 'sms', providerId: 'SM1', outcome }] },
  });
});
it.each(['queued', 'accepted', 'sending', 'sent', 'receiving'])('%s is no end', (MessageStatus) => {
  expect(readTwilioStatus(request({ MessageSid: 'SM1', MessageStatus }))).toMatchObject({
    ok: true,
    value: { reports: [] },
  });
});
it('a report on nothing is none', () => {
  expect(readTwilioStatus(request({ MessageStatus: 'delivered' }))).toMatchObject({ ok: false });
});
