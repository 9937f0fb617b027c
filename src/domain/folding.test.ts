import { expect, it } from 'vitest';
import { foldWords } from './folding.ts';

it.each([
  ['Өтініш', 'отиниш'],
  ['ОТИНИШ', 'отиниш'],
  ['  «Қамқор»  —  жеке көмекші ', 'камкор жеке комекши'],
  ['Ардагерлер үйі', 'ардагерлер уии'],
  ['№ 12', '12'],
  ['', ''],
])('folds %s to %s', (typed, folded) => {
  expect(foldWords(typed)).toBe(folded);
});
