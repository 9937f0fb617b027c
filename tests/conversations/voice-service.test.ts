import { getExpectedTwilioSignature } from 'twilio/lib/webhooks/webhooks.js';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { answerAppeal } from '../../src/actions/staff/answer-appeal.ts';
import { closeAppeal } from '../../src/actions/staff/close-appeal.ts';
import { curatorInbox } from '../../src/actions/staff/curator-inbox.ts';
import { doneTask } from '../../src/actions/staff/done-task.ts';
import { takeAppeal } from '../../src/actions/staff/take-appeal.ts';
import type { Official } from '../../src/domain/people.ts';
import { parseReceipt } from '../../src/domain/receipt-number.ts';
import { type Call, ringUp } from '../support/caller.ts';
import { officials } from '../support/directory.ts';
import { statements } from '../support/recordings.ts';
import { readTwiml, type Verb } from '../support/twiml-reader.ts';
import { builtVoices, openVoiceHouse, type VoiceHouse } from '../support/voice-house.ts';

const mobile = '+77010000001';

let voices: Awaited<ReturnType<typeof builtVoices>>;
let house: VoiceHouse;
beforeAll(async () => {
  voices = await builtVoices();
});
afterAll(() => voices.remove());
beforeEach(async () => {
  house = await openVoiceHouse(voices.folder);
});
afterEach(() => house.close());

const ring = (from = mobile): Promise<Call> => ringUp(house.exchange, from);
const appeals = () =>
  house.world.db
    .selectFrom('appeals')
    .select([
      'id',
      'serial',
      'language',
      'channel',
      'form',
      'answer_channel',
      'file_count',
      'needs',
      'statement',
    ])
    .orderBy('received_at')
    .execute();
const files = () =>
  house.world.db.selectFrom('files').select(['appeal_id', 'kind', 'media_type', 'bytes']).execute();
const inKazakh = async (from = mobile): Promise<Call> => {
  const call = await ring(from);
  await call.press('1');
  return call;
};
const waits = (call: Call): string | undefined => call.waitsFor()?.name;
/** The digits that were read out in one step. */
const digitsOf = (heard: readonly string[]): string =>
  heard.flatMap((name) => (name.startsWith('digit.') ? [name.slice(6)] : [])).join('');

describe('a caller who never presses a key', () => {
  it('reaches the recording, and what is said there is an appeal with its sound', async () => {
    const call = await ring();
    for (let silences = 0; silences < 3; silences += 1) await call.staySilent();
    expect(waits(call)).toBe('Record');
    await call.speak(statements.kk);
    await call.staySilent();
    expect(await appeals()).toMatchObject([
      { channel: 'voice', form: 'telephone', answer_channel: 'phone', file_count: 1, language: 'kk' },
    ]);
    await house.round();
    const [appeal] = await appeals();
    expect(await files()).toMatchObject([{ appeal_id: appeal?.id, kind: 'sound' }]);
    expect((await files())[0]?.bytes).toBe(statements.kk.length);
  });

  it('is offered both languages within ten seconds', async () => {
    const call = await ring();
    expect(call.heard()).toEqual([
      'menu.language',
      'choices.2',
      'option.kk',
      'press.1',
      'option.ru',
      'press.2',
    ]);
    const plays = call.steps[0]?.verbs.flatMap(({ children }) => children) ?? [];
    const lengths = await Promise.all(plays.map(secondsOf));
    expect(lengths.reduce((sum, one) => sum + one, 0)).toBeLessThan(10);
  });

  it('and says nothing either is never hung up on, however long', async () => {
    const call = await ring();
    for (let silences = 0; silences < 12; silences += 1) {
      await call.staySilent();
      expect(call.waitsFor()).not.toBeNull();
    }
    expect(await appeals()).toEqual([]);
  });
});

/** Length of a sound as it is served: its octets, at 8000 a second. */
const secondsOf = async (play: Verb): Promise<number> => {
  const { publicBaseUrl, request } = house.exchange;
  const response = await request(play.text.slice(publicBaseUrl.length));
  return ((await response.arrayBuffer()).byteLength - 58) / 8_000;
};

