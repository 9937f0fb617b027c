/** Letters and digits that can't be taken for one another when read from paper: no 0/o, 1/l/i. */
const signs = 'abcdefghjkmnpqrstuvwxyz23456789';

/** A password to be used once and changed, in groups of four: 20 signs, 99 bits. */
export const oneTimePassword = (randomBytes: (count: number) => Buffer): string => {
  const drawn: string[] = [];
  while (drawn.length < 20)
    for (const byte of randomBytes(32)) {
      // Bytes beyond the last whole multiple would make the first signs likelier.
      const sign = byte < 256 - (256 % signs.length) ? signs[byte % signs.length] : undefined;
      if (sign !== undefined && drawn.length < 20) drawn.push(sign);
    }
  return (drawn.join('').match(/.{4}/g) ?? []).join('-');
};
