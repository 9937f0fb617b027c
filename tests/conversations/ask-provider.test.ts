import { expect, it } from 'vitest';
import { askProvider } from '../../src/channels/sms/ask-provider.ts';
import { listen } from '../support/listen.ts';

it('a provider that hangs is not waited for without end, and nobody knows what it took', async () => {
  const hanging = await listen(() => undefined);
  expect(await askProvider(new URL(hanging.url), {}, 200)).toEqual({ kind: 'no-answer' });
  await hanging.close();
  expect(await askProvider(new URL(hanging.url), {}, 200)).toEqual({ kind: 'not-connected' });
});

it('a provider that leads elsewhere is not followed: our words and password stay with it', async () => {
  let strangers = 0;
  const stranger = await listen((_request, response) => {
    strangers += 1;
    response.end();
  });
  const leading = await listen((_request, response) => {
    response.writeHead(307, { location: stranger.url }).end();
  });
  expect(await askProvider(new URL(leading.url), { method: 'POST', body: 'x' })).toMatchObject({
    status: 307,
  });
  expect(strangers).toBe(0);
  await leading.close();
  await stranger.close();
});