describe('an appeal by keys and voice', () => {
  it.each([
    ['kk', '1', statements.kk],
    ['ru', '2', statements.ru],
  ] as const)('in %s is heard again, kept, and told its number twice', async (language, key, sound) => {
    const call = await ring();
    await call.press(key);
    await call.press('1');
    expect(waits(call)).toBe('Record');
    await call.speak(sound, '#');
    expect(call.heard()).toContain('recording');
    await call.press('1');
    const [appeal] = await appeals();
    expect(appeal).toMatchObject({ language, file_count: 1 });
    const said = digitsOf(call.heard());
    const number = parseReceipt(said.slice(0, 10));
    expect(number).toEqual({ ok: true, value: appeal?.serial });
    expect(said.slice(10)).toBe(said.slice(0, 10));
    expect(
      call
        .heard()
        .filter((name) => /^(year|month|day)\./.test(name))
        .sort(),
    ).toEqual(['day.9', 'month.12', 'year.2026']);
    const plays = call.steps
      .slice(1)
      .flatMap(({ verbs }) => verbs.flatMap((verb) => [verb, ...verb.children]));
    for (const { name, text } of plays)
      if (name === 'Play' && text.includes('/assets/')) expect(text).toContain(`/voice/${language}/`);
  });

  it('said anew replaces what was said before', async () => {
    const call = await inKazakh();
    await call.press('1');
    await call.speak(statements.kk);
    await call.press('2');
    expect(waits(call)).toBe('Record');
    await call.speak(statements.ru);
    await call.press('1');
    await house.round();
    expect(await appeals()).toMatchObject([{ file_count: 1 }]);
    const kept = (await files()).filter(({ appeal_id: id }) => id !== null);
    expect(kept.map(({ bytes }) => bytes)).toEqual([statements.ru.length]);
  });

  it('is thrown away and begun anew by * while speaking, also when the provider tells of it later', async () => {
    const call = await inKazakh();
    await call.press('1');
    await call.speak(statements.kk, '*');
    expect(waits(call)).toBe('Record');
    await call.speak(statements.ru, '#');
    await call.press('1');
    await house.round();
    expect((await files()).map(({ bytes }) => bytes)).toEqual([statements.ru.length]);
  });

  it('goes to a person by 0 while speaking: what was said stays', async () => {
    const call = await inKazakh();
    await call.press('1');
    await call.speak(statements.kk, '0');
    expect(await appeals()).toMatchObject([{ file_count: 1, needs: ['call-me'] }]);
  });

  it('from a hidden number says its code too, and asks by voice where to call', async () => {
    const call = await inKazakh('anonymous');
    await call.press('0');
    expect(waits(call)).toBe('Record');
    await call.speak(statements.kk);
    await call.press('1');
    expect(digitsOf(call.heard())).toHaveLength(10 + 10 + 6 + 6);
    expect(await appeals()).toMatchObject([{ needs: ['call-me'], answer_channel: 'site' }]);
    await house.round();
    expect(house.sms.sent).toEqual([]);
  });

  it('is also sent as an SMS to a mobile, with how to write', async () => {
    const call = await inKazakh();
    await call.press('1');
    await call.speak(statements.kk);
    await call.press('1');
    await house.round();
    expect(house.sms.sent).toMatchObject([
      { address: mobile, language: 'kk', prompts: [{ id: 'call-taken' }] },
    ]);
  });

  it('from a line that can read no SMS is told its code by voice', async () => {
    const call = await inKazakh('+77272000001');
    await call.press('1');
    await call.speak(statements.kk);
    await call.press('1');
    expect(digitsOf(call.heard())).toHaveLength(32);
    await house.round();
    expect(house.sms.sent).toEqual([]);
  });
});

it("in Russian by the provider's own voice, where it is set so; Kazakh by recordings all the same", async () => {
  const say = await openVoiceHouse(voices.folder, { voiceRussian: 'say' });
  try {
    const call = await ringUp(say.exchange, mobile);
    expect(call.heard()).toContain('option.kk');
    await call.press('2');
    const heard = call.heard();
    expect(heard[0]).toBe('Есть четыре варианта.');
    expect(heard).toContain('Чтобы подать обращение, нажмите один.');
    await call.press('1');
    await call.speak(statements.ru);
    await call.press('1');
    expect(call.heard().join(' ')).toMatch(/два шесть, ноль ноль ноль ноль/);
    const said = call.steps
      .slice(1)
      .flatMap(({ verbs }) => verbs.flatMap((verb) => [verb, ...verb.children]));
    for (const { name, attributes, text } of said) {
      if (name === 'Say') expect(attributes.language).toBe('ru-RU');
      if (name === 'Play') expect(text).toContain('/recordings/');
    }
  } finally {
    await say.close();
  }
});

