import type { Context, MiddlewareHandler } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import type { WebEnv } from './visit.ts';

/** Bytes of a form without files: the longest statement with every letter escaped, several times over. */
const largestForm = 512 * 1024;

/**
 * Refuses forms without files that are larger than any page of ours sends. Forms with files have limits of their own,
 * kept while they stream in.
 */
export const limitForms = (
  tooLarge: (c: Context<WebEnv>) => Response | Promise<Response>,
): MiddlewareHandler<WebEnv> => {
  const limit = bodyLimit({ maxSize: largestForm, onError: tooLarge });
  return async (c, next) => {
    if (c.req.method !== 'POST' || c.req.header('content-type')?.startsWith('multipart/')) return next();
    // Where the length is said, as browsers do, the server holds the sender to it; to look at the body here would have
    // it read in the slow way by everything after.
    const said = c.req.header('content-length');
    if (said !== undefined && c.req.header('transfer-encoding') === undefined)
      return Number(said) > largestForm ? tooLarge(c) : next();
    return limit(c, next);
  };
};
