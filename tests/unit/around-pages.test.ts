import { describe, expect, it } from 'vitest';
import { bareApp } from '../support/bare-app.ts';

const plain = bareApp();
const secure = bareApp({ publicBaseUrl: 'https://dauys.example' });
const post = (path: string, body: Record<string, string>, headers: Record<string, string> = {}) =>
  plain.request(path, {
    method: 'POST',
    body: new URLSearchParams(body).toString(),
    headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
  });

describe('the first address', () => {
  it.each([
    [{}, '/kk/'],
    [{ 'accept-language': 'ru-RU,ru;q=0.9' }, '/ru/'],
    [{ 'accept-language': 'ru', cookie: 'lang=kk' }, '/kk/'],
    [{ cookie: 'lang=xx', 'accept-language': 'ru' }, '/ru/'],
  ])('with %j leads to %s', async (headers, path) => {
    const response = await plain.request('/', { headers });
    expect(response.status).toBe(302);
    expect(response.headers.get('location')).toBe(path);
  });

  it('takes /kk for /kk/', async () => {
    expect((await plain.request('/kk')).headers.get('location')).toBe('/kk/');
  });
});

describe('language', () => {
  it('is in the path, and remembered', async () => {
    const response = await plain.request('/ru/help?from=x');
    const page = await response.text();
    expect(page).toContain('<html lang="ru"');
    expect(page).toContain('href="/kk/help?from=x" lang="kk" hreflang="kk">Қазақша</a>');
    expect(response.headers.get('set-cookie')).toContain('lang=ru');
  });

  it('is not set again where it is known already', async () => {
    const response = await plain.request('/ru/help', { headers: { cookie: 'lang=ru' } });
    expect(response.headers.get('set-cookie')).toBeNull();
  });

  it('is switched by a parameter where the path has none', async () => {
    const response = await plain.request('/r/x?page=2&lang=ru');
    expect(response.status).toBe(303);
    expect(response.headers.get('location')).toBe('/r/x?page=2');
    expect(response.headers.get('set-cookie')).toMatch(/^lang=ru; .*HttpOnly/);
  });
});

describe('headers', () => {
  it('allow nothing inline, nothing from elsewhere, no frame', async () => {
    const { headers } = await plain.request('/kk/');
    const policy = headers.get('content-security-policy') ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).toContain("base-uri 'none'");
    expect(policy).not.toContain('unsafe');
    expect(headers.get('referrer-policy')).toBe('same-origin');
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('strict-transport-security')).toBeNull();
  });

  it('keep personal pages out of every store', async () => {
    expect((await plain.request('/kk/appeal/x')).headers.get('cache-control')).toBe('no-store');
    expect((await plain.request('/kk/no-such')).headers.get('cache-control')).toBe('no-store');
    expect((await plain.request('/kk/help')).headers.get('cache-control')).toBe('private, no-cache');
  });

  it('hold https and its cookies together', async () => {
    const { headers } = await secure.request('https://dauys.example/kk/');
    expect(headers.get('strict-transport-security')).toContain('max-age');
    expect(headers.get('set-cookie')).toMatch(/^__Host-lang=kk; .*Path=\/; .*Secure/);
  });

  it('put no script and no style into the pages themselves', async () => {
    const page = await (await plain.request('/kk/display')).text();
    expect(page).not.toMatch(/<script(?![^>]* src=)|style="|\son[a-z]+="/);
  });
});

describe('display settings', () => {
  it('are kept and lead back to where one was', async () => {
    const answer = await post('/kk/display', {
      size: 'huge',
      scheme: 'yellow',
      spacing: 'wide',
      images: 'off',
      back: '/kk/help?x=1',
    });
    expect(answer.status).toBe(303);
    expect(answer.headers.get('location')).toBe('/kk/help?x=1');
    const cookie = answer.headers.getSetCookie().find((one) => one.startsWith('display=')) ?? '';
    expect(cookie).toContain('display=huge.yellow.wide.off');
    const page = await plain.request('/kk/help', { headers: { cookie } });
    expect(await page.text()).toContain(
      '<html lang="kk" data-size="huge" data-scheme="yellow" data-spacing="wide" data-images="off">',
    );
  });

  it('say that they were saved where there is nothing to go back to', async () => {
    const answer = await post('/ru/display', { size: 'large', back: 'https://evil.example/' });
    expect(answer.headers.get('location')).toBe('/ru/display?saved=1');
    const page = await (await plain.request('/ru/display?saved=1')).text();
    expect(page).toContain('role="status"');
  });

  it('go back to how they were', async () => {
    const answer = await post('/kk/display', { reset: '1', size: 'huge' });
    expect(answer.headers.get('set-cookie')).toContain('display=normal.device.normal.on');
  });

  it('keep the way back when the language is switched', async () => {
    const page = await (await plain.request('/ru/display?back=%2Fkk%2Fhelp')).text();
    expect(page).toContain('name="back" value="/ru/help"');
  });
});

describe('when something is wrong', () => {
  it('a missing page helps on', async () => {
    const response = await plain.request('/ru/appeals');
    expect(response.status).toBe(404);
    const page = await response.text();
    expect(page).toContain('<h1>Такой страницы нет</h1>');
    expect(page).toContain('href="/ru/appeal"');
  });

  it('a mistake of ours says that nothing is lost, and nothing of what was typed', async () => {
    const response = await plain.request('/kk/broken');
    expect(response.status).toBe(500);
    const page = await response.text();
    expect(page).toContain('<title>Қате: ');
    expect(page).toContain('Ештеңе жоғалған жоқ');
    expect(page).toContain('request-1');
    expect(page).not.toContain('something a person typed');
    expect(response.headers.get('content-security-policy')).toContain("default-src 'none'");
  });

  it('a form from another site is refused', async () => {
    const response = await post('/kk/display', { size: 'huge' }, { 'sec-fetch-site': 'cross-site' });
    expect(response.status).toBe(403);
    expect(response.headers.getSetCookie().join()).not.toContain('display');
    expect(await response.text()).toContain('Форма басқа сайттан жіберілді');
  });
});

it('says on every page that it is a demonstration, if it is one', async () => {
  const demo = bareApp({ demo: true });
  expect(await (await demo.request('/ru/help')).text()).toContain('Пробная версия');
  expect(await (await plain.request('/ru/help')).text()).not.toContain('Пробная версия');
});