describe('a call that breaks off', () => {
  it('in the middle of the recording: what was said is an appeal, once, and the state is there at the next call', async () => {
    const call = await inKazakh();
    await call.press('1');
    await call.hangUp(statements.kk);
    await house.round();
    expect(await appeals()).toMatchObject([{ file_count: 1 }]);
    expect(await files()).toMatchObject([{ kind: 'sound', bytes: statements.kk.length }]);
    const back = await inKazakh();
    await back.press('3');
    expect(back.heard()).toContain('status.is');
    expect(back.heard().some((name) => name.startsWith('state.'))).toBe(true);
    const [appeal] = await appeals();
    expect(parseReceipt(digitsOf(back.heard()))).toEqual({ ok: true, value: appeal?.serial });
  });

  it('after the recording, before it was kept: it counts', async () => {
    const call = await inKazakh();
    await call.press('1');
    await call.speak(statements.kk);
    await call.hangUp();
    expect(await appeals()).toHaveLength(1);
  });

  it('without anybody being told: an hour later it counts, once', async () => {
    const call = await inKazakh();
    await call.press('1');
    await call.speak(statements.kk);
    const kept = await inKazakh('+77010000002');
    await kept.press('1');
    await kept.speak(statements.kk);
    await kept.press('1');
    expect(await appeals()).toHaveLength(1);
    house.world.at(new Date(house.world.now().getTime() + 3_700_000).toISOString());
    await house.round();
    expect(await appeals()).toHaveLength(2);
    await call.hangUp();
    await house.round();
    expect(await appeals()).toHaveLength(2);
  });

  it('with nothing said leaves nothing', async () => {
    const call = await inKazakh();
    await call.hangUp();
    expect(await appeals()).toEqual([]);
  });
});

describe('a rating', () => {
  const institution = async (): Promise<string> => {
    const { rating_code: code } = await house.world.db
      .selectFrom('organisations')
      .select('rating_code')
      .where('rated', '=', true)
      .orderBy('rating_code')
      .executeTakeFirstOrThrow();
    return String(code);
  };
  const ratings = () => house.world.db.selectFrom('ratings').select(['score', 'channel']).execute();

  it.each([
    ['9', 9],
    ['10', 10],
  ])('by the keys %s is said back and taken', async (keys, mark) => {
    const call = await inKazakh();
    await call.press('2');
    await call.press(`${await institution()}#`);
    await call.press(keys);
    expect(call.heard()).toContain(`mark.${mark}`);
    await call.press('1');
    expect(await ratings()).toEqual([{ score: mark, channel: 'voice' }]);
  });

  it('can be given again before it is sent', async () => {
    const call = await inKazakh();
    await call.press('2');
    await call.press(`${await institution()}#`);
    await call.press('3');
    await call.press('2');
    await call.press('8');
    await call.staySilent();
    expect(await ratings()).toEqual([{ score: 8, channel: 'voice' }]);
  });
});

/** A curator takes the only appeal and answers it. */
const answerIt = async (): Promise<{ readonly id: string; readonly curator: Official }> => {
  const { world } = house;
  const { id } = await world.db.selectFrom('appeals').select('id').executeTakeFirstOrThrow();
  const curator = officials.curatorNorth;
  await world.db
    .updateTable('appeals')
    .set({ state: 'distributed', department_id: curator.organisationId, curator_id: curator.id })
    .where('id', '=', id)
    .execute();
  expect(await takeAppeal(world, curator, { appealId: id, formId: world.uuid() })).toMatchObject({
    ok: true,
  });
  const answer = { appealId: id, formId: world.uuid(), text: 'Пандус орнатылды.', language: 'kk' } as const;
  expect(await answerAppeal(world, curator, answer)).toMatchObject({ ok: true });
  await house.round();
  return { id, curator };
};

