import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { receiveInbound } from '../../src/actions/talk/receive-inbound.ts';
import type { TalkDesk } from '../../src/actions/talk/talk-desk.ts';
import type { What } from '../../src/domain/conversation/inbound.ts';
import { labelTexts } from '../../src/text/prompt-text.ts';
import { Visitor } from '../support/visitor.ts';
import { wholeApp } from '../support/whole-app.ts';
import { openWorld, type World } from '../support/world.ts';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

const style = {
  choicesPerMessage: 4,
  brief: true,
  stopEndsNotices: true,
  replies: 'later',
  leads: false,
} as const;
const talk: TalkDesk = { styleOf: () => style, labels: labelTexts, helpPhone: '1414' };
let n = 0;
const write = (what: What | string, from = '+77010000001') =>
  receiveInbound(world, talk, {
    inbound: {
      channel: 'sms',
      externalId: `m${++n}`,
      thread: from,
      address: from,
      answerable: true,
      languageHint: 'ru',
      what: typeof what === 'string' ? { kind: 'text', text: what } : what,
    },
    raw: '',
  });
const codeIn = (text: string): string =>
  /data-hand-over="?[^>]*>([\d ]+)</.exec(text)?.[1]?.replace(/\D/g, '') ?? '';

describe('a draft of the site', () => {
  it('goes on by SMS with a code, and is one appeal wherever it is sent', async () => {
    const person = await new Visitor(wholeApp(world)).goTo('/ru/appeal/for-whom');
    await person.send({ 'for-whom': 'self' });
    await person.send({ type: 'complaint' });
    // Offered in the middle of the form, with the way back for a code from elsewhere.
    expect(person.html).toContain('href="/ru/appeal/elsewhere">Продолжить на другом устройстве');
    expect(person.html).toContain('href="/ru/appeal/bring">У меня есть код');
    await person.goTo('/ru/appeal/elsewhere');
    expect(person.status).toBe(200);
    await person.send({});
    const code = codeIn(person.html);
    expect(code).toMatch(/^\d{8}$/);
    expect(person.html).toContain(`href="https://t.me/dauys_bot?start=${code}"`);
    const moved = await write(code);
    expect(moved.prompts[0]).toMatchObject({ id: 'ask.danger', lines: [{ key: 'talk:handOver.moved' }] });
    expect((await write(code, '+77010000002')).prompts[0]?.id).toBe('handOver.wrong');
  });
});

describe('a conversation', () => {
  it('goes on on the site with a code, once', async () => {
    await write({ kind: 'command', command: 'appeal' }, '+77010000003');
    await write('Для себя', '+77010000003');
    const drawn = await write({ kind: 'command', command: 'hand-over' }, '+77010000003');
    const code = /"digits":"(\d{8})"/.exec(JSON.stringify(drawn.prompts))?.[1] ?? '';
    const person = await new Visitor(wholeApp(world)).goTo('/ru/appeal/elsewhere');
    expect(person.path).toBe('/ru/appeal/bring');
    await person.send({ code: '1234 5678' });
    expect(person.status).toBe(422);
    expect(person.words).toContain('Этот код не подходит');
    await person.send({ code: `${code.slice(0, 4)} ${code.slice(4)}` });
    expect(person.path).toBe('/ru/appeal/type');
    const other = await new Visitor(wholeApp(world)).goTo('/ru/appeal/bring');
    await other.send({ code });
    expect(other.status).toBe(422);
  });
});
