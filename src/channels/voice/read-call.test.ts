import { describe, expect, it } from 'vitest';
import type { Inbound, What } from '../../domain/conversation/inbound.ts';
import type { WebhookRequest } from '../contract.ts';
import { failedStepOf, readStatus, readStep } from './read-call.ts';

const settings = { twilio: { accountSid: 'AC1', authToken: 't', apiBaseUrl: 'https://api.twilio.com' } };
type Form = Readonly<Record<string, string>>;
const request = (query: string, form: Form): WebhookRequest => ({
  method: 'POST',
  url: new URL(`https://dauys.example/channels/voice/twilio${query}`),
  header: () => null,
  body: new TextEncoder().encode(new URLSearchParams(form).toString()),
});
const call = { CallSid: 'CA1', From: '+77010000001', To: '+77270000000' };
const recordingUrl = 'https://api.twilio.com/2010-04-01/Accounts/AC1/Recordings/RE1';
const recording = { RecordingSid: 'RE1', RecordingUrl: recordingUrl, RecordingDuration: '14' };
const media: What = {
  kind: 'media',
  media: [{ kind: 'voice', ref: recordingUrl, name: 'call.wav', seconds: 14 }],
  text: '',
};
const heard = (inbound: readonly Inbound[]) => inbound.map(({ externalId, what }) => [externalId, what]);
const step = (query: string, form: Form) => {
  const read = readStep(request(query, { ...call, ...form }), settings);
  return read.ok ? heard(read.value.inbound) : read.error;
};
const status = (form: Form) => {
  const read = readStatus(request('/status', { CallSid: 'CA1', ...form }), settings);
  return read.ok ? heard(read.value.inbound) : read.error;
};
const command = (name: string) => ({ kind: 'command', command: name });

describe('a step of a call', () => {
  it.each<readonly [string, string, Form, unknown]>([
    ['the first request', '', { CallStatus: 'ringing' }, [['CA1:0', command('start')]]],
    ['a key', '?step=2', { Digits: '3' }, [['CA1:2', { kind: 'text', text: '3' }]]],
    ['a row of keys', '?step=4', { Digits: '2600000014' }, [['CA1:4', { kind: 'text', text: '2600000014' }]]],
    ['0', '?step=2', { Digits: '0' }, [['CA1:2', command('person')]]],
    ['ten', '?step=2', { Digits: '10' }, [['CA1:2', { kind: 'text', text: '10' }]]],
    ['*', '?step=2', { Digits: '*' }, [['CA1:2', command('repeat')]]],
    ['* after digits', '?step=2', { Digits: '26*' }, [['CA1:2', command('repeat')]]],
    ['#', '?step=2', { Digits: '#' }, [['CA1:2', command('done')]]],
    ['# alone at a number', '?step=2', { Digits: '', FinishedOnKey: '#' }, [['CA1:2', command('done')]]],
    ['nothing', '?step=2', { Digits: '' }, [['CA1:2', { kind: 'silence' }]]],
    ['silence', '?step=3&silence=1', {}, [['CA1:3', { kind: 'silence' }]]],
    ['a recording', '?step=3', { ...recording, Digits: '#' }, [['CA1:RE1', media]]],
    ['a recording ended by a pause', '?step=3', recording, [['CA1:RE1', media]]],
    [
      'a recording, and a person asked for',
      '?step=3',
      { ...recording, Digits: '0' },
      [
        ['CA1:RE1', media],
        ['CA1:3', command('person')],
      ],
    ],
    ['a recording thrown away', '?step=3', { ...recording, Digits: '*' }, [['CA1:RE1', command('repeat')]]],
    [
      'a recording in which the line was cut',
      '?step=3',
      { ...recording, Digits: 'hangup' },
      [
        ['CA1:RE1', media],
        ['CA1:over', { kind: 'hang-up' }],
      ],
    ],
    ['the line cut with nothing said', '?step=3', { Digits: 'hangup' }, [['CA1:over', { kind: 'hang-up' }]]],
    [
      'an empty recording',
      '?step=3',
      { ...recording, RecordingDuration: '0', Digits: '#' },
      [['CA1:3', command('done')]],
    ],
    [
      'a recording by its address alone',
      '?step=3',
      { RecordingUrl: `${recordingUrl}.wav` },
      [
        [
          'CA1:RE1',
          {
            kind: 'media',
            media: [{ kind: 'voice', ref: `${recordingUrl}.wav`, name: 'call.wav' }],
            text: '',
          },
        ],
      ],
    ],
  ])('%s', (_name, query, form, expected) => {
    expect(step(query, form)).toEqual(expected);
  });

  it.each([
    ['no call', '', { CallSid: '' }],
    ['a call of strange letters', '', { CallSid: 'CA 1<' }],
    ['a step that is no number', '?step=x', {}],
  ])('with %s is not the provider’s', (_name, query, form) => {
    expect(step(query, form)).toBe('not-ours');
  });

  it.each([
    ['+77010000001', '+77010000001'],
    ['+77040000001', '+77040000001'],
    ['anonymous', null],
    ['+266696687', null],
    ['sip:someone@example.org', null],
    ['1414', null],
    ['', null],
  ])('from %s has the address %s', (from, address) => {
    const read = readStep(request('', { ...call, From: from }), settings);
    expect(read.ok && read.value.inbound[0]).toMatchObject({ address, answerable: true, thread: 'CA1' });
  });
});

describe('what is told beside a call', () => {
  it.each<readonly [string, Form, unknown]>([
    ['its end', { CallStatus: 'completed' }, [['CA1:over', { kind: 'hang-up' }]]],
    [
      'its end, with the recording',
      { CallStatus: 'completed', ...recording },
      [
        ['CA1:RE1', media],
        ['CA1:over', { kind: 'hang-up' }],
      ],
    ],
    ['a call that nobody made', { CallStatus: 'no-answer' }, [['CA1:over', { kind: 'hang-up' }]]],
    ['that it rings', { CallStatus: 'ringing' }, []],
    ['a recording', { RecordingStatus: 'completed', ...recording }, [['CA1:RE1', media]]],
    [
      'a recording without an address',
      { RecordingStatus: 'completed', RecordingSid: 'RE1', RecordingDuration: '14' },
      [['CA1:RE1', media]],
    ],
    ['a recording that is empty', { RecordingStatus: 'absent', ...recording }, []],
    ['a recording that goes on', { RecordingStatus: 'in-progress', ...recording }, []],
  ])('%s', (_name, form, expected) => {
    expect(status(form)).toEqual(expected);
  });
});

it('the step that failed is read from where the provider names it', () => {
  const failed = (url: string) => failedStepOf(request('/away', { ...call, ErrorUrl: url }));
  expect(failed('https://dauys.example/channels/voice/twilio?step=7')).toBe(7);
  expect(failed('https://dauys.example/channels/voice/twilio')).toBe(0);
  expect(failed('nonsense')).toBe(0);
});
