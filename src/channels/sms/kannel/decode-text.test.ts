import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeText } from './decode-text.ts';

const kk = 'Сәлем! Пандус жоқ, ғимаратқа кіре алмаймын – көмектесіңіз.';
const ru = 'Социальный работник «не приходит» 3 недели';
const utf16 = (text: string, order: 'be' | 'le'): Uint8Array => {
  const octets = Buffer.from(text, 'utf16le');
  return order === 'le' ? octets : octets.swap16();
};
const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

describe('a message of Kannel', () => {
  it.each([
    ['UCS-2, said', utf16(kk, 'be'), 2, 'UTF-16BE', kk],
    ['UCS-2 by its number alone', utf16(ru, 'be'), 2, '', ru],
    ['UCS-2 with a mark of the order of octets', utf16(`\ufeff${kk}`, 'be'), 2, '', kk],
    ['UCS-2 the other way round, marked', utf16(`\ufeff${kk}`, 'le'), 2, '', kk],
    ['UCS-2 of Latin letters', utf16('Komek kerek', 'be'), 2, 'UTF-16BE', 'Komek kerek'],
    ['UTF-8 with coding 0', utf8(kk), 0, 'UTF-8', kk],
    ['UTF-8 with coding 0 and no charset', utf8(kk), 0, '', kk],
    ['UTF-8 that is called GSM', utf8(ru), 0, 'GSM', ru],
    ['ASCII that is called GSM', utf8('Pandus jok'), 0, 'GSM', 'Pandus jok'],
    ['a GSM address of e-mail', Uint8Array.from([97, 0, 98, 46, 107, 122]), 0, 'GSM', 'a@b.kz'],
    ['GSM with its extension', Uint8Array.from([53, 27, 101]), 0, 'GSM', '5€'],
    ['ISO-8859-1', Uint8Array.from([0x63, 0x61, 0x66, 0xe9]), 0, 'ISO-8859-1', 'café'],
    ['windows-1251', Uint8Array.from([0xcf, 0xe0, 0xed, 0xe4, 0xf3, 0xf1]), 0, 'WINDOWS-1251', 'Пандус'],
    ['KOI8-R', Uint8Array.from([0xf0, 0xc1, 0xce, 0xc4, 0xd5, 0xd3]), 0, 'KOI8-R', 'Пандус'],
    ['raw octets of UTF-8', utf8(kk), 1, 'BINARY', kk],
    ['raw octets of UTF-8, nothing said', utf8(kk), 1, '', kk],
    ['raw octets of UTF-16', utf16(kk, 'be'), 1, '', kk],
    ['raw octets of eight bits', Uint8Array.from([0xcf, 0xe0, 0xed, 0xe4, 0xf3, 0xf1]), 1, '', 'Пандус'],
    ['an unknown charset', utf8(kk), 0, 'X-NOTHING', kk],
    ['a charset that it is not', utf8(kk), 2, 'UTF-16BE', kk],
    ['nothing said at all', utf16(kk, 'be'), null, '', kk],
    ['UTF-8 that is called UCS-2', utf8('Салем!!'), 2, '', 'Салем!!'],
    ['an odd number of octets with coding 2', utf8('Салем!'), 2, '', 'Салем!'],
    ['Chinese in UCS-2', utf16('你好世界', 'be'), 2, 'UTF-16BE', '你好世界'],
    ['nothing', new Uint8Array(), 2, 'UTF-16BE', ''],
  ] as const)('%s', (_name, octets, coding, charset, text) => {
    expect(decodeText(octets, { coding, charset })).toBe(text);
  });

  it('is read whatever its octets and names are', () => {
    const coding = fc.constantFrom(0, 1, 2, null);
    const charset = fc.oneof(
      fc.constantFrom('', 'GSM', 'UTF-8', 'UTF-16BE', 'BINARY', 'latin1'),
      fc.string(),
    );
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 1, maxLength: 160 }), coding, charset, (octets, ...said) => {
        const [number, name] = said;
        expect(typeof decodeText(octets, { coding: number, charset: name })).toBe('string');
      }),
    );
  });

  it('comes through UCS-2 and UTF-8 unchanged, whatever a person writes', () => {
    const letters = fc
      .array(fc.constantFrom(...'абвгдәіңғүұқөһАӘ abc019.,!?–«»№\n🙂'), { minLength: 1, maxLength: 140 })
      .map((all) => all.join(''));
    fc.assert(
      fc.property(letters, (text) => {
        expect(decodeText(utf16(text, 'be'), { coding: 2, charset: 'UTF-16BE' })).toBe(text);
        expect(decodeText(utf8(text), { coding: 0, charset: 'UTF-8' })).toBe(text);
      }),
    );
  });
});
