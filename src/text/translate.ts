import i18next, { type i18n } from 'i18next';
import kk from '../../locales/kk/index.ts';
import ru from '../../locales/ru/index.ts';
import type { Language } from '../domain/language.ts';

type Plural = 'zero' | 'one' | 'two' | 'few' | 'many' | 'other';
type Leaf<Node, Path extends string> = Node extends string
  ? Path extends `${infer Base}_${Plural}`
    ? Base
    : Path
  : {
      [Name in keyof Node & string]: Leaf<Node[Name], Path extends '' ? Name : `${Path}.${Name}`>;
    }[keyof Node & string];

/** Every text there is, `namespace:path.to.it`, read from the Russian file. */
export type TextKey = {
  [Space in keyof typeof ru]: `${Space & string}:${Leaf<(typeof ru)[Space], ''>}`;
}[keyof typeof ru];

export type TextParams = Readonly<Record<string, string | number>>;
/** Says a text in one language. A `count` parameter chooses the plural form. */
export type Translate = (key: TextKey, params?: TextParams) => string;

const instance: i18n = i18next.createInstance();
const ready = instance.init({
  resources: { kk, ru },
  lng: 'kk',
  fallbackLng: false,
  ns: Object.keys(ru),
  keySeparator: '.',
  nsSeparator: ':',
  // JSX escapes what it renders; escaping here as well would show &amp; to people.
  interpolation: { escapeValue: false },
  returnEmptyString: false,
  initAsync: false,
});
ready.catch(() => undefined);

const speak = (language: Language): Translate => {
  const say = instance.getFixedT(language);
  return (key, params = {}) => String(say(key as string, params));
};
const fixed: Record<Language, Translate> = { kk: speak('kk'), ru: speak('ru') };

/** The texts of one language. */
export const translator = (language: Language): Translate => fixed[language];

/** For keys made of data (`domain:state.${state}`): true where both languages have it. */
export const hasText = (key: string): key is TextKey =>
  instance.exists(key, { lng: 'ru' }) && instance.exists(key, { lng: 'kk' });
