import type { Problem } from './citizen/not-found.tsx';

/**
 * Codes of the system and of PostgreSQL for "not there now": refused, cut off, shutting down, too many connections; and
 * those of a bucket for uploads that does not do its work.
 */
const awayCodes =
  /^(ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|08...|57P0[1-3]|53300|57014|BUCKET_(0|429|5\d\d))$/;
/** The driver gives no code where a connection breaks or isn't had in time. */
const awayWords =
  /^(Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection)/;

const chain = (error: unknown): readonly Error[] => {
  const found: Error[] = [];
  for (let one = error; one instanceof Error && found.length < 5; one = one.cause) found.push(one);
  return found;
};

/** Which page tells of an error that nobody caught: "come back in a minute" where only the database is away. */
export const problemOf = (error: unknown): Problem =>
  chain(error).some(
    (one) => ('code' in one && awayCodes.test(String(one.code))) || awayWords.test(one.message),
  )
    ? 'away'
    : 'failed';
