/** GSM 03.38 without the letters that this service never needs apart; one unit each. */
const gsm = new Set(
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà',
);
/** Of the extension table; two units each. */
const gsmExtension = new Set('\f^{}\\[~]|€');

/**
 * How many SMS segments a text takes: 70 UTF-16 units in one, 67 in each of several (every Kazakh or Russian text),
 * 160 and 153 where the GSM alphabet is enough.
 */
export const smsSegments = (text: string): number => {
  if (text === '') return 0;
  const letters = [...text];
  const plain = letters.every((letter) => gsm.has(letter) || gsmExtension.has(letter));
  const units = plain
    ? letters.reduce((sum, letter) => sum + (gsmExtension.has(letter) ? 2 : 1), 0)
    : text.length;
  const [single, each] = plain ? [160, 153] : [70, 67];
  return units <= single ? 1 : Math.ceil(units / each);
};
