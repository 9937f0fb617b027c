import { expect, it } from 'vitest';
import { connect } from '../../src/storage/connect.ts';
import { wholeApp } from '../support/whole-app.ts';
import { openWorld } from '../support/world.ts';

it('with the database away a page says so, in the language, and when to come back', async () => {
  const world = await openWorld();
  const away = connect('postgres://nobody@127.0.0.1:1/none');
  const app = wholeApp({ ...world, db: away.db });
  const response = await app.request('/ru/status/appeal', { headers: { cookie: 'receipt=x' } });
  expect(response.status).toBeLessThan(500);
  const form = new URLSearchParams({ 'for-whom': 'self' });
  const sent = await app.request('/kk/appeal/for-whom', { method: 'POST', body: form });
  expect(sent.status).toBe(503);
  expect(sent.headers.get('retry-after')).toBe('60');
  const page = await sent.text();
  expect(page).toContain('Ештеңе жоғалған жоқ');
  expect(page).toContain('<title>Қате: ');
  await away.close();
  await world.close();
});
