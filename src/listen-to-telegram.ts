import type { ActionContext } from './actions/context.ts';
import { receiveInbound } from './actions/talk/receive-inbound.ts';
import type { TalkDesk } from './actions/talk/talk-desk.ts';
import { type StartedTelegram, startTelegram } from './channels/telegram/start.ts';
import type { Config } from './config.ts';
import { takeTurn } from './storage/take-turn.ts';

/** Any number, the same in every process: one of them polls. */
const pollingTurn = 7_203_114_002;

/** The bot's own doings, where a bot is set up: see `startTelegram`. Never holds up the start. */
export const listenToTelegram = (
  ctx: ActionContext,
  talk: TalkDesk,
  { channels: { telegram }, publicBaseUrl }: Pick<Config, 'channels' | 'publicBaseUrl'>,
  databaseUrl: string,
): StartedTelegram | null =>
  telegram === null
    ? null
    : startTelegram({
        settings: { ...telegram, publicBaseUrl, now: ctx.now },
        receive: (arriving) => receiveInbound(ctx, talk, arriving),
        takeTurn: takeTurn(databaseUrl, pollingTurn, { applicationName: 'dauys-telegram' }),
        now: ctx.now,
        chance: () => ctx.randomBytes(2).readUInt16BE(0) / 65_536,
        log: ctx.log,
      });
