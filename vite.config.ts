import { globSync } from 'node:fs';
import { basename } from 'node:path';
import { defineConfig } from 'vite';

const commands = Object.fromEntries(
  globSync('src/commands/*.ts')
    .filter((file) => !file.endsWith('.test.ts'))
    .map((file) => [`commands/${basename(file, '.ts')}`, file]),
);

/** The server side: `dist/main.js` and one file a command. What browsers load is built by scripts/build-assets.ts. */
export default defineConfig({
  oxc: { jsx: { runtime: 'automatic', importSource: 'hono/jsx' } },
  build: {
    ssr: true,
    target: 'node22',
    outDir: 'dist',
    emptyOutDir: false,
    minify: false,
    sourcemap: true,
    rollupOptions: {
      input: { main: 'src/main.ts', ...commands },
      // Not into `assets/`: that folder is served to everyone.
      output: { entryFileNames: '[name].js', chunkFileNames: 'parts/[name]-[hash].js' },
    },
  },
});
