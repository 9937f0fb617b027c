import type { FilesTable } from './tables.ts';

export interface FileContent {
  readonly kind: FilesTable['kind'];
  readonly mediaType: string;
  /** What the name ends in when the file is served. */
  readonly extension: string;
}

/** So much of a file is read before it is decided what it is: enough for the directory of a Word document. */
export const headLength = 256 * 1024;

const docx = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

/** What `file-type` finds, without parameters → what we keep. Whatever is not here is not taken. */
const taken: Readonly<Record<string, FileContent>> = {
  'image/jpeg': { kind: 'picture', mediaType: 'image/jpeg', extension: 'jpg' },
  'image/png': { kind: 'picture', mediaType: 'image/png', extension: 'png' },
  'image/apng': { kind: 'picture', mediaType: 'image/png', extension: 'png' },
  'image/webp': { kind: 'picture', mediaType: 'image/webp', extension: 'webp' },
  'application/pdf': { kind: 'document', mediaType: 'application/pdf', extension: 'pdf' },
  [docx]: { kind: 'document', mediaType: docx, extension: 'docx' },
  'audio/mpeg': { kind: 'sound', mediaType: 'audio/mpeg', extension: 'mp3' },
  'audio/ogg': { kind: 'sound', mediaType: 'audio/ogg', extension: 'ogg' },
  'audio/wav': { kind: 'sound', mediaType: 'audio/wav', extension: 'wav' },
  'audio/x-m4a': { kind: 'sound', mediaType: 'audio/mp4', extension: 'm4a' },
  'audio/mp4': { kind: 'sound', mediaType: 'audio/mp4', extension: 'm4a' },
  'audio/amr': { kind: 'sound', mediaType: 'audio/amr', extension: 'amr' },
  'video/mp4': { kind: 'video', mediaType: 'video/mp4', extension: 'mp4' },
  'video/x-m4v': { kind: 'video', mediaType: 'video/mp4', extension: 'mp4' },
  'video/quicktime': { kind: 'video', mediaType: 'video/quicktime', extension: 'mov' },
  'video/3gpp': { kind: 'video', mediaType: 'video/3gpp', extension: '3gp' },
  'video/3gpp2': { kind: 'video', mediaType: 'video/3gpp2', extension: '3gp' },
  'video/webm': { kind: 'video', mediaType: 'video/webm', extension: 'webm' },
};

/** Track names of a container's head: telephones and browsers record sound alone in containers made for video. */
const tracks = {
  'video/webm': { picture: /V_(VP8|VP9|AV1)/, sound: /A_(OPUS|VORBIS)/, as: 'audio/webm' },
  'video/mp4': { picture: /hdlr.{8}vide/s, sound: /hdlr.{8}soun/s, as: 'audio/mp4' },
  'video/3gpp': { picture: /hdlr.{8}vide/s, sound: /hdlr.{8}soun/s, as: 'audio/3gpp' },
} as const;

const soundAlone = (content: FileContent, head: Buffer): FileContent => {
  if (!(content.mediaType in tracks)) return content;
  const { picture, sound, as } = tracks[content.mediaType as keyof typeof tracks];
  const text = head.toString('latin1');
  if (picture.test(text) || !sound.test(text)) return content;
  return { kind: 'sound', mediaType: as, extension: as === 'audio/mp4' ? 'm4a' : content.extension };
};

/**
 * Tells from the first bytes what a file is, whatever it calls itself; null where it is nothing that is taken.
 * `head` is the first `headLength` bytes, or the whole of a shorter file.
 */
export const recogniseContent = async (head: Buffer): Promise<FileContent | null> => {
  // Loaded with the first file: it takes ten megabytes.
  const { fileTypeFromBuffer } = await import('file-type');
  const found = await fileTypeFromBuffer(head).catch(() => undefined);
  const mime = found?.mime.split(';')[0] ?? '';
  const content = taken[mime];
  if (content !== undefined) return soundAlone(content, head);
  // An ID3 tag with a picture can be longer than the head; the sound begins after it.
  if (head.length >= headLength && head.subarray(0, 3).toString('latin1') === 'ID3')
    return taken['audio/mpeg'] ?? null;
  return null;
};

/** Ending for a media type that `recogniseContent` gave. */
export const extensionOf = (mediaType: string): string =>
  Object.values(taken).find((content) => content.mediaType === mediaType)?.extension ??
  (mediaType === 'audio/3gpp' ? '3gp' : mediaType === 'audio/webm' ? 'webm' : 'bin');
