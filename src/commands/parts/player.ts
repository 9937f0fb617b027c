import { conclude } from '../../domain/conversation/conclude.ts';
import {
  type Conversation,
  newConversation,
  type TalkContext,
} from '../../domain/conversation/conversation.ts';
import { converse } from '../../domain/conversation/converse.ts';
import type { Turn } from '../../domain/conversation/effects.ts';
import type { TalkChannel, What } from '../../domain/conversation/inbound.ts';
import type { Prompt } from '../../domain/conversation/prompt.ts';
import type { Style } from '../../domain/conversation/style.ts';
import type { Language } from '../../domain/language.ts';
import { labelTexts } from '../../text/prompt-text.ts';
import { type PaperService, paperWorld } from './paper-service.ts';

export interface Player {
  /** One message of the person; gives what is said to them. */
  readonly hear: (what: What) => readonly Prompt[];
  readonly language: () => Language;
  readonly conversation: () => Conversation;
  /** Lets time pass. */
  readonly wait: (hours: number) => void;
}

const presetsFor = (channel: TalkChannel, address: string): TalkContext['presets'] => {
  switch (channel) {
    case 'sms':
      return { 'answer-channel': 'sms', phone: address };
    case 'voice':
      return { 'answer-channel': 'phone', phone: address };
    case 'telegram':
      return { 'answer-channel': 'telegram', telegram: address };
  }
};

/** Plays one person's conversation on one channel against the service on paper; clock and ids are always the same. */
export const createPlayer = (
  service: PaperService,
  as: {
    readonly channel: TalkChannel;
    readonly style: Style;
    readonly address: string;
    readonly language: Language | null;
  },
): Player => {
  let conversation: Conversation = newConversation;
  let clock = Date.parse('2026-11-18T10:00:00+05:00');
  let ids = 0;
  const context = (): TalkContext => ({
    ...paperWorld,
    now: new Date(clock).toISOString(),
    channel: as.channel,
    style: as.style,
    freshId: `0d000000-0000-4000-8000-${as.address.replace(/\D/g, '').slice(-6).padStart(6, '0')}${String(++ids).padStart(6, '0')}`,
    languageHint: as.language,
    presets: presetsFor(as.channel, as.address),
    labels: labelTexts,
  });
  const language = (): Language => conversation.language ?? as.language ?? 'kk';

  const hear = (what: What): readonly Prompt[] => {
    clock += 60_000;
    const ctx = context();
    let turn: Turn = converse(conversation, what, ctx);
    let prompts = [...turn.prompts];
    for (let deed = turn.deed; deed !== null; deed = turn.deed) {
      const { running } = turn.conversation;
      const moving =
        running === null
          ? null
          : {
              journey: running.journey,
              submissionId: running.submissionId,
              // Another channel has its own way to answer.
              answers: Object.fromEntries(
                Object.entries(running.answers).filter(([id]) => ctx.presets[id] === undefined),
              ),
              files: running.files,
              language: turn.conversation.language ?? 'kk',
            };
      const by = {
        from: `${as.channel}:${as.address}`,
        language: turn.conversation.language ?? 'kk',
        moving,
      };
      turn = conclude(turn.conversation, deed, service.act(deed, by), ctx);
      prompts = [...prompts, ...turn.prompts];
    }
    conversation = { ...turn.conversation, last: prompts.length > 0 ? prompts : turn.conversation.last };
    return prompts;
  };
  return {
    hear,
    language,
    conversation: () => conversation,
    wait: (hours) => {
      clock += hours * 3_600_000;
    },
  };
};
