/**
 * Files that came in where they could not be examined (pictures drawn anew, viruses looked for): `waiting` for a host that
 * can, and shown to nobody before; `refused` where they turned out to be of no use, with the code of why.
 */
export const waitingFiles = `
alter table files
  add column state text not null default 'ready' check (state in ('ready', 'waiting', 'refused')),
  add column problem text;
`;
