import { createHash } from 'node:crypto';
import { setTimeout as rest } from 'node:timers/promises';
import { AwsClient } from 'aws4fetch';
import type { BucketAddress } from './address.ts';
import { type Bucket, BucketAway, type Parts } from './bucket.ts';

export interface S3Options {
  /** Milliseconds until an answer must be there, an object's content apart; 30 s when not said. */
  readonly answerWithin?: number;
  /** Milliseconds before the second try; it doubles after each. 300 when not said. */
  readonly pause?: number;
}

const mostTries = 4;

interface Ask {
  readonly method: 'GET' | 'PUT' | 'POST' | 'DELETE' | 'HEAD';
  readonly url: string;
  readonly body?: Buffer | string;
  readonly headers?: Readonly<Record<string, string>>;
}
interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** What was got: the content of an object, not read yet. */
  readonly content: ReadableStream<Uint8Array> | null;
}

const sha256 = (body: Buffer | string): string => createHash('sha256').update(body).digest('hex');
const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
const plain = (text: string): string => text.replaceAll('&lt;', '<').replaceAll('&amp;', '&');
const succeeded = ({ status }: Answer): boolean => status >= 200 && status < 300;

/**
 * A bucket by the S3 API, each request signed together with its content. Where no answer comes, and after 429 and 5xx,
 * it is tried again: everything asked here can be asked twice. Redirections are not followed.
 */
export const createS3Bucket = (address: BucketAddress, options: S3Options = {}): Bucket => {
  const { answerWithin = 30_000, pause = 300 } = options;
  const client = new AwsClient({ ...address, service: 's3', retries: 0 });
  const urlOf = (name: string, query = ''): string => `${address.root}/${name}${query}`;

  const askOnce = async ({ method, url, body, headers }: Ask): Promise<Answer | null> => {
    const leaving = new AbortController();
    const timer = setTimeout(() => leaving.abort(), answerWithin);
    try {
      const signed = await client.sign(url, {
        method,
        redirect: 'manual',
        signal: leaving.signal,
        headers: { ...headers, 'x-amz-content-sha256': sha256(body ?? '') },
        ...(body === undefined ? {} : { body: body as BodyInit }),
      });
      const answer = await fetch(signed);
      const wanted = method === 'GET' && answer.ok;
      return {
        status: answer.status,
        headers: answer.headers,
        text: wanted ? '' : await answer.text(),
        content: wanted ? answer.body : null,
      };
    } catch {
      return null;
    } finally {
      clearTimeout(timer);
    }
  };
  /** The answer that decides: success, or a refusal that would be the same at every try. */
  const ask = async (what: Ask): Promise<Answer> => {
    for (let attempt = 1; ; attempt += 1) {
      const answer = await askOnce(what);
      if (answer !== null && answer.status !== 429 && answer.status < 500) return answer;
      if (attempt === mostTries) throw new BucketAway(answer?.status ?? 0);
      await rest(pause * 2 ** (attempt - 1));
    }
  };
  const demand = async (what: Ask): Promise<Answer> => {
    const answer = await ask(what);
    if (!succeeded(answer)) throw new BucketAway(answer.status);
    return answer;
  };

  const begin = async (name: string): Promise<Parts> => {
    const begun = await demand({ method: 'POST', url: urlOf(name, '?uploads=') });
    const uploadId = /<UploadId>([^<]+)<\/UploadId>/.exec(begun.text)?.[1];
    if (uploadId === undefined) throw new BucketAway(begun.status);
    const upload = `uploadId=${encodeURIComponent(plain(uploadId))}`;
    const tags: string[] = [];
    let bytes = 0;
    return {
      add: async (content) => {
        const url = urlOf(name, `?partNumber=${tags.length + 1}&${upload}`);
        const { headers, status } = await demand({ method: 'PUT', url, body: content });
        const tag = headers.get('etag');
        if (tag === null) throw new BucketAway(status);
        tags.push(tag);
        bytes += content.length;
      },
      complete: async () => {
        const parts = tags.map(
          (tag, index) => `<Part><PartNumber>${index + 1}</PartNumber><ETag>${escaped(tag)}</ETag></Part>`,
        );
        const body = `<CompleteMultipartUpload xmlns="http://s3.amazonaws.com/doc/2006-03-01/">${parts.join('')}</CompleteMultipartUpload>`;
        const { status, text } = await ask({ method: 'POST', url: urlOf(name, `?${upload}`), body });
        // S3 may begin with 200 and end with an error; and a repeat finds the upload gone that its first try ended.
        if (status === 200 && text.includes('<CompleteMultipartUploadResult')) return;
        const there = await ask({ method: 'HEAD', url: urlOf(name) });
        if (!succeeded(there) || Number(there.headers.get('content-length')) !== bytes)
          throw new BucketAway(status);
      },
      abandon: async () => {
        await demand({ method: 'DELETE', url: urlOf(name, `?${upload}`) });
      },
    };
  };

  return {
    begin,
    put: async (name, content) => {
      await demand({ method: 'PUT', url: urlOf(name), body: content });
    },
    get: async (name, range) => {
      const headers = range === undefined ? {} : { range: `bytes=${range.start}-${range.end}` };
      const { status, content } = await ask({ method: 'GET', url: urlOf(name), headers });
      if (status === (range === undefined ? 200 : 206) && content !== null) return content;
      await content?.cancel();
      if (status === 404) return null;
      throw new BucketAway(status);
    },
    remove: async (name) => {
      const answer = await ask({ method: 'DELETE', url: urlOf(name) });
      if (!succeeded(answer) && answer.status !== 404) throw new BucketAway(answer.status);
    },
  };
};
