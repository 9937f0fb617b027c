import type { Context, Hono, MiddlewareHandler } from 'hono';
import { compress } from 'hono/compress';
import { isLanguage, type Language } from '../domain/language.ts';
import { translator } from '../text/translate.ts';
import { aYear, displayCookie, languageCookie, readCookieEarly, writeCookieEarly } from './cookies.ts';
import { readDisplayCookie } from './display-settings.ts';
import { refuseForeignForms } from './foreign-forms.ts';
import { languageWanted } from './negotiate.ts';
import { securityHeaders } from './security-headers.ts';
import type { Assets, Contacts, WebEnv } from './visit.ts';

export interface WebOptions {
  readonly assets: Assets;
  readonly demo: boolean;
  /** The demonstration has a lab. */
  readonly lab?: boolean;
  /** What people type: `https://…` makes cookies `__Host-` and adds HSTS; its origin may send forms. */
  readonly publicBaseUrl: string;
  /** False where the host compresses what it sends. */
  readonly compress?: boolean;
  /** Address of the peer; the host knows how to read it. */
  readonly addressOf: (c: Context) => string;
  readonly requestIdOf: (c: Context) => string;
  readonly contacts: Contacts;
}

/** Pages that hold nothing of a person's: the browser may keep them, asking each time whether they are still so. */
const publicPages = /^(\/|\/(kk|ru)\/?((display|help|accessibility|institutions)(\/.*)?)?)$/;

/** Everything else is not stored anywhere: shared devices, libraries, families. A page may set its own header. */
const caching: MiddlewareHandler = async (c, next) => {
  await next();
  const { headers } = c.res;
  if (headers.has('cache-control')) return;
  headers.set('cache-control', publicPages.test(c.req.path) ? 'private, no-cache' : 'no-store');
  headers.append('vary', 'Cookie, Accept-Language');
};

interface Whereabouts {
  readonly language: Language;
  readonly place: string;
  readonly languageInPath: boolean;
}

const whereabouts = (c: Context, secure: boolean): Whereabouts => {
  const url = new URL(c.req.url);
  const query = url.search;
  const [, first] = url.pathname.split('/');
  if (isLanguage(first)) {
    return { language: first, place: `${url.pathname.slice(3) || '/'}${query}`, languageInPath: true };
  }
  const kept = readCookieEarly(c, languageCookie, secure);
  const language = isLanguage(kept) ? kept : languageWanted(c.req.header('accept-language'));
  return { language, place: `${url.pathname}${query}`, languageInPath: false };
};

/** Behind the sign-in the language is the account's: the staff pages take `?lang=` themselves. */
const languageOfAccount = (path: string): boolean => path.startsWith('/staff/') && path !== '/staff/sign-in';

/**
 * Where the path has no language in it, the switch is the same address with `?lang=ru`: it is remembered and the
 * address cleaned. Where the path has one, it is remembered too, so that `/` leads back to it.
 */
const rememberLanguage: (secure: boolean) => MiddlewareHandler<WebEnv> = (secure) => async (c, next) => {
  const { language, languageInPath } = c.get('visit');
  if (languageInPath) {
    if (readCookieEarly(c, languageCookie, secure) !== language)
      writeCookieEarly(c, languageCookie, language, secure, { maxAge: aYear });
    return next();
  }
  const url = new URL(c.req.url);
  const chosen = url.searchParams.get('lang');
  if (!languageOfAccount(url.pathname) && c.req.method === 'GET' && isLanguage(chosen)) {
    writeCookieEarly(c, languageCookie, chosen, secure, { maxAge: aYear });
    url.searchParams.delete('lang');
    return c.redirect(`${url.pathname}${url.search}`, 303);
  }
  return next();
};

const visiting =
  (options: WebOptions, secure: boolean): MiddlewareHandler<WebEnv> =>
  async (c, next) => {
    const where = whereabouts(c, secure);
    c.set('visit', {
      ...where,
      t: translator(where.language),
      display: readDisplayCookie(readCookieEarly(c, displayCookie, secure)),
      requestId: options.requestIdOf(c),
      secure,
      address: options.addressOf(c),
      demo: options.demo,
      lab: options.lab ?? false,
      assets: options.assets,
      contacts: options.contacts,
    });
    await next();
  };

/** Everything that each page needs around it. Webhooks are mounted before this, and have their own rules. */
export const useWeb = (app: Hono<WebEnv>, options: WebOptions): void => {
  const secure = options.publicBaseUrl.startsWith('https:');
  if (options.compress ?? true) app.use(compress({ threshold: 512 }));
  app.use(securityHeaders(secure));
  app.use(caching);
  app.use(visiting(options, secure));
  app.use(refuseForeignForms(options.publicBaseUrl));
  app.use(rememberLanguage(secure));
};
