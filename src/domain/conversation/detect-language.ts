import type { Language } from '../language.ts';
import { foldSpelling } from './spelling.ts';

const kazakhLetters = /[әіңғүұқөһ]/giu;
/** Letters of Russian words that Kazakh words of one's own hardly have. */
const russianLetters = /[щъьёэ]/giu;

const fold = (words: string): ReadonlySet<string> => new Set(foldSpelling(words).split(' '));
/** Frequent words, folded: what is left when the Kazakh letters or the Cyrillic ones are left out. */
const frequent: Readonly<Record<Language, ReadonlySet<string>>> = {
  kk: fold(`мен маған менің біз бізге біздің сіз сізге ол оны олар бар жоқ емес керек және үшін туралы деп дейді қалай
    қашан қайда неге не үшін әлі өте көп аз бір екі салем сәлеметсіз рахмет өтініш шағым көмек мүгедектігі арба
    пандус жоқтығы үйге келмейді бермейді алмаймын жүр отыр тұр еді болды болып баламның балам анам әкем апам ағам
    қызмет қызметкер орталық дәрі зейнетақы жәрдемақы өтінемін сұраймын беріңіз айтты жібермейді`),
  ru: fold(`я мне меня мой моя мы нам нас наш вы вам они она оно его ее не нет на в с у по за из от до для что как
    когда где почему это эта этот был была были есть очень уже еще или но если чтобы здравствуйте привет спасибо
    пожалуйста прошу помогите помощь жалоба обращение коляска пандуса социальный работник приходит ждем жду дали
    ребенок мама муж жена дом улица больница пенсия пособие центр отказали нужна нужен нужно`),
};
/** Words that both languages share say nothing. */
const shared = new Set([...frequent.kk].filter((word) => frequent.ru.has(word)));

/**
 * The language of a message, from its letters and words; null where it can't be told (a number, a name, "ok"). One
 * Kazakh letter outweighs a few common words, since Russian has none of them.
 */
export const detectLanguage = (text: string): Language | null => {
  const letters = (text.match(kazakhLetters) ?? []).length;
  const russian = (text.match(russianLetters) ?? []).length;
  const words = foldSpelling(text)
    .split(' ')
    .filter((word) => !shared.has(word));
  const count = (language: Language): number => words.filter((word) => frequent[language].has(word)).length;
  const kk = letters * 2 + count('kk');
  const ru = russian + count('ru');
  if (kk === ru) return null;
  return kk > ru ? 'kk' : 'ru';
};
