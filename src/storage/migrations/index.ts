import { foundation } from './0001-foundation.ts';

/** Every change of the schema, oldest first. One that has been released is never edited. */
export const migrations: readonly { readonly name: string; readonly sql: string }[] = [
  { name: '0001-foundation', sql: foundation },
];
