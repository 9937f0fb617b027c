import { expect, test } from 'vitest';
import { joinWaves, secondsOfWave } from './join-waves.ts';

/** A WAV of 8 kHz with 16 bits, with a chunk between that players pass over. */
const wave = (samples: number, channels = 1): Uint8Array => {
  const data = Buffer.alloc(samples * 2 * channels, samples % 256);
  const format = Buffer.alloc(16);
  format.writeUInt16LE(1, 0);
  format.writeUInt16LE(channels, 2);
  format.writeUInt32LE(8_000, 4);
  format.writeUInt32LE(16_000 * channels, 8);
  const chunk = (name: string, content: Buffer): Buffer => {
    const head = Buffer.alloc(8);
    head.write(name, 0, 'latin1');
    head.writeUInt32LE(content.length, 4);
    return Buffer.concat([head, content, Buffer.alloc(content.length % 2)]);
  };
  const body = Buffer.concat([
    Buffer.from('WAVE'),
    chunk('fmt ', format),
    chunk('LIST', Buffer.from('odd')),
    chunk('data', data),
  ]);
  return chunk('RIFF', body);
};

test('sounds one after the other last as long as all of them', () => {
  const joined = joinWaves([wave(8_000), wave(4_000), wave(2)]);
  expect(joined && secondsOfWave(joined)).toBeCloseTo(1.5, 2);
});

test('what does not fit together is not put together', () => {
  expect(joinWaves([])).toBeNull();
  expect(joinWaves([wave(10), wave(10, 2)])).toBeNull();
  expect(joinWaves([wave(10), new TextEncoder().encode('no sound at all')])).toBeNull();
  expect(secondsOfWave(new Uint8Array(3))).toBeNull();
});
