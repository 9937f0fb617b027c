import { expect, test } from 'vitest';
import { readTwiml } from './read-twiml.ts';

test('verbs, attributes and words as they stand', () => {
  const read = readTwiml(
    `<?xml version="1.0" encoding="UTF-8"?><Response>
      <Gather numDigits="1" finishOnKey="" action="http://x/?a=1&amp;b=2"><Play>http://x/a.wav</Play><Pause length="1"/></Gather>
      <Say language="ru-RU">Нажмите &lt;1&gt;</Say><Redirect method="POST">http://x/next</Redirect></Response>`,
  );
  expect(read).toEqual([
    {
      name: 'Gather',
      attributes: { numDigits: '1', finishOnKey: '', action: 'http://x/?a=1&b=2' },
      text: 'http://x/a.wav',
      children: [
        { name: 'Play', attributes: {}, children: [], text: 'http://x/a.wav' },
        { name: 'Pause', attributes: { length: '1' }, children: [], text: '' },
      ],
    },
    { name: 'Say', attributes: { language: 'ru-RU' }, children: [], text: 'Нажмите <1>' },
    { name: 'Redirect', attributes: { method: 'POST' }, children: [], text: 'http://x/next' },
  ]);
  expect(readTwiml('<Response/>')).toEqual([]);
});

test.each([
  '',
  'busy',
  '<html><body>x</body></html>',
  '<Response><Play>x</Response>',
  '<Response/><Response/>',
])('what is no TwiML is refused: %s', (document) => {
  expect(readTwiml(document)).toBeNull();
});
