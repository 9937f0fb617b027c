import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fetchRecording } from '../../src/channels/voice/fetch-recording.ts';
import { recordingAt, recordingLink, recordingOfLink } from '../../src/channels/voice/recording-link.ts';
import { listen } from '../support/listen.ts';

const asked: { readonly path: string; readonly authorization: string | undefined }[] = [];
let provider: Awaited<ReturnType<typeof listen>>;
let elsewhere: Awaited<ReturnType<typeof listen>>;
beforeEach(async () => {
  asked.length = 0;
  elsewhere = await listen((request, response) => {
    asked.push({ path: `elsewhere${request.url}`, authorization: request.headers.authorization });
    response.end('sound');
  });
  provider = await listen((request, response) => {
    const path = request.url ?? '';
    asked.push({ path, authorization: request.headers.authorization });
    const code = Number(path.slice(1));
    if (code === 302) response.writeHead(302, { location: `${elsewhere.url}/` }).end();
    else if (path === '/stream') {
      response.writeHead(200);
      response.write('sound');
      response.end('sound');
    } else response.writeHead(code || 200, { 'content-length': '5' }).end('sound');
  });
});
afterEach(async () => {
  await provider.close();
  await elsewhere.close();
});

const settings = () => ({
  twilio: { accountSid: 'AC1', authToken: 'token', apiBaseUrl: provider.url },
  publicBaseUrl: 'https://dauys.example',
});
const fetched = (path: string, most = 1_000) => fetchRecording(new URL(path, provider.url), settings(), most);
const textOf = async (stream: unknown): Promise<string> => new Response(stream as ReadableStream).text();

describe('a recording', () => {
  it('is fetched with the account’s password', async () => {
    expect(await textOf(await fetched('/200'))).toBe('sound');
    expect(asked).toEqual([{ path: '/200', authorization: `Basic ${btoa('AC1:token')}` }]);
  });

  it('is not there yet, or not any more', async () => {
    expect(await fetched('/404')).toBe('not-yet');
    expect(await fetched('/410')).toBe('gone');
    for (const trouble of ['/401', '/429', '/500'])
      await expect(fetched(trouble)).rejects.toThrow('recording-');
  });

  it('is not followed to anywhere else', async () => {
    await expect(fetched('/302')).rejects.toThrow('recording-302');
    expect(asked.map(({ path }) => path)).toEqual(['/302']);
  });

  it('that is too large is refused at once, or broken off', async () => {
    expect(await fetched('/200', 4)).toBe('gone');
    await expect(textOf(await fetched('/stream', 7))).rejects.toThrow();
  });

  it('at any other host is nobody’s', () => {
    expect(recordingAt('https://evil.example/2010-04-01/Accounts/AC1/Recordings/RE1', settings())).toBeNull();
    expect(recordingAt('no address', settings())).toBeNull();
    expect(recordingLink('https://evil.example/RE1', settings())).toBeNull();
    // Whatever the scheme says, it is asked for where the settings say.
    const host = new URL(provider.url).host;
    expect(recordingAt(`https://${host}/RE1`, settings())?.href).toBe(`${provider.url}/RE1`);
  });

  it('is heard again at an address that only we can make', () => {
    const link = recordingLink(`${provider.url}/2010-04-01/Accounts/AC1/Recordings/RE1`, settings());
    const url = new URL(link ?? '');
    expect(recordingOfLink(url, settings())?.href).toBe(
      `${provider.url}/2010-04-01/Accounts/AC1/Recordings/RE1`,
    );
    const other = { ...settings(), twilio: { ...settings().twilio, authToken: 'another' } };
    expect(recordingOfLink(url, other)).toBeNull();
    for (const wrong of ['x', '', '.', 'a.b']) {
      const changed = new URL(`/channels/voice/recordings/${wrong}`, url);
      expect(recordingOfLink(changed, settings())).toBeNull();
    }
  });
});
