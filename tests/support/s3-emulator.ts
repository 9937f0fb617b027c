import { createHash, createHmac, randomUUID, timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { buffer } from 'node:stream/consumers';

/** How one request is treated badly: answered with a status, not answered, or cut off in the middle of its content. */
export type Mischief = number | 'hang' | 'cut' | 'deaf' | null;

export interface S3Emulator {
  /** For `FILES_URL`. */
  readonly url: string;
  readonly urlWith: (secret: string) => string;
  /** Whole objects by name. */
  readonly objects: ReadonlyMap<string, Buffer>;
  /** Uploads in parts that were neither completed nor abandoned. */
  readonly unfinished: () => number;
  /** `PUT /name?partNumber=` …, in the order they came. */
  readonly asked: string[];
  /** Asked before each request. `deaf`: what is asked is done, and the connection cut before the answer. */
  mischief: (asked: string) => Mischief;
  readonly close: () => Promise<void>;
}

const region = 'kz-1';
const keyId = 'EMULATOR-KEY';
const secretKey = 'emulator/secret+key';
const bucket = 'uploads';
/** The least that S3 takes for a part that is not the last. */
const leastPart = 5 * 1024 * 1024;

const hmac = (key: string | Buffer, data: string): Buffer => createHmac('sha256', key).update(data).digest();
const sha256 = (data: string | Buffer): string => createHash('sha256').update(data).digest('hex');
const strict = (text: string): string =>
  encodeURIComponent(text).replace(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);

/** Signature version 4 worked out anew from the request as it lies on the wire (Amazon S3, "Authenticating requests"). */
const signatureOf = (request: IncomingMessage, signed: readonly string[], scope: string): string => {
  const url = new URL(request.url ?? '/', 'http://s3');
  const query = [...url.searchParams]
    .map(([name, value]) => `${strict(name)}=${strict(value)}`)
    .sort()
    .join('&');
  const headers = signed.map((name) => `${name}:${String(request.headers[name] ?? '').trim()}\n`).join('');
  const canonical = [
    request.method,
    url.pathname.split('/').map(decodeURIComponent).map(strict).join('/'),
    query,
    headers,
    signed.join(';'),
    request.headers['x-amz-content-sha256'],
  ].join('\n');
  const toSign = ['AWS4-HMAC-SHA256', request.headers['x-amz-date'], scope, sha256(canonical)].join('\n');
  const [day = '', zone = '', service = '', end = ''] = scope.split('/');
  return hmac(hmac(hmac(hmac(hmac(`AWS4${secretKey}`, day), zone), service), end), toSign).toString('hex');
};

/** Why a request is refused; null where its signature is right and holds its content. */
const refusalOf = (request: IncomingMessage, body: Buffer): string | null => {
  const pattern =
    /^AWS4-HMAC-SHA256 Credential=([^/]+)\/([^,]+), SignedHeaders=([^,]+), Signature=([0-9a-f]{64})$/;
  const [, key, scope = '', names = '', signature = ''] =
    pattern.exec(request.headers.authorization ?? '') ?? [];
  if (key !== keyId) return 'InvalidAccessKeyId';
  const date = String(request.headers['x-amz-date']);
  const at = Date.parse(date.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z'));
  if (!(Math.abs(Date.now() - at) < 15 * 60_000)) return 'RequestTimeTooSkewed';
  if (scope !== `${date.slice(0, 8)}/${region}/s3/aws4_request`) return 'AuthorizationHeaderMalformed';
  const signed = names.split(';');
  const needed = ['host', 'x-amz-content-sha256', 'x-amz-date'];
  if (!needed.every((name) => signed.includes(name))) return 'AccessDenied';
  if (request.headers['x-amz-content-sha256'] !== sha256(body)) return 'XAmzContentSHA256Mismatch';
  const right = Buffer.from(signatureOf(request, signed, scope));
  return timingSafeEqual(right, Buffer.from(signature)) ? null : 'SignatureDoesNotMatch';
};

interface Upload {
  readonly name: string;
  readonly parts: Map<number, Buffer>;
}

interface Answer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Buffer | string;
}
const failed = (status: number, code: string): Answer => ({
  status,
  body: `<?xml version="1.0"?><Error><Code>${code}</Code></Error>`,
});

/** A bucket that takes nothing unsigned, on a port of this machine. */
export const openS3Emulator = async (): Promise<S3Emulator> => {
  const objects = new Map<string, Buffer>();
  const uploads = new Map<string, Upload>();
  const asked: string[] = [];
  const tagOf = (content: Buffer): string => `"${createHash('md5').update(content).digest('hex')}"`;

  const complete = (id: string, body: Buffer): Answer => {
    const upload = uploads.get(id);
    if (upload === undefined) return failed(404, 'NoSuchUpload');
    const named = [...body.toString().matchAll(/<PartNumber>(\d+)<\/PartNumber><ETag>([^<]+)<\/ETag>/g)];
    const parts: Buffer[] = [];
    for (const [, number, tag] of named) {
      const part = upload.parts.get(Number(number));
      if (part === undefined || tagOf(part) !== tag?.replaceAll('&quot;', '"'))
        return failed(400, 'InvalidPart');
      parts.push(part);
    }
    if (parts.length === 0) return failed(400, 'MalformedXML');
    if (parts.slice(0, -1).some((part) => part.length < leastPart)) return failed(400, 'EntityTooSmall');
    uploads.delete(id);
    objects.set(upload.name, Buffer.concat(parts));
    return { status: 200, body: '<CompleteMultipartUploadResult></CompleteMultipartUploadResult>' };
  };

  const read = (name: string, range: string | undefined): Answer => {
    const content = objects.get(name);
    if (content === undefined) return failed(404, 'NoSuchKey');
    const [, from, to] = /^bytes=(\d+)-(\d+)$/.exec(range ?? '') ?? [];
    if (from === undefined) return { status: 200, body: content };
    if (Number(from) >= content.length) return failed(416, 'InvalidRange');
    return { status: 206, body: content.subarray(Number(from), Number(to) + 1) };
  };

  const work = (request: IncomingMessage, url: URL, body: Buffer): Answer => {
    const refusal = refusalOf(request, body);
    if (refusal !== null) return failed(403, refusal);
    const [, root, name = ''] = /^\/([^/]+)\/(.+)$/.exec(url.pathname) ?? [];
    if (root !== bucket) return failed(404, 'NoSuchBucket');
    const id = url.searchParams.get('uploadId');
    switch (`${request.method}${id === null ? '' : ' upload'}`) {
      case 'PUT':
        objects.set(name, body);
        return { status: 200, headers: { etag: tagOf(body) } };
      case 'POST': {
        if (!url.searchParams.has('uploads')) return failed(400, 'InvalidRequest');
        const uploadId = `${randomUUID()}+/=`;
        uploads.set(uploadId, { name, parts: new Map() });
        return { status: 200, body: `<R><UploadId>${uploadId}</UploadId></R>` };
      }
      case 'PUT upload':
        uploads.get(`${id}`)?.parts.set(Number(url.searchParams.get('partNumber')), body);
        return uploads.has(`${id}`)
          ? { status: 200, headers: { etag: tagOf(body) } }
          : failed(404, 'NoSuchUpload');
      case 'POST upload':
        return complete(`${id}`, body);
      case 'DELETE upload':
        return uploads.delete(`${id}`) ? { status: 204 } : failed(404, 'NoSuchUpload');
      case 'DELETE':
        objects.delete(name);
        return { status: 204 };
      case 'GET':
        return read(name, request.headers.range);
      case 'HEAD':
        return read(name, undefined);
      default:
        return failed(405, 'MethodNotAllowed');
    }
  };

  const emulator = { mischief: (_asked: string): Mischief => null };
  const respond = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const url = new URL(request.url ?? '/', 'http://s3');
    const what = `${request.method} ${url.pathname.split('/').at(-1)}${url.search.replace(/=[^&]*/g, '=')}`;
    asked.push(what);
    const body = await buffer(request);
    const mischief = emulator.mischief(what);
    if (mischief === 'hang') return;
    const answer = typeof mischief === 'number' ? failed(mischief, 'Mischief') : work(request, url, body);
    if (mischief === 'deaf') {
      request.socket.destroy();
      return;
    }
    const content = Buffer.from(answer.body ?? '');
    response.writeHead(answer.status, { ...answer.headers, 'content-length': content.length });
    if (mischief === 'cut') {
      response.write(content.subarray(0, content.length / 2), () => request.socket.destroy());
      return;
    }
    response.end(request.method === 'HEAD' ? undefined : content);
  };
  const server = createServer((request, response) => {
    respond(request, response).catch(() => response.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  const urlWith = (secret: string): string =>
    `http://${keyId}:${encodeURIComponent(secret)}@127.0.0.1:${port}/${bucket}?region=${region}`;
  return Object.assign(emulator, {
    url: urlWith(secretKey),
    urlWith,
    objects,
    unfinished: () => uploads.size,
    asked,
    close: () =>
      new Promise<void>((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  });
};
