/** GSM 03.38, septet by septet; 0x1B leads into the extension. */
const basic =
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞ\u001bÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?' +
  '¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà';
const extension: Readonly<Record<number, string>> = {
  10: '\f',
  20: '^',
  40: '{',
  41: '}',
  47: '\\',
  60: '[',
  61: '~',
  62: ']',
  64: '|',
  101: '€',
};
const toExtension = 27;

/** Text in the GSM alphabet, one septet an octet as gateways unpack it; null where an octet is no septet. */
export const decodeGsm = (octets: Uint8Array): string | null => {
  let text = '';
  for (let at = 0; at < octets.length; at += 1) {
    const septet = octets[at] ?? 0;
    if (septet >= basic.length) return null;
    if (septet !== toExtension) {
      text += basic.charAt(septet);
      continue;
    }
    at += 1;
    text += extension[octets[at] ?? -1] ?? ' ';
  }
  return text;
};
