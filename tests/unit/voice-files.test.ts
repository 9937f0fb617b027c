import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { checkSound } from '../../src/commands/parts/check-sound.ts';
import { languages } from '../../src/domain/language.ts';
import { allSounds } from '../../src/text/question-sounds.ts';
import { soundAt, soundPath, voiceManifests } from '../../src/text/voice-sounds.ts';
import { quiet, writeWave } from '../../src/text/wave.ts';

const folderOf = (language: string): string => join(import.meta.dirname, '../../locales', language, 'audio');
const hash = (content: string | Uint8Array): string => createHash('sha256').update(content).digest('hex');

describe.each(languages)('the recordings in %s', (language) => {
  const folder = folderOf(language);
  const manifest = voiceManifests[language];

  it('say what the texts say, each one: `npm run voice` makes what is missing', () => {
    for (const { key, text } of allSounds(language)) expect(manifest[key]?.textHash, key).toBe(hash(text));
    expect(Object.keys(manifest)).toHaveLength(allSounds(language).length);
  });

  it('are 8 kHz, mono, not silent, at most 15 seconds, and the ones that were checked', () => {
    for (const [key, { file, soundHash, seconds }] of Object.entries(manifest)) {
      const content = readFileSync(join(folder, file));
      expect(checkSound(content), key).toEqual({ seconds, faults: [] });
      expect(hash(content), key).toBe(soundHash);
    }
  });

  it('lie there alone, and take little room', () => {
    const files = readdirSync(folder);
    const named = [...Object.values(manifest).map(({ file }) => file), 'manifest.json', 'digits.json'];
    expect(files.toSorted()).toEqual(named.toSorted());
    const bytes = files.reduce((sum, file) => sum + statSync(join(folder, file)).size, 0);
    expect(bytes).toBeLessThan(7.5 * 1024 * 1024);
  });

  it('are found by their addresses', () => {
    for (const { key, text } of allSounds(language))
      expect(soundAt(soundPath(key, language) ?? '')).toEqual({ sound: { key, text }, language });
    expect(soundAt('/assets/voice/kk/nothing-0123456789.wav')).toBeNull();
    expect(soundAt('/assets/base-0123456789.css')).toBeNull();
  });
});

it('what is wrong with a recording is named', () => {
  expect(checkSound(new Uint8Array(10)).faults).toEqual(['not-a-wave']);
  expect(checkSound(writeWave([quiet(1)])).faults).toEqual(['silent']);
  expect(checkSound(writeWave([new Uint8Array(8_000 * 16).fill(0x90)])).faults).toEqual(['too-long']);
  const stereo = writeWave([new Uint8Array(8_000).fill(0x90)]);
  stereo[22] = 2;
  expect(checkSound(stereo).faults).toEqual(['not-8-khz-mono']);
});
