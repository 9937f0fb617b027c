import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildAssets } from './build-assets.ts';
import { buildVoices } from './build-voices.ts';

/** What the network around the worker keeps and serves by itself (`[assets]` of wrangler.toml). */
const folder = fileURLToPath(new URL('../dist/edge', import.meta.url));

/** The names carry hashes, the one that says what they are does not. */
const headers = `/assets/*
  Cache-Control: public, max-age=31536000, immutable
  X-Content-Type-Options: nosniff
/assets/manifest.json
  ! Cache-Control
  Cache-Control: no-cache
`;

/** Builds styles, scripts and recordings for the edge; gives how many have names of their own. */
export const buildEdge = async (): Promise<number> => {
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  const assets = join(folder, 'assets');
  const manifest = await buildAssets(assets);
  await buildVoices(assets);
  await writeFile(join(folder, '_headers'), headers);
  // Compressed forms are made by the network.
  await writeFile(join(folder, '.assetsignore'), '*.br\n*.gz\n');
  return Object.keys(manifest).length;
};

if (resolve(process.argv[1] ?? '') === fileURLToPath(import.meta.url))
  console.log(`${await buildEdge()} files for the edge`);
