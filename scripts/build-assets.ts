import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import { compileAsync } from 'sass';
import { build } from 'vite';
import { buildVoices } from './build-voices.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const stylesFolder = join(root, 'src/web/styles');
const clientFolder = join(root, 'src/web/client');

interface Asset {
  /** What pages ask for: `base.css`. */
  readonly entry: string;
  readonly content: string;
}
interface Built extends Asset {
  /** What it is called in the folder: `base-1f2e3d4c.css`. */
  readonly file: string;
}

const named = ({ entry, content }: Asset): Built => {
  const hash = createHash('sha256').update(content).digest('hex').slice(0, 10);
  const dot = entry.lastIndexOf('.');
  return { entry, content, file: `${entry.slice(0, dot)}-${hash}${entry.slice(dot)}` };
};

const filesIn = async (folder: string, pattern: RegExp): Promise<string[]> =>
  (await readdir(folder)).filter((file) => pattern.test(file)).sort();

const pictures = async (): Promise<Built[]> => {
  const files = await filesIn(stylesFolder, /\.svg$/);
  return Promise.all(
    files.map(async (entry) =>
      named({ entry, content: (await readFile(join(stylesFolder, entry), 'utf8')).trim() }),
    ),
  );
};

/** Each `NAME.scss` without a leading underscore is one file; `url(x.svg)` becomes the hashed name. */
const styles = async (drawn: readonly Built[]): Promise<Built[]> => {
  const files = await filesIn(stylesFolder, /^[a-z-]+\.scss$/);
  return Promise.all(
    files.map(async (file) => {
      const { css } = await compileAsync(join(stylesFolder, file), { style: 'compressed', charset: false });
      const content = drawn.reduce(
        (text, picture) => text.replaceAll(`url(${picture.entry})`, `url(${picture.file})`),
        css,
      );
      return named({ entry: file.replace(/\.scss$/, '.css'), content });
    }),
  );
};

/** Each `NAME.ts` of the client folder is one module; what several share lies in folders below it. */
const scripts = async (): Promise<Built[]> => {
  const files = await filesIn(clientFolder, /^[a-z-]+\.ts$/);
  return Promise.all(
    files.map(async (file) => {
      const result = await build({
        configFile: false,
        logLevel: 'warn',
        build: {
          write: false,
          target: 'es2020',
          modulePreload: false,
          rollupOptions: {
            input: join(clientFolder, file),
            output: { format: 'es', codeSplitting: false },
          },
        },
      });
      const outputs = Array.isArray(result) ? result : 'output' in result ? [result] : [];
      const chunk = outputs.flatMap((one) => one.output).find((one) => one.type === 'chunk' && one.isEntry);
      if (chunk?.type !== 'chunk') throw new Error(`${file} gave no script`);
      return named({ entry: file.replace(/\.ts$/, '.js'), content: chunk.code.trim() });
    }),
  );
};

/**
 * Writes styles, scripts and pictures with hashed names into a folder, each also pre-compressed (`.br`, `.gz`), and
 * `manifest.json`, which says what each is called.
 */
export const buildAssets = async (folder: string): Promise<Record<string, string>> => {
  const drawn = await pictures();
  const all = [...drawn, ...(await styles(drawn)), ...(await scripts())];
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  await Promise.all(
    all.map(async ({ file, content }) => {
      const [br, gz] = await Promise.all([
        promisify(brotliCompress)(content, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }),
        promisify(gzip)(content, { level: 9 }),
      ]);
      await Promise.all([
        writeFile(join(folder, file), content),
        writeFile(join(folder, `${file}.br`), br),
        writeFile(join(folder, `${file}.gz`), gz),
      ]);
    }),
  );
  const manifest = Object.fromEntries(all.map(({ entry, file }) => [entry, file]));
  await writeFile(join(folder, 'manifest.json'), `${JSON.stringify(manifest, null, 2)}\n`);
  return manifest;
};

const startedAs = process.argv[1] ? resolve(process.argv[1]) : '';
if (startedAs === fileURLToPath(import.meta.url)) {
  const folder = join(root, 'dist/assets');
  const manifest = await buildAssets(folder);
  await buildVoices(folder);
  console.log(`${Object.keys(manifest).length} files in ${basename(dirname(folder))}/${basename(folder)}`);
}
