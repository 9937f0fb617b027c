import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { openProviderSide, type ProviderSide } from '../support/provider-side.ts';
import type { RunningService } from '../support/service.ts';
import { startTelegramEmulator, type TelegramEmulator } from '../support/telegram-emulator.ts';
import { openWorld, type World } from '../support/world.ts';

const token = '700001:a-made-up-token';
let world: World;
let telegram: TelegramEmulator;
let side: ProviderSide;
const services: RunningService[] = [];
beforeAll(async () => {
  world = await openWorld();
  telegram = await startTelegramEmulator(token);
  side = await openProviderSide(world, 0);
  const bot = { TELEGRAM_BOT_TOKEN: token, TELEGRAM_API_ROOT: telegram.url };
  for (let n = 0; n < 2; n += 1) services.push(await side.start(bot));
});
afterAll(async () => {
  await side.close();
  await telegram.close();
  await world.close();
});

const polls = (service: RunningService): boolean => service.output().includes('polling Telegram');

it('one of two processes polls; when it is killed the other one does, and nothing is lost or said twice', async () => {
  const ivan = telegram.person({ id: 71, language_code: 'ru' });
  const heard = (words: RegExp): number => ivan.messages().filter(({ text }) => words.test(text)).length;
  const within = { timeout: 20_000, interval: 50 };
  await ivan.says('Лифт не работает уже неделю.');
  await vi.waitFor(() => expect(heard(/принято/)).toBe(1), within);
  expect(services.filter(polls)).toHaveLength(1);
  expect(telegram.mostPollers()).toBe(1);

  const poller = services.find(polls);
  poller?.kill('SIGKILL');
  await poller?.ended;
  await ivan.says('И ещё: нет света в подъезде.');
  await vi.waitFor(() => expect(heard(/Добавили/)).toBe(1), within);
  expect(services.filter(polls)).toHaveLength(2);

  // A stop in the middle of a held question is no slower than any other.
  const [left] = services.filter((service) => service !== poller);
  const began = performance.now();
  left?.kill('SIGTERM');
  expect(await left?.ended).toEqual({ code: 0, signal: null });
  expect(performance.now() - began).toBeLessThan(5_000);
  expect([heard(/принято/), heard(/Добавили/)]).toEqual([1, 1]);
});
