import type { Language } from '../domain/language.ts';
import type { Translate } from '../text/translate.ts';
import type { DisplaySettings } from './display-settings.ts';

/** What every page knows of the request it answers; set once by the middleware in `web/middleware.ts`. */
export interface Visit {
  readonly language: Language;
  readonly t: Translate;
  readonly display: DisplaySettings;
  /** Path without the language, `/appeal/statement`, with its query: where the language switch leads. */
  readonly place: string;
  /** The path carries the language (`/kk/…`). Staff pages and QR links don't: there it is in the cookie. */
  readonly languageInPath: boolean;
  readonly requestId: string;
  /** https: cookies get `__Host-` and `Secure`. */
  readonly secure: boolean;
  /** Address of the peer, for limits only; never logged. */
  readonly address: string;
  readonly demo: boolean;
  /** There is a lab, where every channel can be tried. */
  readonly lab: boolean;
  /** Hashed names of the built styles and scripts. */
  readonly assets: Assets;
  readonly contacts: Contacts;
}
export interface Assets {
  /** `/assets/x-HASH.css`, by entry: `base.css`, `forms.css`, `staff.css`, `recorder.js` … */
  readonly url: (entry: string) => string;
}
/** Other ways to reach us; what isn't set up isn't offered. */
export interface Contacts {
  /** The number to call, as people know it: `1414`. */
  readonly phone: string;
  readonly sms: string | null;
  /** Name of the bot, without @. */
  readonly telegram: string | null;
}
export interface WebEnv {
  Variables: { visit: Visit };
}
