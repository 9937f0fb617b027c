import { answerNews, type News, questionNews } from '../domain/conversation/news.ts';
import type { Language } from '../domain/language.ts';
import { smsText } from './sms-text.ts';

/** What an official is about to write to someone who is answered by SMS. */
export interface OfficialWords {
  readonly kind: 'answer' | 'question';
  readonly serial: number;
  readonly text: string;
  /** The person's language, in which our own words around it stand. */
  readonly language: Language;
  readonly hasFiles: boolean;
}

/** The SMS that will go out, with the number of the appeal and everything else that we add. */
export const smsOfOfficial = ({ kind, serial, text, language, hasFiles }: OfficialWords): string => {
  const news: News = { serial, dueOn: '', organisation: null, helpPhone: '' };
  const quote = { text, language };
  return smsText(
    kind === 'answer'
      ? answerNews(news, { ...quote, files: hasFiles ? ['-'] : [] })
      : questionNews(news, quote),
    language,
  );
};

/** Stands for what is typed in `smsAroundOfficial`; no text of a person holds it. */
export const typedMark = '\ue000';
/** Our own words with `typedMark` where the official's will stand: what a script in the page counts with. */
export const smsAroundOfficial = (words: Omit<OfficialWords, 'text'>): string =>
  smsOfOfficial({ ...words, text: typedMark });
