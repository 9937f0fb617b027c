export const appealStates = [
  'received',
  'registered',
  'distributed',
  'in-work',
  'answered',
  'closed',
  'forwarded',
  'returned',
  'merged',
  'withdrawn',
  'reopened',
] as const;
export type AppealState = (typeof appealStates)[number];
