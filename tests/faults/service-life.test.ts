import { request } from 'node:http';
import { connect } from 'node:net';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openS3Emulator } from '../support/s3-emulator.ts';
import { freePort, runToItsEnd, startService, temporaryDataDir } from '../support/service.ts';

let dataDir: Awaited<ReturnType<typeof temporaryDataDir>>;
beforeAll(async () => {
  dataDir = await temporaryDataDir();
});
afterAll(() => dataDir.remove());

const quiet = { LOG_LEVEL: 'info', NODE_ENV: 'test' };

it('refuses a second service on the same folder, survives kill -9, and stops cleanly', async () => {
  const environment = { ...quiet, DATA_DIR: dataDir.path };
  const first = await startService(environment);
  expect(await (await fetch(`${first.url}/readyz`)).text()).toBe('ok');

  const second = await runToItsEnd({ ...environment, PORT: String(await freePort()) });
  expect(second.code).toBe(1);
  const said = second.output.trim().split('\n');
  expect(said).toHaveLength(1);
  expect(said[0]).toContain('DATA_DIR');
  expect(said[0]).toContain('in use');

  first.kill('SIGKILL');
  await first.ended;
  const started = performance.now();
  const third = await startService(environment);
  expect(await (await fetch(`${third.url}/readyz`)).text()).toBe('ok');
  // The accounts are printed once, at the very first start.
  expect(first.output()).toContain('demo.dauys.kz');
  expect(third.output()).not.toContain('demo.dauys.kz');
  expect(performance.now() - started).toBeLessThan(20_000);

  // A half-sent form, an idle kept-alive connection: neither may hold up the stop.
  const port = Number(new URL(third.url).port);
  const half = request({ port, method: 'POST', path: '/kk/status', headers: { 'content-length': '1000' } });
  half.on('error', () => undefined);
  half.write('number=');
  const idle = connect(port, '127.0.0.1');
  idle.on('error', () => undefined);
  await new Promise((resolve) => idle.once('connect', resolve));

  const asked = performance.now();
  third.kill('SIGTERM');
  expect(await third.ended).toEqual({ code: 0, signal: null });
  expect(performance.now() - asked).toBeLessThan(10_000);
  idle.destroy();
  half.destroy();
});

it('names the setting that stops the start, in one line and without its value', async () => {
  const wrong = await runToItsEnd({ ...quiet, DATA_DIR: dataDir.path, SECRET_KEYS: 'not-a-key' });
  expect(wrong.code).toBe(1);
  expect(wrong.output.trim().split('\n')).toHaveLength(1);
  expect(wrong.output).toContain('SECRET_KEYS');
  expect(wrong.output).not.toContain('not-a-key');

  const s3 = await openS3Emulator();
  const refused = await runToItsEnd({
    ...quiet,
    DATA_DIR: dataDir.path,
    FILES_URL: s3.urlWith('another-key'),
  });
  await s3.close();
  expect(refused.code).toBe(1);
  expect(refused.output.trim()).toMatch(/^Setting FILES_URL: the bucket refuses/);
  expect(refused.output).not.toContain('another-key');
});
