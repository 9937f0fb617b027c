import { z } from 'zod';
import { commands, type What } from '../../domain/conversation/inbound.ts';
import { moreCode } from '../../domain/conversation/options.ts';
import type { Prompt } from '../../domain/conversation/prompt.ts';
import type { PaperService } from './paper-service.ts';
import type { Player } from './player.ts';

const step = z.union([
  z.strictObject({ say: z.string() }),
  /** An option by its code: a button, a key or its number, as the channel has it. */
  z.strictObject({ choose: z.string() }),
  z.strictObject({
    send: z.enum(['voice', 'video-note', 'video', 'photo', 'document']),
    seconds: z.number().optional(),
    under: z.string().optional(),
  }),
  z.strictObject({ command: z.enum(commands) }),
  z.strictObject({ wait: z.number() }),
  /** Goes on as the same person on another device, with the code that was given here. */
  z.strictObject({ moveTo: z.literal('another-device') }),
  z.strictObject({ silence: z.literal(true) }),
  z.strictObject({ hangUp: z.literal(true) }),
]);
export type Step = z.infer<typeof step>;

/** A golden conversation: what a person does, on any channel that can carry it, and the appeal it must come to. */
export const goldenShape = z.strictObject({
  name: z.string(),
  about: z.string(),
  language: z.enum(['kk', 'ru']),
  /** What a channel must be able to do: `freeText`, `voiceIn`, `mediaIn`. */
  needs: z.array(z.enum(['freeText', 'voiceIn', 'mediaIn'])),
  steps: z.array(step),
  /** Ids of what is said after each step, on the bare text channel. */
  hears: z.array(z.array(z.string())),
  /** What the service holds in the end, without what the channel alone decides. */
  comesTo: z.array(z.record(z.string(), z.unknown())),
});
export type Golden = z.infer<typeof goldenShape>;

/** The appeals of a service, as golden files hold them: nothing that hangs on the channel. */
export const comesTo = (service: PaperService): Golden['comesTo'] =>
  service.appeals.map(({ command, language, files, added }) => {
    const { answerChannel: _way, identity: _identity, applicant, representation, ...said } = command;
    const { phone: _phone, telegram: _telegram, ...person } = applicant;
    const { phone: _own, telegram: _name, ...writer } = representation?.representative ?? {};
    return {
      language,
      ...said,
      applicant: person,
      representation: representation === null ? null : { ...representation, representative: writer },
      files: [...files],
      added: [...added],
    };
  });

/** A number as it is typed or pressed for an option; several where pages of options lie before it. */
const pathTo = (
  player: Player,
  prompts: readonly Prompt[],
  code: string,
  as: (question: string, code: string, number: number) => What,
): readonly Prompt[] => {
  let shown = prompts;
  for (let page = 0; page < 40; page += 1) {
    const ask = shown.findLast((prompt) => prompt.ask !== undefined)?.ask;
    const choice =
      ask?.choices.find((one) => one.code === code) ?? ask?.choices.find((one) => one.code === moreCode);
    if (ask === undefined || choice === undefined) throw new Error(`no option ${code} is offered`);
    shown = player.hear(as(ask.question, choice.code, choice.number));
    if (choice.code === code) return shown;
  }
  throw new Error(`option ${code} was on no page`);
};

export interface Played {
  readonly prompts: readonly Prompt[];
  readonly player: Player;
}

/** Plays one step; `buttons`: options are pressed, not typed. A move goes on with the player that `another` gives. */
export const playStep = (
  before: Played,
  one: Step,
  how: { readonly buttons: boolean; readonly another: () => Player },
): Played => {
  const { player } = before;
  const on = (what: What): Played => ({ player, prompts: player.hear(what) });
  if ('say' in one) return on({ kind: 'text', text: one.say });
  if ('choose' in one) {
    const as = (question: string, code: string, number: number): What =>
      how.buttons ? { kind: 'choice', question, code } : { kind: 'text', text: String(number) };
    return { player, prompts: pathTo(player, before.prompts, one.choose, as) };
  }
  if ('send' in one) {
    const media = {
      kind: one.send,
      ref: 'file',
      ...(one.seconds === undefined ? {} : { seconds: one.seconds }),
    };
    return on({ kind: 'media', media: [media], text: one.under ?? '' });
  }
  if ('command' in one) return on({ kind: 'command', command: one.command });
  if ('silence' in one) return on({ kind: 'silence' });
  if ('hangUp' in one) return on({ kind: 'hang-up' });
  if ('wait' in one) {
    player.wait(one.wait);
    return { player, prompts: before.prompts };
  }
  const drawn = player.hear({ kind: 'command', command: 'hand-over' });
  const code = /"digits":"(\d{8})"/.exec(JSON.stringify(drawn))?.[1] ?? '';
  const next = how.another();
  return { player: next, prompts: next.hear({ kind: 'text', text: code }) };
};
