import { copyFile, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { languages } from '../src/domain/language.ts';
import { builtName, voiceFolder, voiceManifests } from '../src/text/voice-sounds.ts';

const locales = fileURLToPath(new URL('../locales', import.meta.url));

/** Copies what the telephone says into the folder of built files, under names that change with the sound. */
export const buildVoices = async (assetsFolder: string): Promise<void> => {
  for (const language of languages) {
    const folder = join(assetsFolder, voiceFolder, language);
    await mkdir(folder, { recursive: true });
    for (const [key, recorded] of Object.entries(voiceManifests[language]))
      await copyFile(join(locales, language, 'audio', recorded.file), join(folder, builtName(key, recorded)));
  }
};
