import type { Language } from '../../domain/language.ts';

/** Letters that Kazakh has and Russian has not; a Russian voice spells them out one by one. */
const kazakhLetters = 'әіңғүұқөһӘІҢҒҮҰҚӨҺ';
const hasKazakhLetters = new RegExp(`[${kazakhLetters}]`);
const kazakhWord = `\\S*[${kazakhLetters}]\\S*`;
const kazakhWords = new RegExp(`(${kazakhWord}(?:\\s+${kazakhWord})*)`);

/** Language to mark a name with, where the page is in the other one: for options, which can't be marked in part. */
export const languageOfName = (name: string, page: Language): Language | undefined =>
  page === 'ru' && hasKazakhLetters.test(name) ? 'kk' : undefined;

/** Names of people and places as data has them: Kazakh words on a Russian page are marked as what they are. */
export const Mixed = ({ text, page }: { readonly text: string; readonly page: Language }) => {
  if (languageOfName(text, page) === undefined) return <>{text}</>;
  // Splitting by a pattern in brackets gives what is between the words and the words themselves by turns.
  return (
    <>
      {text
        .split(kazakhWords)
        .map((piece, turn) => (turn % 2 === 1 ? <span lang="kk">{piece}</span> : piece))}
    </>
  );
};
