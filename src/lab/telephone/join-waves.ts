interface Wave {
  /** The `fmt ` chunk: coding, channels, rate. */
  readonly format: Uint8Array;
  readonly data: Uint8Array;
}

const letters = (bytes: Uint8Array, from: number): string =>
  String.fromCharCode(...bytes.subarray(from, from + 4));

/** Reads a RIFF file; null where it is none. */
const readWave = (bytes: Uint8Array): Wave | null => {
  if (bytes.length < 12 || letters(bytes, 0) !== 'RIFF' || letters(bytes, 8) !== 'WAVE') return null;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let format: Uint8Array | null = null;
  for (let at = 12; at + 8 <= bytes.length; ) {
    const name = letters(bytes, at);
    const size = Math.min(view.getUint32(at + 4, true), bytes.length - at - 8);
    const content = bytes.subarray(at + 8, at + 8 + size);
    if (name === 'fmt ') format = content;
    if (name === 'data') return format === null ? null : { format, data: content };
    at += 8 + size + (size % 2);
  }
  return null;
};

const same = (one: Uint8Array, other: Uint8Array): boolean =>
  one.length === other.length && one.every((byte, index) => byte === other[index]);

/** Sounds one after the other as one WAV file; null where one is no WAV or they are not coded alike. */
export const joinWaves = (sounds: readonly Uint8Array[]): Uint8Array<ArrayBuffer> | null => {
  const waves = sounds.map(readWave);
  const [first] = waves;
  if (first == null) return null;
  const parts: Uint8Array[] = [];
  for (const wave of waves) {
    if (wave === null || !same(wave.format, first.format)) return null;
    parts.push(wave.data);
  }
  const length = parts.reduce((sum, { length: one }) => sum + one, 0);
  const head = 12 + 8 + first.format.length + 8;
  const joined = new Uint8Array(head + length);
  const view = new DataView(joined.buffer);
  const write = (text: string, at: number): void => joined.set(new TextEncoder().encode(text), at);
  write('RIFF', 0);
  view.setUint32(4, joined.length - 8, true);
  write('WAVEfmt ', 8);
  view.setUint32(16, first.format.length, true);
  joined.set(first.format, 20);
  write('data', 20 + first.format.length);
  view.setUint32(24 + first.format.length, length, true);
  let at = head;
  for (const part of parts) {
    joined.set(part, at);
    at += part.length;
  }
  return joined;
};

/** Length of a WAV in seconds; null where it is none. */
export const secondsOfWave = (bytes: Uint8Array): number | null => {
  const wave = readWave(bytes);
  if (wave === null || wave.format.length < 12) return null;
  const view = new DataView(wave.format.buffer, wave.format.byteOffset, wave.format.byteLength);
  const perSecond = view.getUint32(8, true);
  return perSecond > 0 ? wave.data.length / perSecond : null;
};
