import pino from 'pino';
import type { Log } from './actions/context.ts';
import { describeError } from './describe-error.ts';

/**
 * Structured lines on standard output. Errors are cut to their name, code and the frames of our own code: a
 * message of PostgreSQL may quote a value, and a log line never holds personal data.
 */
export const createLog = (level: string): Log & { readonly flush: () => void } => {
  // Not in step with the reader: a pipe that is full would hold up every request. Many lines go out as one write, a
  // tenth of a second late at most; what is left goes out at the end.
  const output = pino.destination({ dest: 1, sync: false, minLength: 8_192, periodicFlush: 100 });
  const logger = pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      serializers: { error: describeError },
    },
    output,
  );
  return {
    info: (fields, message) => logger.info(fields, message),
    warn: (fields, message) => logger.warn(fields, message),
    error: (fields, message) => logger.error(fields, message),
    flush: () => output.flushSync(),
  };
};
