import { defineConfig } from 'vitest/config';

/** Tests against programs of others (`npm run test:peers`): not a part of `npm test`, since a bare machine lacks them. */
export default defineConfig({
  oxc: { jsx: { runtime: 'automatic', importSource: 'hono/jsx' } },
  test: {
    include: ['tests/peers/**/*.test.ts'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    fileParallelism: false,
    maxWorkers: 1,
    reporters: ['default'],
    globalSetup: ['tests/support/postgres.ts'],
  },
});
