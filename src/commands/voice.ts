import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { type Language, languages } from '../domain/language.ts';
import { allSounds } from '../text/question-sounds.ts';
import type { Sound } from '../text/spoken.ts';
import type { Recorded, VoiceManifest } from '../text/voice-sounds.ts';
import { readWave } from '../text/wave.ts';
import { checkSound, type SoundFault } from './parts/check-sound.ts';
import { say } from './parts/command.ts';

const run = promisify(execFile);
const usage = `npm run voice             makes what is missing or says something else by now, takes in what people recorded, checks all
npm run voice -- --all    makes every synthetic recording anew
npm run voice -- --check  checks alone, and lists what a person has still to record`;

/** Words a minute, and how the machine's voice is spelt. */
const speech: Readonly<Record<Language, readonly string[]>> = {
  kk: ['-v', 'kk', '-s', '150', '-p', '45'],
  ru: ['-v', 'ru', '-s', '150', '-p', '45'],
};
const hash = (content: string | Uint8Array): string => createHash('sha256').update(content).digest('hex');
const folderOf = (language: Language): string => join('locales', language, 'audio');

/** To what a telephone carries: silence cut off at both ends, the band of a line, one loudness, µ-law. */
const toTelephone = (from: string, to: string): Promise<unknown> => {
  const silence = ['silence', '1', '0.02', '0.5%'];
  const trim = [...silence, 'reverse', ...silence, 'reverse'];
  const form = ['-r', '8000', '-c', '1', '-e', 'u-law', '-t', 'wav'];
  const sound = ['rate', '-v', '8000', 'highpass', '120', ...trim, 'norm', '-3', 'pad', '0.03', '0.12'];
  return run('sox', ['-D', from, ...form, to, 'channels', '1', ...sound]);
};

const synthesise = async (sound: Sound, language: Language, folder: string, to: string): Promise<void> => {
  const raw = join(folder, `${language}-${sound.key}.wav`);
  await run('espeak-ng', [...speech[language], '-w', raw, '--', sound.text]);
  await toTelephone(raw, to);
  await rm(raw);
};

/** What a person recorded comes in whatever form their device made; it becomes the file of its name. */
const takeInOtherForms = async (folder: string): Promise<void> => {
  for (const name of await readdir(folder)) {
    const [, key] = /^(.+)\.(?:mp3|m4a|ogg|opus|flac|aiff?)$/.exec(name) ?? [];
    if (key === undefined) continue;
    const wav = join(folder, `${key}.taken.wav`);
    await run('ffmpeg', ['-v', 'error', '-y', '-i', join(folder, name), wav]);
    await rename(wav, join(folder, `${key}.wav`));
    await rm(join(folder, name));
  }
};

const readIfThere = (file: string): Promise<Uint8Array | null> => readFile(file).catch(() => null);

interface Made {
  readonly recorded: Recorded;
  readonly faults: readonly SoundFault[];
}

const make = async (
  sound: Sound,
  language: Language,
  before: Recorded | undefined,
  how: { readonly all: boolean; readonly write: boolean; readonly temporary: string },
): Promise<Made> => {
  const file = `${sound.key}.wav`;
  const path = join(folderOf(language), file);
  const textHash = hash(sound.text);
  const there = await readIfThere(path);
  const isOurs = there !== null && before?.soundHash === hash(there);
  // A file that this command did not write was recorded by a person for the words as they are now.
  const isNew = there !== null && !isOurs;
  const isHuman = isNew || (isOurs && before?.source === 'human' && before.textHash === textHash);
  const isStale = there === null || (!isHuman && (how.all || before?.textHash !== textHash));
  if (how.write && isStale) await synthesise(sound, language, how.temporary, path);
  else if (how.write && isNew) {
    const converted = join(how.temporary, file);
    await toTelephone(path, converted);
    await writeFile(path, await readFile(converted));
  }
  const content = (await readIfThere(path)) ?? new Uint8Array();
  const { seconds, faults } = checkSound(content);
  return {
    recorded: { file, textHash, soundHash: hash(content), seconds, source: isHuman ? 'human' : 'synthetic' },
    faults: isStale && !how.write ? ['says-something-else', ...faults] : faults,
  };
};

/** The ten digits as bare samples, so that a number can be put together where no files are at hand. */
const writeDigits = async (language: Language): Promise<void> => {
  const digits: string[] = [];
  for (let digit = 0; digit <= 9; digit += 1) {
    const wave = readWave(await readFile(join(folderOf(language), `digit.${digit}.wav`)));
    if (!wave.ok) throw new Error(`digit.${digit}.wav: ${wave.error}`);
    digits.push(Buffer.from(wave.value.data).toString('base64'));
  }
  await writeFile(join(folderOf(language), 'digits.json'), `${JSON.stringify(digits, null, 2)}\n`);
};

const makeLanguage = async (
  language: Language,
  how: { readonly all: boolean; readonly write: boolean; readonly temporary: string },
): Promise<boolean> => {
  const folder = folderOf(language);
  await mkdir(folder, { recursive: true });
  if (how.write) await takeInOtherForms(folder);
  const manifestFile = join(folder, 'manifest.json');
  const before: VoiceManifest = JSON.parse(await readFile(manifestFile, 'utf8').catch(() => '{}'));
  const manifest: Record<string, Recorded> = {};
  const faulty: string[] = [];
  for (const sound of allSounds(language)) {
    const { recorded, faults } = await make(sound, language, before[sound.key], how);
    manifest[sound.key] = recorded;
    if (faults.length > 0) faulty.push(`${join(folder, recorded.file)}: ${faults.join(', ')}`);
  }
  const lost = Object.keys(before).filter((key) => manifest[key] === undefined);
  if (how.write) {
    for (const key of lost) await rm(join(folder, `${key}.wav`), { force: true });
    await writeFile(manifestFile, `${JSON.stringify(manifest, null, 2)}\n`);
    await writeDigits(language);
  }
  const all = Object.entries(manifest);
  const waiting = all.filter(([, { source }]) => source === 'synthetic').map(([key]) => key);
  say(`${folder}: ${all.length} recordings, ${all.length - waiting.length} by a person`);
  if (waiting.length > 0) {
    say('  A person has still to record (the file of that name takes the place of the machine):');
    const text = new Map(allSounds(language).map((sound) => [sound.key, sound.text]));
    for (const key of waiting) say(`    ${key}.wav  ${text.get(key)}`);
  }
  for (const line of faulty) say(`  FAULT ${line}`);
  return faulty.length === 0;
};

const main = async (args: readonly string[]): Promise<number> => {
  if (args.includes('--help')) {
    say(usage);
    return 0;
  }
  const temporary = await mkdtemp(join(tmpdir(), 'dauys-voice-'));
  try {
    const how = { all: args.includes('--all'), write: !args.includes('--check'), temporary };
    const good = [];
    for (const language of languages) good.push(await makeLanguage(language, how));
    return good.every(Boolean) ? 0 : 1;
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT' && 'path' in error))
      throw error;
    say(`${error.path} is not installed: apt-get install espeak-ng sox ffmpeg. --check needs none of them.`);
    return 1;
  } finally {
    await rm(temporary, { recursive: true, force: true });
  }
};

process.exitCode = await main(process.argv.slice(2));
