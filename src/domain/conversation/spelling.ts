import { foldWords } from '../folding.ts';

/** Latin letters as people write Kazakh and Russian with them; pairs before single letters. */
const pairs: readonly (readonly [string, string])[] = [
  ['shch', 'щ'],
  ['zh', 'ж'],
  ['sh', 'ш'],
  ['ch', 'ч'],
  ['kh', 'х'],
  ['gh', 'г'],
  ['ts', 'ц'],
  ['ya', 'я'],
  ['yu', 'ю'],
];
const single: Readonly<Record<string, string>> = {
  a: 'а',
  b: 'б',
  c: 'с',
  d: 'д',
  e: 'е',
  f: 'ф',
  g: 'г',
  h: 'х',
  i: 'и',
  j: 'ж',
  k: 'к',
  l: 'л',
  m: 'м',
  n: 'н',
  o: 'о',
  p: 'п',
  q: 'к',
  r: 'р',
  s: 'с',
  t: 'т',
  u: 'у',
  v: 'в',
  w: 'в',
  x: 'х',
  y: 'ы',
  z: 'з',
};
/** Letters with marks, as in the Latin alphabets proposed for Kazakh. */
const bare = (text: string): string =>
  text.normalize('NFD').replace(/[\u0300-\u0302\u0304\u0307\u0308\u0327]/g, '');

/**
 * Words as they are compared with ours: `foldWords`, and Latin letters turned into the Cyrillic ones they stand for
 * ("KOMEK", "КOMEK" and "Көмек!" are one word). Digits stay.
 */
export const foldSpelling = (text: string): string => {
  const latin = /[a-z]/i.test(text) ? bare(text.toLowerCase()).replaceAll('ı', 'и') : text;
  let folded = foldWords(latin);
  if (!/[a-z]/.test(folded)) return folded;
  for (const [from, to] of pairs) folded = folded.replaceAll(from, to);
  return folded.replace(/[a-z]/g, (letter) => single[letter] ?? letter);
};
