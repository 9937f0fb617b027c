import { readFile } from 'node:fs/promises';
import { createInterface } from 'node:readline/promises';
import { isDeepStrictEqual } from 'node:util';
import { smsStyle } from '../channels/sms/sms-channel.ts';
import { compose } from '../channels/telegram/compose.ts';
import { markupOf } from '../channels/telegram/send.ts';
import { telegramStyle } from '../channels/telegram/telegram-channel.ts';
import { callText } from '../channels/voice/call-text.ts';
import type { TalkChannel } from '../domain/conversation/inbound.ts';
import type { Prompt } from '../domain/conversation/prompt.ts';
import type { Style } from '../domain/conversation/style.ts';
import { isLanguage } from '../domain/language.ts';
import { smsSegments } from '../domain/sms-length.ts';
import { plainText } from '../text/prompt-text.ts';
import { smsText } from '../text/sms-text.ts';
import { say } from './parts/command.ts';
import { comesTo, type Golden, goldenShape, type Played, playStep, type Step } from './parts/golden.ts';
import { createPaperService } from './parts/paper-service.ts';
import { createPlayer, type Player } from './parts/player.ts';

/** How each channel converses, as far as a terminal can show it. */
const styles: Readonly<
  Record<TalkChannel | 'text', { readonly channel: TalkChannel; readonly style: Style }>
> = {
  text: {
    channel: 'sms',
    style: { choicesPerMessage: 8, brief: false, stopEndsNotices: false, replies: 'later', leads: false },
  },
  sms: {
    channel: 'sms',
    style: smsStyle,
  },
  telegram: {
    channel: 'telegram',
    style: telegramStyle,
  },
  voice: {
    channel: 'voice',
    style: { choicesPerMessage: 4, brief: false, stopEndsNotices: false, replies: 'at-once', leads: true },
  },
};
type Name = keyof typeof styles;
const isName = (value: string): value is Name => value in styles;

const usage = `npm run talk -- --channel text|sms|telegram|voice --lang kk|ru    plays a conversation; an empty line ends it
npm run talk -- --replay FILE                                    plays a golden conversation again
Instead of words: /voice /video-note /photo send a file, /silence, /hang-up, /start, /help and the other commands.`;

const option = (args: readonly string[], name: string): string | undefined => {
  const at = args.indexOf(`--${name}`);
  return at < 0 ? undefined : args[at + 1];
};

/** An SMS as it goes out, with the segments that it costs. */
const sms = (prompts: readonly Prompt[], player: Player): string => {
  const text = smsText(prompts, player.language());
  return text === '' ? '' : `${text}\n(${smsSegments(text)} SMS, ${text.length})`;
};

/** Messages of Telegram with what can be pressed under them. */
const chat = (prompts: readonly Prompt[], player: Player): readonly string[] =>
  compose(prompts, player.language()).flatMap((part) => {
    if (part.kind === 'file') return [`(${part.fileId})`];
    const markup = markupOf(part.message);
    const rows = markup === null ? [] : Object.values(markup).flat(2);
    const pressed = rows.flatMap((button) => (typeof button === 'object' ? [`[${button.text}]`] : []));
    return [[part.message.text, ...pressed].join('\n')];
  });

const show = (prompts: readonly Prompt[], player: Player, style: Style): void => {
  const { brief, leads } = style;
  const said = leads
    ? [callText(prompts, player.language())]
    : brief
      ? [sms(prompts, player)]
      : style === telegramStyle
        ? chat(prompts, player)
        : prompts.map((prompt) => plainText(prompt, player.language()));
  for (const text of said) if (text !== '') say(`${text.replace(/^/gm, '  ')}\n`);
};

const replay = async (file: string, name: Name): Promise<number> => {
  const golden = goldenShape.parse(JSON.parse(await readFile(file, 'utf8')));
  const service = createPaperService();
  const { channel, style } = styles[name];
  const person = (address: string) =>
    createPlayer(service, { channel, style, address, language: golden.language });
  let played: Played = { player: person('+77010000001'), prompts: [] };
  for (const one of golden.steps) {
    say(`> ${JSON.stringify(one)}`);
    played = playStep(played, one, { buttons: name === 'telegram', another: () => person('+77010000002') });
    show(played.prompts, played.player, style);
  }
  const same = isDeepStrictEqual(JSON.parse(JSON.stringify(comesTo(service))), golden.comesTo);
  say(
    same
      ? 'The same appeal as before.'
      : `Another appeal than before: ${JSON.stringify(comesTo(service), null, 2)}`,
  );
  return same ? 0 : 1;
};

/** Keys of a telephone that are commands. */
const keys: Readonly<Record<string, string>> = { '0': 'person', '*': 'repeat', '#': 'done' };

const stepOf = (line: string): Step => {
  const file = /^\/(voice|video-note|video|photo|document)$/.exec(line)?.[1];
  if (file !== undefined) return goldenShape.shape.steps.element.parse({ send: file });
  if (line === '/silence') return { silence: true };
  if (line === '/hang-up') return { hangUp: true };
  const command = keys[line] ?? /^\/([a-z-]+)$/.exec(line)?.[1];
  const known = goldenShape.shape.steps.element.safeParse({ command });
  return known.success ? known.data : { say: line };
};

const converseHere = async (name: Name, language: Golden['language']): Promise<number> => {
  const service = createPaperService();
  const { channel, style } = styles[name];
  const player = createPlayer(service, { channel, style, address: '+77010000001', language });
  const steps: Step[] = [];
  const hears: string[][] = [];
  let played: Played = {
    player,
    prompts: style.leads ? player.hear({ kind: 'command', command: 'start' }) : [],
  };
  show(played.prompts, player, style);
  const terminal = createInterface({ input: process.stdin, output: process.stderr, prompt: '> ' });
  terminal.prompt();
  for await (const line of terminal) {
    if (line.trim() === '') break;
    const one = stepOf(line.trim());
    played = playStep(played, one, { buttons: false, another: () => player });
    steps.push(one);
    hears.push(played.prompts.map(({ id }) => id));
    show(played.prompts, player, style);
    terminal.prompt();
  }
  terminal.close();
  const golden: Golden = {
    name: 'new',
    about: '',
    language,
    needs: ['freeText'],
    steps,
    hears,
    comesTo: comesTo(service),
  };
  say(JSON.stringify(golden, null, 2));
  return 0;
};

const main = async (args: readonly string[]): Promise<number> => {
  const file = option(args, 'replay');
  const name = option(args, 'channel') ?? 'text';
  const language = option(args, 'lang') ?? 'kk';
  if (!isName(name) || !isLanguage(language) || args.includes('--help')) {
    say(usage);
    return args.includes('--help') ? 0 : 1;
  }
  return file === undefined ? converseHere(name, language) : replay(file, name);
};

process.exitCode = await main(process.argv.slice(2));
