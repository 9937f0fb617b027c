import type { MiddlewareHandler } from 'hono';
import { showProblem } from './citizen/not-found.tsx';
import type { WebEnv } from './visit.ts';

const safeMethods = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Refuses forms that another site made the browser send. Browsers since 2020 say where a request comes from in
 * `Sec-Fetch-Site`; older ones send `Origin` with each POST. With neither it is no browser, and no one's cookies
 * are being misused. No token, so a page may stand open for days and still be sent.
 */
export const isForeign = (
  headers: {
    readonly site: string | undefined;
    readonly origin: string | undefined;
    readonly host: string | undefined;
  },
  publicOrigin: string,
): boolean => {
  const { site, origin, host } = headers;
  if (site !== undefined) return site !== 'same-origin' && site !== 'none';
  if (origin === undefined) return false;
  if (origin === publicOrigin) return false;
  try {
    return new URL(origin).host !== host;
  } catch {
    return true;
  }
};

export const refuseForeignForms = (publicBaseUrl: string): MiddlewareHandler<WebEnv> => {
  const publicOrigin = new URL(publicBaseUrl).origin;
  return async (c, next) => {
    if (safeMethods.has(c.req.method)) return next();
    const headers = {
      site: c.req.header('sec-fetch-site'),
      origin: c.req.header('origin'),
      host: c.req.header('host'),
    };
    if (isForeign(headers, publicOrigin)) return showProblem(c, 'foreign');
    await next();
  };
};
