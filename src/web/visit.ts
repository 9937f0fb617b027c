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
  readonly requestId: string;
  /** https: cookies get `__Host-` and `Secure`. */
  readonly secure: boolean;
  /** Address of the peer, for limits only; never logged. */
  readonly address: string;
  readonly demo: boolean;
  /** Hashed names of the built styles and scripts. */
  readonly assets: Assets;
}
export interface Assets {
  /** `/assets/x-HASH.css`, by entry: `base`, `forms`, `staff` … */
  readonly url: (entry: string) => string;
}
export interface WebEnv {
  Variables: { visit: Visit };
}
