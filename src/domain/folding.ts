const plain: Readonly<Record<string, string>> = {
  ә: 'а',
  і: 'и',
  ң: 'н',
  ғ: 'г',
  ү: 'у',
  ұ: 'у',
  қ: 'к',
  ө: 'о',
  һ: 'х',
  ё: 'е',
  й: 'и',
};

/**
 * Words as they are compared when someone looks for something: lower case, Kazakh letters replaced by the ones that
 * every keypad has ("отиниш" finds "өтініш"), punctuation and repeated spaces gone.
 */
export const foldWords = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[әіңғүұқөһёй]/g, (letter) => plain[letter] ?? letter)
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
