import { createHash } from 'node:crypto';

/** The same UUID for a name at each try, so that a start that was broken off loads nothing twice. */
export const fixedId = (name: string): string => {
  const hex = createHash('sha256').update(`demonstration ${name}`).digest('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-8${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
};
