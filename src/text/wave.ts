import { fail, ok, type Result } from '../domain/result.ts';

/** Sound as the telephone carries it: WAV, µ-law (G.711), 8000 samples a second, one channel, one octet a sample. */
export const telephoneRate = 8_000;
const muLaw = 7;

export interface Wave {
  readonly format: number;
  readonly channels: number;
  /** Samples a second. */
  readonly rate: number;
  readonly bitsPerSample: number;
  /** The samples, as they stand in the file. */
  readonly data: Uint8Array;
}

const letters = (bytes: Uint8Array, at: number): string => String.fromCharCode(...bytes.subarray(at, at + 4));

/** Reads the header of a WAV file, chunk by chunk. */
export const readWave = (bytes: Uint8Array): Result<Wave, 'not-a-wave'> => {
  if (bytes.length < 44 || letters(bytes, 0) !== 'RIFF' || letters(bytes, 8) !== 'WAVE')
    return fail('not-a-wave');
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let header: Omit<Wave, 'data'> | null = null;
  for (let at = 12; at + 8 <= bytes.length; ) {
    const size = view.getUint32(at + 4, true);
    const name = letters(bytes, at);
    const content = at + 8;
    if (name === 'fmt ' && size >= 16)
      header = {
        format: view.getUint16(content, true),
        channels: view.getUint16(content + 2, true),
        rate: view.getUint32(content + 4, true),
        bitsPerSample: view.getUint16(content + 14, true),
      };
    if (name === 'data' && header !== null)
      return ok({ ...header, data: bytes.subarray(content, Math.min(content + size, bytes.length)) });
    at = content + size + (size % 2);
  }
  return fail('not-a-wave');
};

export const isTelephoneWave = ({ format, channels, rate, bitsPerSample }: Wave): boolean =>
  format === muLaw && channels === 1 && rate === telephoneRate && bitsPerSample === 8;

/** Length in seconds of a telephone's wave. */
export const secondsOf = ({ data }: Pick<Wave, 'data'>): number => data.length / telephoneRate;

/** One µ-law octet as a linear sample, −32124 … 32124 (ITU-T G.711). */
const linear = (octet: number): number => {
  const inverted = ~octet & 0xff;
  const magnitude = (((inverted & 0x0f) << 3) + 0x84) << ((inverted & 0x70) >> 4);
  return inverted & 0x80 ? 0x84 - magnitude : magnitude - 0x84;
};

/** Loudness of a telephone's wave: root mean square of its samples, 0 (silence) … 1. */
export const loudness = ({ data }: Pick<Wave, 'data'>): number => {
  if (data.length === 0) return 0;
  let sum = 0;
  for (const octet of data) sum += linear(octet) ** 2;
  return Math.sqrt(sum / data.length) / 32_768;
};

/** So many seconds of nothing. */
export const quiet = (seconds: number): Uint8Array =>
  new Uint8Array(Math.round(seconds * telephoneRate)).fill(0xff);

/** Samples put together to one file. */
export const writeWave = (pieces: readonly Uint8Array[]): Uint8Array<ArrayBuffer> => {
  const length = pieces.reduce((sum, piece) => sum + piece.length, 0);
  const bytes = new Uint8Array(58 + length + (length % 2));
  const view = new DataView(bytes.buffer);
  const write = (at: number, text: string): void =>
    bytes.set(
      [...text].map((c) => c.charCodeAt(0)),
      at,
    );
  write(0, 'RIFF');
  view.setUint32(4, bytes.length - 8, true);
  write(8, 'WAVEfmt ');
  view.setUint32(16, 18, true);
  view.setUint16(20, muLaw, true);
  view.setUint16(22, 1, true);
  view.setUint32(24, telephoneRate, true);
  view.setUint32(28, telephoneRate, true);
  view.setUint16(32, 1, true);
  view.setUint16(34, 8, true);
  write(38, 'fact');
  view.setUint32(42, 4, true);
  view.setUint32(46, length, true);
  write(50, 'data');
  view.setUint32(54, length, true);
  let at = 58;
  for (const piece of pieces) {
    bytes.set(piece, at);
    at += piece.length;
  }
  return bytes;
};
