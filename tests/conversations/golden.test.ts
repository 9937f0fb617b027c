import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { comesTo, type Golden, goldenShape, type Played, playStep } from '../../src/commands/parts/golden.ts';
import { createPaperService } from '../../src/commands/parts/paper-service.ts';
import { createPlayer, type Player } from '../../src/commands/parts/player.ts';
import type { What } from '../../src/domain/conversation/inbound.ts';
import { type ChannelDriver, drivers } from './drivers.ts';

const folder = import.meta.dirname;
const goldens: readonly Golden[] = readdirSync(folder)
  .filter((name) => name.endsWith('.json'))
  .sort()
  .map((name) => goldenShape.parse(JSON.parse(readFileSync(join(folder, name), 'utf8'))));

const canCarry = ({ channel }: ChannelDriver, golden: Golden): boolean =>
  golden.needs.every((need) => channel.can[need]);

/** What a person does, through the provider's own request and back: as the service really hears it. */
const throughProvider = (driver: ChannelDriver, address: string) => {
  let messages = 0;
  return async (what: What): Promise<What> => {
    const request = driver.request(what, { address, externalId: `${address}-${++messages}` });
    if (request === null) return what;
    const webhook = driver.channel.webhooks.find(({ path }) => path === request.url.pathname);
    expect(await webhook?.verify(request)).toBe(true);
    const read = await webhook?.parse(request);
    if (read?.ok !== true) throw new Error('the channel does not read its own provider');
    const [inbound] = read.value.inbound;
    if (inbound === undefined) throw new Error('the channel heard nothing');
    expect(inbound.channel).toBe(driver.channel.id);
    return inbound.what;
  };
};

interface Heard {
  readonly ids: readonly (readonly string[])[];
  readonly appeals: Golden['comesTo'];
}

const play = async (driver: ChannelDriver, golden: Golden): Promise<Heard> => {
  const service = createPaperService();
  const { id, style, render } = driver.channel;
  const person = (address: string): Player =>
    createPlayer(service, { channel: id, style, address, language: golden.language });
  const heardBy = throughProvider(driver, '+77010000001');
  // Playing is one call after another; what each says is read back through the channel before it is heard.
  const heard: What[] = [];
  const asHeard = (player: Player): Player => ({
    ...player,
    hear: (what) => {
      heard.push(what);
      const prompts = player.hear(what);
      const messages = render(prompts, player.language());
      if (prompts.length > 0) expect(messages.join('').trim()).not.toBe('');
      return prompts;
    },
  });
  let played: Played = { player: asHeard(person('+77010000001')), prompts: [] };
  for (const what of driver.reachStatement(golden.language))
    played = { ...played, prompts: played.player.hear(what) };
  const ids: (readonly string[])[] = [];
  const another = () => asHeard(person('+77010000002'));
  for (const step of golden.steps) {
    played = playStep(played, step, { buttons: driver.buttons, another });
    ids.push(played.prompts.map((prompt) => prompt.id));
    if ('send' in step)
      for (const what of driver.afterRecording) played = { ...played, prompts: played.player.hear(what) };
  }
  for (const what of heard) {
    const { media: _media, ...read } = { media: null, ...(await heardBy(what)) };
    const { media: _sent, ...said } = { media: null, ...what };
    expect(read.kind).toBe(said.kind);
    if (said.kind === 'text' || said.kind === 'choice') expect(read).toEqual(said);
  }
  return { ids, appeals: comesTo(service) };
};

const nameOf = ({ name, channel }: ChannelDriver): string => name ?? channel.id;

type Lacks = Readonly<Record<string, Golden['needs'][number]>>;
const lacking = (need: Golden['needs'][number], ...names: readonly string[]): Lacks =>
  Object.fromEntries(names.map((name) => [name, need]));

/** Nothing but words goes by SMS. */
const bySms: Lacks = {
  ...lacking('voiceIn', 'voice-kk', 'voice-ru', 'voice-status-kk'),
  ...lacking('mediaIn', 'sign-language-ru'),
};
/** What a channel has no way for; all else it carries. Said here, so that no conversation drops out unnoticed. */
const notCarried: Readonly<Record<string, Lacks>> = {
  sms: {},
  telegram: {},
  'sms by Twilio': bySms,
  'sms by Kannel': bySms,
  'voice by Twilio': {
    ...lacking(
      'freeText',
      'anonymous-ru',
      'back-kk',
      'full-kk',
      'full-ru',
      'hand-over-kk',
      'language-midway',
    ),
    ...lacking('freeText', 'nonsense-ru', 'opted-out-kk', 'proxy-kk', 'short-kk', 'short-ru', 'status-kk'),
    ...lacking('freeText', 'stop-and-resume-ru'),
    ...lacking('mediaIn', 'sign-language-ru'),
  },
};

it('holds at least twelve conversations', () => {
  expect(goldens.length).toBeGreaterThanOrEqual(12);
});

it('runs each of them on every channel, but for what that channel has no way for', () => {
  const missing = Object.fromEntries(
    drivers.map((driver) => [
      nameOf(driver),
      Object.fromEntries(
        goldens.flatMap((golden) => {
          const lacks = golden.needs.find((need) => !driver.channel.can[need]);
          return lacks === undefined ? [] : [[golden.name, lacks]];
        }),
      ),
    ]),
  );
  console.table(
    Object.fromEntries(
      goldens.map(({ name }) => [
        name,
        Object.fromEntries(
          Object.entries(missing).map(([channel, lacks]) => [
            channel,
            lacks[name] ? `no ${lacks[name]}` : 'yes',
          ]),
        ),
      ]),
    ),
  );
  expect(missing).toEqual(notCarried);
  // Every conversation is carried by two channels at least, or nothing is compared.
  for (const { name } of goldens)
    expect(Object.values(missing).filter((lacks) => lacks[name] === undefined).length).toBeGreaterThan(1);
});

describe.each(drivers.map((driver) => [nameOf(driver), driver] as const))('on %s', (_name, driver) => {
  const carried = goldens.filter((golden) => canCarry(driver, golden));
  it.each(carried.map((golden) => [golden.name, golden] as const))(
    '%s comes to the same',
    async (_title, golden) => {
      const { ids, appeals } = await play(driver, golden);
      expect(JSON.parse(JSON.stringify(appeals))).toEqual(golden.comesTo);
      if (driver === drivers[0]) expect(ids).toEqual(golden.hears);
    },
  );
});
