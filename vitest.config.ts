import { defineConfig } from 'vitest/config';

const jsx = { oxc: { jsx: { runtime: 'automatic', importSource: 'hono/jsx' } } } as const;
const postgres = { globalSetup: ['tests/support/postgres.ts'] };

/**
 * Four kinds of test, slower ones later: pure rules beside the code, everything on a real PostgreSQL, pages in a
 * real browser, and faults (killed processes, lost databases).
 */
export default defineConfig({
  test: {
    maxWorkers: 2,
    // Of tests that say so themselves: two pages are looked at while the browser has two processors.
    maxConcurrency: 2,
    reporters: ['dot'],
    projects: [
      {
        ...jsx,
        test: {
          name: 'unit',
          include: ['src/**/*.test.{ts,tsx}', 'tests/unit/**/*.test.{ts,tsx}'],
          // Properties take thousands of rounds, on machines that may be busy.
          testTimeout: 20_000,
        },
      },
      {
        ...jsx,
        test: {
          name: 'storage',
          include: ['tests/{storage,actions,conversations,web}/**/*.test.{ts,tsx}'],
          testTimeout: 30_000,
          hookTimeout: 60_000,
          ...postgres,
        },
      },
      {
        ...jsx,
        test: {
          name: 'browser',
          include: ['tests/browser/**/*.test.{ts,tsx}'],
          testTimeout: 120_000,
          hookTimeout: 120_000,
          fileParallelism: false,
          ...postgres,
        },
      },
      {
        ...jsx,
        test: {
          name: 'faults',
          include: ['tests/{faults,edge}/**/*.test.ts'],
          testTimeout: 180_000,
          hookTimeout: 120_000,
          fileParallelism: false,
          ...postgres,
        },
      },
    ],
  },
});
