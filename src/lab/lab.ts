import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ActionContext } from '../actions/context.ts';
import type { Channel } from '../channels/contract.ts';
import type { Language } from '../domain/language.ts';
import { joinChannels } from './join-channels.ts';
import type { GivenFile } from './person-chat.ts';
import { createPersonChat, type PersonChat } from './person-chat.ts';
import { createSendText, type SendText } from './person-sms.ts';
import { type Knock, knockPatiently, twilioRequest } from './provider-requests.ts';
import { listen } from './providers/listen.ts';
import { createStandIn, type LabSecrets, type StandIn } from './stand-in.ts';
import { createExchange, type Exchange } from './telephone/exchange.ts';

/** Sounds and pictures that lie ready, for those who have no microphone or no camera at hand. */
export interface Samples {
  readonly voice: GivenFile;
  readonly signing: GivenFile;
  readonly photo: GivenFile;
}

/** The lab, running: what its pages need. */
export interface Lab {
  readonly standIn: StandIn;
  readonly chat: PersonChat;
  readonly sendText: SendText;
  readonly exchange: Exchange;
  readonly samples: Samples;
  /** One of the service's own sounds, by its path; null where there is none. */
  readonly readSound: ReadSound;
}
type ReadSound = (path: string) => Promise<Uint8Array | null>;

/** How the lab's own instance of each channel is set up: made-up secrets, and addresses that lead to the stand-in. */
export interface LabAccounts extends LabSecrets {
  /** `http://127.0.0.1:PORT` of the stand-in. */
  readonly root: string;
}

export interface LabOptions {
  readonly publicBaseUrl: string;
  /** Channels set up with these accounts, as for real ones. */
  readonly channelsOf: (accounts: LabAccounts) => readonly Channel[];
  /** Channels that are set up for the real world. */
  readonly real: readonly Channel[];
  readonly captionOf: (url: string) => { readonly text: string; readonly language: Language } | null;
  readonly readSound: ReadSound;
  /** Folder of `voice.ogg`, `signing.webm` and `steps.jpg`. */
  readonly samplesFolder: string;
}

/** An open lab: its channels, joined with the real ones, are what the service runs on. */
export interface OpenLab {
  readonly lab: Lab;
  readonly channels: readonly Channel[];
  /** Says how the application is asked; before that, nothing that a person does arrives. */
  readonly connect: (knock: Knock) => void;
  readonly close: () => Promise<void>;
}

const readSamples = async (folder: string): Promise<Samples> => {
  const read = async (name: string) => new Uint8Array(await readFile(join(folder, name)));
  const [voice, signing, photo] = await Promise.all([
    read('voice.ogg'),
    read('signing.webm'),
    read('steps.jpg'),
  ]);
  return {
    voice: { kind: 'voice', name: 'voice.ogg', mediaType: 'audio/ogg', bytes: voice, seconds: 6 },
    signing: {
      kind: 'video-note',
      name: 'signing.webm',
      mediaType: 'video/webm',
      bytes: signing,
      seconds: 4,
    },
    photo: { kind: 'photo', name: 'steps.jpg', mediaType: 'image/jpeg', bytes: photo, seconds: 0 },
  };
};

/** Opens the lab of a demonstration: the stand-in listens, and each channel gets its second instance. */
export const openLab = async (
  ctx: Pick<ActionContext, 'now' | 'randomBytes' | 'log'>,
  options: LabOptions,
): Promise<OpenLab> => {
  const { publicBaseUrl } = options;
  let knock: Knock = () => new Response(null, { status: 503 });
  let root = '';
  const ask: Knock = (request) => knock(request);
  const standIn: StandIn = createStandIn({
    randomBytes: ctx.randomBytes,
    now: ctx.now,
    root: () => root,
    report: (to, form) => {
      if (!to.startsWith(`${publicBaseUrl}/`)) return;
      // After the answer to the sending, as the provider does: the service knows the message's id by then.
      setTimeout(() => {
        knockPatiently(ask, () => twilioRequest(standIn.secrets, to, form)).catch(() =>
          ctx.log.warn({}, 'a delivery report of the lab did not arrive'),
        );
      }, 300).unref();
    },
  });
  const listening = await listen(standIn);
  root = listening.root;
  const shared = { standIn, knock: ask, publicBaseUrl };
  return {
    lab: {
      standIn,
      readSound: options.readSound,
      chat: createPersonChat(shared),
      sendText: createSendText(shared),
      exchange: createExchange({ ...shared, captionOf: options.captionOf }),
      samples: await readSamples(options.samplesFolder),
    },
    channels: joinChannels(options.real, options.channelsOf({ ...standIn.secrets, root })),
    connect: (given) => {
      knock = given;
    },
    close: listening.close,
  };
};