describe('the answer to a caller', () => {
  it('is a call back for the curator until it is ticked off, the same in writing, and told of by the status', async () => {
    const call = await inKazakh();
    await call.press('1');
    await call.speak(statements.kk);
    await call.press('1');
    const { id, curator } = await answerIt();
    const { world, sms } = house;
    expect(sms.sent.flatMap(({ prompts }) => prompts).find(({ quote }) => quote)?.quote?.text).toBe(
      'Пандус орнатылды.',
    );
    const inbox = await curatorInbox(world, curator, { whose: 'mine' }, {});
    const [task] = inbox.ok ? inbox.value.tasks : [];
    expect(task).toMatchObject({ kind: 'send-answer', channel: 'phone', recipient: 'writer', appealId: id });
    await call.press('3');
    expect(call.heard()).toContain('status.callBack');
    const closing = { appealId: id, formId: world.uuid(), reason: '' };
    expect(await closeAppeal(world, curator, closing)).toEqual({ ok: false, error: 'task-open' });
    const done = { appealId: id, formId: world.uuid(), taskId: task?.id ?? '' };
    expect(await doneTask(world, curator, done)).toMatchObject({ ok: true });
    await call.press('3');
    expect(call.heard()).toContain('status.written');
    expect(await closeAppeal(world, curator, { ...closing, formId: world.uuid() })).toMatchObject({
      ok: true,
    });
  });

  it('is a call back alone where the line can read no SMS', async () => {
    const call = await inKazakh('+77272000001');
    await call.press('1');
    await call.speak(statements.kk);
    await call.press('1');
    const { curator } = await answerIt();
    expect(house.sms.sent).toEqual([]);
    const inbox = await curatorInbox(house.world, curator, { whose: 'mine' }, {});
    expect(inbox.ok && inbox.value.tasks).toMatchObject([{ kind: 'send-answer', channel: 'phone' }]);
  });
});

describe('the provider', () => {
  it('that asks again gets the same TwiML, and there is one appeal', async () => {
    const call = await inKazakh();
    await call.press('1');
    await call.speak(statements.kk);
    await call.press('1');
    const before = call.steps.at(-1)?.document;
    expect(await call.repeatLast()).toBe(before);
    expect(await call.repeatLast()).toBe(before);
    expect(await appeals()).toHaveLength(1);
  });

  it('that asks twenty times at once gets twenty equal answers, and there is one appeal', async () => {
    const call = await inKazakh();
    await call.press('1');
    await call.speak(statements.kk);
    const { exchange } = house;
    const url = call.waitsFor()?.attributes.action ?? '';
    const form = { CallSid: call.sid, From: mobile, Digits: '1' };
    const ask = (): Promise<string> =>
      exchange
        .request(url.slice(exchange.publicBaseUrl.length), {
          method: 'POST',
          headers: {
            'content-type': 'application/x-www-form-urlencoded',
            'x-twilio-signature': getExpectedTwilioSignature(exchange.authToken, url, form),
          },
          body: new URLSearchParams(form).toString(),
        })
        .then((response) => response.text());
    const answers = await Promise.all(Array.from({ length: 20 }, ask));
    expect(new Set(answers).size).toBe(1);
    expect(answers[0]).toContain('/taken.1-');
    expect(await appeals()).toHaveLength(1);
  });

  it('with a wrong signature is refused, and nothing is stored', async () => {
    for (const path of ['/channels/voice/twilio', '/channels/voice/twilio/status']) {
      const response = await house.exchange.request(path, {
        method: 'POST',
        headers: {
          'content-type': 'application/x-www-form-urlencoded',
          'x-twilio-signature': 'AAAAAAAAAAAAAAAAAAAAAAAAAAA=',
        },
        body: 'CallSid=CA1&From=%2B77010000001',
      });
      expect(response.status).toBe(403);
    }
    expect(await house.world.db.selectFrom('inbound').select('id').execute()).toEqual([]);
  });

  it('that got no answer is told to hold the caller on, and comes back to the same step', async () => {
    const { exchange } = house;
    const path = '/channels/voice/twilio';
    for (const [failed, back] of [
      [path, path],
      [`${path}?step=7`, `${path}?step=7&silence=1`],
    ] as const) {
      const form = {
        CallSid: 'CA9',
        From: mobile,
        ErrorCode: '11200',
        ErrorUrl: `${exchange.publicBaseUrl}${failed}`,
      };
      const url = `${exchange.publicBaseUrl}${path}/away`;
      const response = await exchange.request(`${path}/away`, {
        method: 'POST',
        headers: {
          'content-type': 'application/x-www-form-urlencoded',
          'x-twilio-signature': getExpectedTwilioSignature(exchange.authToken, url, form),
        },
        body: new URLSearchParams(form).toString(),
      });
      const verbs = readTwiml(await response.text());
      expect(verbs.map(({ name }) => name)).toEqual(['Play', 'Play', 'Pause', 'Redirect']);
      expect(verbs.at(-1)?.text).toBe(`${exchange.publicBaseUrl}${back}`);
    }
    expect(await house.world.db.selectFrom('inbound').select('id').execute()).toEqual([]);
  });

  it('of another account, or with an address made up, gets no recording', async () => {
    const call = await inKazakh();
    await call.press('1');
    await call.speak(statements.kk);
    const { exchange } = house;
    const play = call.steps
      .at(-1)
      ?.verbs.flatMap(({ children }) => children)
      .find(({ text }) => text.includes('/recordings/'));
    const path = (play?.text ?? '').slice(exchange.publicBaseUrl.length);
    expect((await exchange.request(path)).status).toBe(200);
    for (const wrong of [
      `${path}x`,
      path.replace(/\.[^.]+$/, '.x'),
      path.replace('/recordings/', '/recordings/x'),
    ])
      expect((await exchange.request(wrong)).status).toBe(403);
  });

  it('that has not finished the recording is asked again', async () => {
    const call = await inKazakh();
    await call.press('1');
    const { sid } = await call.speak(statements.kk);
    house.recordings.unfinish(sid, 1);
    await call.press('1');
    await house.round();
    expect(await files()).toEqual([]);
    house.world.at(new Date(house.world.now().getTime() + 60_000).toISOString());
    await house.round();
    expect(await files()).toMatchObject([{ kind: 'sound' }]);
    expect(house.recordings.strangers()).toBe(0);
  });

  it('that has lost the recording: an official calls', async () => {
    const call = await inKazakh();
    await call.press('1');
    const { sid } = await call.speak(statements.kk);
    house.recordings.remove(sid);
    await call.press('1');
    await house.round();
    expect(await house.world.db.selectFrom('tasks').select(['kind', 'channel', 'notice']).execute()).toEqual([
      { kind: 'send-notice', channel: 'phone', notice: 'recording-lost' },
    ]);
  });
});

