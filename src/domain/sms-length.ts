/** Segments of everything that the service says of itself. */
export const mostSegments = 2;
/** Segments of what an official writes; longer than this no provider is sure to carry it in one piece. */
export const mostQuotedSegments = 10;

/** GSM 03.38 without the letters that this service never needs apart; one unit each. */
const gsm = new Set(
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà',
);
/** Of the extension table; two units each. */
const gsmExtension = new Set('\f^{}\\[~]|€');

/** Does the GSM alphabet hold the whole text? Otherwise it goes out as UCS-2. */
export const isGsmText = (text: string): boolean =>
  [...text].every((letter) => gsm.has(letter) || gsmExtension.has(letter));

/** Letters that stand alone (no pairs, no marks on another letter): they fill a segment to its last unit. */
const standingAlone = /^[\n\r\u0020-\u02ff\u0370-\u0482\u048a-\u04ff\u2010-\u201f\u2026\u2116]*$/;
const graphemes = new Intl.Segmenter('und', { granularity: 'grapheme' });

/** Segments filled one after the other with pieces that are not torn apart. */
const filled = (pieces: readonly number[], single: number, each: number): number => {
  if (pieces.reduce((sum, units) => sum + units, 0) <= single) return 1;
  let segments = 1;
  let room = each;
  for (const units of pieces) {
    if (units > room) {
      segments += 1;
      room = each;
    }
    room -= units;
  }
  return segments;
};

/**
 * How many SMS segments a text takes: 70 UTF-16 units in one, 67 in each of several (every Kazakh or Russian text),
 * 160 and 153 where the GSM alphabet is enough. What is seen as one letter is never torn over two segments.
 */
export const smsSegments = (text: string): number => {
  if (text === '') return 0;
  if (isGsmText(text))
    return filled(
      [...text].map((letter) => (gsmExtension.has(letter) ? 2 : 1)),
      160,
      153,
    );
  if (standingAlone.test(text)) return text.length <= 70 ? 1 : Math.ceil(text.length / 67);
  return filled(
    [...graphemes.segment(text)].map(({ segment }) => segment.length),
    70,
    67,
  );
};
