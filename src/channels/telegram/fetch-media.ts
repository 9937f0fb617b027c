import type { Media } from '../../domain/conversation/inbound.ts';
import type { BotApi } from './bot-api.ts';
import type { TelegramSettings } from './settings.ts';

/** Milliseconds that a whole file may take. */
const fileWithin = 120_000;

/** The Bot API has the file no more, or never gives it out; asking again would not help. */
class Unfetched extends Error {
  override readonly name = 'Unfetched';
}

/** A path within the Bot API's own files; anything that would lead out of them is none. */
const safePath = (path: string): string | null => {
  const parts = path.split('/');
  const leadsOut = parts.some((part) => part === '' || part === '.' || part === '..');
  return leadsOut ? null : parts.map(encodeURIComponent).join('/');
};

/** Lets a little more than `most` bytes through and then ends: the one who counts them sees that it is too much. */
const cutAfter = (most: number): TransformStream<Uint8Array, Uint8Array> => {
  let seen = 0;
  return new TransformStream({
    transform: (chunk, controller) => {
      seen += chunk.length;
      controller.enqueue(chunk);
      if (seen > most) controller.terminate();
    },
  });
};

/**
 * Fetches what a person sent, from the configured root and nowhere else: no redirect is followed, no address out of an
 * answer is used. null where the file is gone for good; throws where it may be there later.
 */
export const createFetchMedia =
  (api: BotApi, { apiRoot, token }: TelegramSettings) =>
  async (media: Media, maxBytes: number): Promise<ReadableStream<Uint8Array> | null> => {
    const found = await api.call('getFile', { file_id: media.ref });
    if (found.outcome === 'refused' && found.status === 400)
      return /temporar/i.test(found.description) ? fetchLater('temporarily-unavailable') : null;
    if (found.outcome !== 'ok') return fetchLater(found.outcome);
    const { file_path: path, file_size: size = 0 } = found.value;
    if (size > maxBytes) return null;
    const safe = path === undefined ? null : safePath(path);
    if (safe === null) return fetchLater('no-path');
    const response = await fetch(`${apiRoot}/file/bot${token}/${safe}`, {
      redirect: 'manual',
      signal: AbortSignal.timeout(fileWithin),
    }).catch(() => fetchLater('unreached'));
    if (response.status === 200 && response.body !== null)
      return response.body.pipeThrough(cutAfter(maxBytes));
    await response.body?.cancel();
    return response.status === 404 || response.status === 410
      ? null
      : fetchLater(`status-${response.status}`);
  };

/** What went wrong, without the address: the token stands in it. */
const fetchLater = (why: string): never => {
  throw new Unfetched(why);
};