/** Every menu, by every key that it offers, each in a call of its own. */
const walk = async (keys: readonly string[], look: (call: Call, level: number) => void): Promise<number> => {
  const call = await ring();
  let level = 0;
  for (const key of keys) {
    if (waits(call) !== 'Gather') return 0;
    await call.press(key);
  }
  const offered = call.heard().filter((name) => name.startsWith('press.'));
  level = keys.length + (offered.length > 0 ? 1 : 0);
  look(call, level);
  let deepest = level;
  const isMenu = waits(call) === 'Gather' && call.waitsFor()?.attributes.numDigits === '1';
  const isMain = keys.length > 1 && call.heard().includes('option.menu-appeal');
  if (!isMenu || isMain) return deepest;
  for (const press of offered) {
    deepest = Math.max(deepest, await walk([...keys, press.slice('press.'.length)], look));
  }
  return deepest;
};

it('all menus have at most three levels and four choices, said first, "for this press that", and wait long', async () => {
  const seen = new Set<string>();
  const deepest = await walk([], (call) => {
    const heard = call.heard();
    const choices = heard.filter((name) => name.startsWith('press.'));
    expect(choices.length).toBeLessThanOrEqual(4);
    choices.forEach((press, index) => {
      expect(press).toBe(`press.${index + 1}`);
      expect(heard[heard.indexOf(press) - 1]).toMatch(/^option\./);
    });
    if (choices.length > 0) {
      const count = heard.indexOf(`choices.${choices.length}`);
      expect(count).toBeGreaterThanOrEqual(0);
      expect(count).toBeLessThan(heard.findIndex((name) => name.startsWith('option.')));
    }
    for (const { verbs } of call.steps)
      for (const verb of verbs) {
        seen.add(verb.name);
        if (verb.name === 'Gather') expect(Number(verb.attributes.timeout)).toBeGreaterThanOrEqual(10);
        if (verb.name === 'Record') {
          expect(Number(verb.attributes.maxLength)).toBeGreaterThanOrEqual(120);
          expect(verb.attributes.playBeep).toBe('true');
          expect(verb.attributes.finishOnKey).toContain('#');
          expect(verbs.at(-1)?.name).toBe('Redirect');
        }
      }
  });
  expect(deepest).toBeLessThanOrEqual(3);
  expect([...seen].sort()).toEqual(['Gather', 'Play', 'Record', 'Redirect']);
});
