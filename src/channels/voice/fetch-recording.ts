import type { VoiceSettings } from './settings.ts';

/** Milliseconds for a whole recording to come. */
const longestFetch = 60_000;

const basic = ({ accountSid, authToken }: VoiceSettings['twilio']): string =>
  `Basic ${Buffer.from(`${accountSid}:${authToken}`).toString('base64')}`;

/** Breaks off what grows beyond its limit. */
const limited = (content: ReadableStream<Uint8Array>, maxBytes: number): ReadableStream<Uint8Array> => {
  let bytes = 0;
  return content.pipeThrough(
    new TransformStream<Uint8Array, Uint8Array>({
      transform: (chunk, controller) => {
        bytes += chunk.length;
        if (bytes > maxBytes) controller.error(new Error('recording-too-large'));
        else controller.enqueue(chunk);
      },
    }),
  );
};

/**
 * A recording as the provider keeps it. `not-yet`: it is not finished there (a 404 soon after the call), ask again;
 * `gone`: it has been deleted there, or is larger than may be. Other trouble is thrown, and tried again later. Nowhere
 * else is followed: the password goes to the provider alone.
 */
export const fetchRecording = async (
  at: URL,
  { twilio }: Pick<VoiceSettings, 'twilio'>,
  maxBytes: number,
): Promise<ReadableStream<Uint8Array> | 'not-yet' | 'gone'> => {
  const response = await fetch(at, {
    headers: { authorization: basic(twilio) },
    // Not 'error', which workers don't know: what leads elsewhere has a status that is refused below.
    redirect: 'manual',
    signal: AbortSignal.timeout(longestFetch),
  });
  const { status, body } = response;
  if (response.ok && body !== null) {
    if (Number(response.headers.get('content-length') ?? 0) <= maxBytes) return limited(body, maxBytes);
    await body.cancel();
    return 'gone';
  }
  await body?.cancel();
  if (status === 404) return 'not-yet';
  if (status === 410) return 'gone';
  throw new Error(`recording-${status}`);
};
