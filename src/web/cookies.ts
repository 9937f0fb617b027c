import type { Context } from 'hono';
import { deleteCookie, getCookie, setCookie } from 'hono/cookie';
import type { WebEnv } from './visit.ts';

export const languageCookie = 'lang';
export const displayCookie = 'display';

interface CookieLife {
  /** Seconds; without it the cookie ends with the browser's session. */
  readonly maxAge?: number;
}

/**
 * Cookies of this service: never read by scripts, never sent from another site's forms. On https the name gets the
 * `__Host-` prefix, so that no neighbouring host can plant one; plain http is for loopback and demonstration.
 */
const nameOf = (name: string, secure: boolean): string => (secure ? `__Host-${name}` : name);

/** Value of one of our cookies, or undefined. */
export const readCookie = <Env extends WebEnv>(c: Context<Env>, name: string): string | undefined =>
  getCookie(c, nameOf(name, c.get('visit').secure));

/** The same before there is a visit, for the middleware alone. */
export const readCookieEarly = (c: Context, name: string, secure: boolean): string | undefined =>
  getCookie(c, nameOf(name, secure));

/** Sets one of our cookies for the whole site. */
export const writeCookie = <Env extends WebEnv>(
  c: Context<Env>,
  name: string,
  value: string,
  life: CookieLife = {},
): void => writeCookieEarly(c, name, value, c.get('visit').secure, life);

export const writeCookieEarly = (
  c: Context,
  name: string,
  value: string,
  secure: boolean,
  life: CookieLife = {},
): void =>
  setCookie(c, nameOf(name, secure), value, { path: '/', httpOnly: true, sameSite: 'Lax', secure, ...life });

/** Takes one of our cookies away. */
export const dropCookie = <Env extends WebEnv>(c: Context<Env>, name: string): void => {
  const { secure } = c.get('visit');
  deleteCookie(c, nameOf(name, secure), { path: '/', secure });
};

/** A year, in seconds: how long language and display settings are remembered. */
export const aYear = 365 * 24 * 60 * 60;
