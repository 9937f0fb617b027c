/** Where a text may be parted, best first: after a paragraph, a line, a sentence, a word. */
const borders = [/\n{2,}/g, /\n/g, /(?<=[.!?…])\s/g, /\s/g] as const;

/** The last border within the first `most` units, if it leaves no scrap behind. */
const cutWithin = (text: string, most: number): number => {
  const window = text.slice(0, most + 1);
  for (const [rank, border] of borders.entries()) {
    const last = [...window.matchAll(border)].at(-1)?.index ?? 0;
    if (last > (rank === borders.length - 1 ? 0 : most / 3)) return last;
  }
  // One word longer than a message: cut, though never through a character.
  const unit = text.charCodeAt(most - 1);
  return unit >= 0xd800 && unit <= 0xdbff ? most - 1 : most;
};

/** A text as messages of at most `most` UTF-16 units, parted at paragraphs, lines, sentences or words. */
export const splitText = (text: string, most: number): readonly string[] => {
  const parts: string[] = [];
  let rest = text.trim();
  while (rest.length > most) {
    const cut = cutWithin(rest, most);
    parts.push(rest.slice(0, cut).trimEnd());
    rest = rest.slice(cut).trimStart();
  }
  return rest === '' ? parts : [...parts, rest];
};
