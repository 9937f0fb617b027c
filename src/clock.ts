/** The service's clock: the machine's, or one that starts at a given instant and runs on (tests). */
export const createClock = (startsAt: Date | null): (() => Date) => {
  if (!startsAt) return () => new Date();
  const offset = startsAt.getTime() - Date.now();
  return () => new Date(Date.now() + offset);
};
