import { foundation } from './0001-foundation.ts';
import { conversations } from './0002-conversations.ts';
import { deliveryParts } from './0003-delivery-parts.ts';
import { waitingFiles } from './0004-waiting-files.ts';
import { messageParts } from './0005-message-parts.ts';

/** Every change of the schema, oldest first. One that has been released is never edited. */
export const migrations: readonly { readonly name: string; readonly sql: string }[] = [
  { name: '0001-foundation', sql: foundation },
  { name: '0002-conversations', sql: conversations },
  { name: '0003-delivery-parts', sql: deliveryParts },
  { name: '0004-waiting-files', sql: waitingFiles },
  { name: '0005-message-parts', sql: messageParts },
];
