import { Readable } from 'node:stream';
import { crc32, deflateRawSync } from 'node:zlib';
import sharp from 'sharp';

const bytes = (...values: readonly number[]): Buffer => Buffer.from(values);
const uint32 = (value: number): Buffer => {
  const out = Buffer.alloc(4);
  out.writeUInt32LE(value);
  return out;
};
const uint16 = (value: number): Buffer => {
  const out = Buffer.alloc(2);
  out.writeUInt16LE(value);
  return out;
};

/** A zip archive of named texts, as an office program writes it. */
const zip = (entries: readonly (readonly [string, string])[]): Buffer => {
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const [name, text] of entries) {
    const content = Buffer.from(text);
    const packed = deflateRawSync(content);
    const common = [
      uint16(20),
      uint16(0),
      uint16(8),
      uint32(0),
      uint32(crc32(content)),
      uint32(packed.length),
    ];
    const sizes = [uint32(content.length), uint16(name.length), uint16(0)];
    const local = Buffer.concat([uint32(0x04034b50), ...common, ...sizes, Buffer.from(name), packed]);
    directory.push(
      Buffer.concat([
        uint32(0x02014b50),
        uint16(20),
        ...common,
        ...sizes,
        ...[uint16(0), uint16(0), uint16(0), uint32(0), uint32(offset), Buffer.from(name)],
      ]),
    );
    parts.push(local);
    offset += local.length;
  }
  const list = Buffer.concat(directory);
  const counts = [uint16(entries.length), uint16(entries.length), uint32(list.length), uint32(offset)];
  return Buffer.concat([...parts, list, uint32(0x06054b50), uint32(0), ...counts, uint16(0)]);
};

const word = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
const sheet = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const types = (type: string): readonly [string, string] => [
  '[Content_Types].xml',
  `<Types><Override PartName="/x.xml" ContentType="${type}.main+xml"/></Types>`,
];

/** One Ogg page; its checksum is not looked at by anything here. */
const oggPage = (content: Buffer): Buffer =>
  Buffer.concat([Buffer.from('OggS'), bytes(0, 2), Buffer.alloc(20), bytes(1, content.length), content]);

const box = (name: string, content: Buffer): Buffer => {
  const head = Buffer.alloc(8);
  head.writeUInt32BE(content.length + 8);
  head.write(name, 4, 'latin1');
  return Buffer.concat([head, content]);
};
const handler = (kind: string): Buffer =>
  box('hdlr', Buffer.concat([Buffer.alloc(8), Buffer.from(kind), Buffer.alloc(13)]));
const isoMedia = (brand: string, ...kinds: readonly string[]): Buffer =>
  Buffer.concat([
    box('ftyp', Buffer.concat([Buffer.from(brand.padEnd(4)), uint32(0), Buffer.from('isommp42')])),
    box('moov', Buffer.concat(kinds.map((kind) => box('trak', box('mdia', handler(kind)))))),
    box('mdat', Buffer.alloc(64, 7)),
  ]);
const webm = (...codecs: readonly string[]): Buffer =>
  Buffer.concat([
    bytes(0x1a, 0x45, 0xdf, 0xa3, 0x87, 0x42, 0x82, 0x84),
    Buffer.from('webm'),
    bytes(0x18, 0x53, 0x80, 0x67, 0xff),
    ...codecs.map((codec) => Buffer.concat([bytes(0x86, 0x80 | codec.length), Buffer.from(codec)])),
    Buffer.alloc(64, 5),
  ]);

