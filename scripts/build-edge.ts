import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildAssets } from './build-assets.ts';
import { buildVoices } from './build-voices.ts';

/** What the network of the worker keeps and serves by itself (`[assets]` of wrangler.toml). */
const folder = fileURLToPath(new URL('../dist/edge', import.meta.url));

await rm(folder, { recursive: true, force: true });
await mkdir(folder, { recursive: true });
const assets = join(folder, 'assets');
const manifest = await buildAssets(assets);
await buildVoices(assets);
// The names carry hashes, the one that names them does not. Compressed forms are made by the network.
await writeFile(
  join(folder, '_headers'),
  '/assets/*\n  Cache-Control: public, max-age=31536000, immutable\n  X-Content-Type-Options: nosniff\n/assets/manifest.json\n  ! Cache-Control\n  Cache-Control: no-cache\n',
);
await writeFile(join(folder, '.assetsignore'), '*.br\n*.gz\n');
console.log(`${Object.keys(manifest).length} files for the edge`);
