import { authorization, type TwilioSettings } from './settings.ts';

/** Milliseconds for a file to begin. */
const patience = 30_000;
/** Twilio keeps the file at a store of its own, and leads on to it. */
const mostSteps = 3;

/** A file larger than what is taken breaks off, instead of being read to its end. */
const limited = (stream: ReadableStream<Uint8Array>, maxBytes: number): ReadableStream<Uint8Array> => {
  let bytes = 0;
  return stream.pipeThrough(
    new TransformStream<Uint8Array, Uint8Array>({
      transform: (chunk, controller) => {
        bytes += chunk.byteLength;
        if (bytes > maxBytes) controller.error(new Error('file-too-large'));
        else controller.enqueue(chunk);
      },
    }),
  );
};

/**
 * A file of an MMS, asked for with our password at the configured host alone; from there it may lead on to a store
 * (https, or the host itself), which never gets the password. null where it is gone, or is somebody else's address.
 */
export const fetchFromTwilio = async (
  settings: TwilioSettings,
  ref: string,
  maxBytes: number,
): Promise<ReadableStream<Uint8Array> | null> => {
  const home = new URL(settings.apiBaseUrl);
  let url = URL.canParse(ref) ? new URL(ref) : null;
  if (url === null || url.origin !== home.origin) return null;
  for (let step = 0; step < mostSteps; step += 1) {
    const headers: Record<string, string> =
      url.origin === home.origin ? { authorization: authorization(settings) } : {};
    const response: Response = await fetch(url, {
      headers,
      redirect: 'manual',
      signal: AbortSignal.timeout(patience),
    });
    if (response.status === 200 && response.body !== null) return limited(response.body, maxBytes);
    await response.body?.cancel();
    if (response.status === 404 || response.status === 410) return null;
    const next = response.headers.get('location');
    if (response.status < 300 || response.status >= 400 || next === null)
      throw new Error(`twilio-media-${response.status}`);
    url = new URL(next, url);
    if (url.protocol !== 'https:' && url.origin !== home.origin) return null;
  }
  throw new Error('twilio-media-leads-on');
};