/** Small files of every kind that is taken, and of some that are not, made on the spot. */
export const samples = {
  wav: (dataBytes = 800): Buffer =>
    Buffer.concat([
      Buffer.from('RIFF'),
      uint32(36 + dataBytes),
      Buffer.from('WAVEfmt '),
      ...[uint32(16), uint16(1), uint16(1), uint32(8_000), uint32(8_000), uint16(1), uint16(8)],
      Buffer.from('data'),
      uint32(dataBytes),
      Buffer.alloc(dataBytes, 128),
    ]),
  opus: (): Buffer =>
    oggPage(Buffer.concat([Buffer.from('OpusHead'), bytes(1, 1, 0, 0), uint32(48_000), bytes(0, 0, 0)])),
  mp3: (): Buffer =>
    Buffer.concat([
      Buffer.from('ID3'),
      bytes(4, 0, 0, 0, 0, 0, 0),
      bytes(0xff, 0xfb, 0x90, 0x64),
      Buffer.alloc(413),
    ]),
  amr: (): Buffer => Buffer.concat([Buffer.from('#!AMR\n'), Buffer.alloc(32)]),
  m4a: (): Buffer => isoMedia('M4A', 'soun'),
  mp4: (): Buffer => isoMedia('isom', 'vide', 'soun'),
  mp4Sound: (): Buffer => isoMedia('iso5', 'soun'),
  mov: (): Buffer => isoMedia('qt', 'vide'),
  threeGp: (): Buffer => isoMedia('3gp4', 'vide', 'soun'),
  heic: (): Buffer => isoMedia('heic', 'pict'),
  webm: (): Buffer => webm('V_VP8', 'A_OPUS'),
  webmSound: (): Buffer => webm('A_OPUS'),
  pdf: (): Buffer => Buffer.from('%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n'),
  docx: (): Buffer => zip([types(word), ['word/document.xml', '<w:document/>']]),
  /** LibreOffice puts the list of types last. */
  docxTypesLast: (): Buffer =>
    zip([['_rels/.rels', '<Relationships/>'], ['word/document.xml', '<w:document/>'], types(word)]),
  xlsx: (): Buffer => zip([types(sheet), ['xl/workbook.xml', '<workbook/>']]),
  zip: (): Buffer => zip([['readme.txt', 'hello']]),
  html: (): Buffer => Buffer.from('<!doctype html><script>alert(1)</script>'),
  svg: (): Buffer => Buffer.from('<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"/>'),
  exe: (): Buffer => Buffer.concat([Buffer.from('MZ'), Buffer.alloc(200)]),
};

/** A photo as a telephone takes it: lying on its side, with the place and the device written into it. */
export const photo = (format: 'jpeg' | 'png' | 'webp' = 'jpeg'): Promise<Buffer> =>
  sharp({ create: { width: 60, height: 20, channels: 3, background: '#c04020' } })
    .withExif({
      IFD0: { Make: 'Telephone', Model: 'SecretModel' },
      IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '43/1 15/1 0/1' },
    })
    .withMetadata({ orientation: 6 })
    .toFormat(format)
    .toBuffer();

export interface Part {
  readonly name: string;
  readonly filename?: string;
  readonly content: Buffer | string | Iterable<Buffer>;
}

const boundary = 'test-boundary-7f3a';

function* formBytes(parts: readonly Part[], end: boolean): Generator<Buffer> {
  for (const part of parts) {
    const filename = part.filename === undefined ? '' : `; filename="${part.filename}"`;
    yield Buffer.from(
      `--${boundary}\r\nContent-Disposition: form-data; name="${part.name}"${filename}\r\n\r\n`,
    );
    if (typeof part.content === 'string') yield Buffer.from(part.content);
    else if (Buffer.isBuffer(part.content)) yield part.content;
    else yield* part.content;
    yield Buffer.from('\r\n');
  }
  if (end) yield Buffer.from(`--${boundary}--\r\n`);
}

/** A multipart form as a browser sends it; `end: false` breaks off before its end. */
export const multipart = (
  parts: readonly Part[],
  { end = true }: { readonly end?: boolean } = {},
): { readonly body: Readable; readonly contentType: string } => ({
  body: Readable.from(formBytes(parts, end), { objectMode: false }),
  contentType: `multipart/form-data; boundary=${boundary}`,
});

/** So many bytes that begin like a file, piece by piece, without ever being in memory at once. */
export function* longFile(beginning: Buffer, length: number): Generator<Buffer> {
  yield beginning;
  const piece = Buffer.alloc(64 * 1024, 0x55);
  for (let left = length - beginning.length; left > 0; left -= piece.length)
    yield left >= piece.length ? piece : piece.subarray(0, left);
}
