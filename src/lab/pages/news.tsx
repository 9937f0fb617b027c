import type { Child } from 'hono/jsx';
import type { Visit } from '../../web/visit.ts';
import type { Lab } from '../lab.ts';
import type { LabPerson } from '../people.ts';
import { CallEvents } from './call-log.tsx';
import { ChatMessages } from './chat-pane.tsx';
import { deskKindOf, PhoneDesk } from './phone-desk.tsx';
import { SmsMessages } from './sms-pane.tsx';

/** What the page has shown already. */
export interface Seen {
  readonly chat: number;
  readonly sms: number;
  readonly call: number;
  readonly desk: string;
}

interface NewItems {
  readonly html: string;
  readonly last: number;
}
/** What came in since, as pieces of the page. */
export interface News {
  readonly chat: NewItems | null;
  readonly sms: NewItems | null;
  readonly call: NewItems | null;
  readonly desk: { readonly kind: string; readonly html: string } | null;
}

const drawn = async (child: Child): Promise<string> => String(await child);

const itemsOf = async (
  entries: readonly { readonly seq: number }[],
  child: Child,
): Promise<NewItems | null> => {
  const last = entries.at(-1)?.seq;
  return last === undefined ? null : { html: await drawn(child), last };
};

/** What a page that has seen so much is to be told. */
export const newsSince = async (
  visit: Visit,
  { standIn, exchange }: Lab,
  person: LabPerson,
  seen: Seen,
): Promise<News> => {
  const chat = standIn.chat.read(String(person.chatId), seen.chat);
  const sms = standIn.sms.read(person.phone, seen.sms);
  const calls = standIn.calls.read(person.phone);
  const newCalls = calls.filter(({ seq }) => seq > seen.call);
  const call = exchange.callOf(person.phone);
  const kind = deskKindOf(call, calls);
  const desk = <PhoneDesk visit={visit} call={call} kind={kind} now={standIn.now()} error={undefined} />;
  return {
    chat: await itemsOf(chat, <ChatMessages visit={visit} entries={chat} />),
    sms: await itemsOf(sms, <SmsMessages visit={visit} entries={sms} />),
    call: await itemsOf(newCalls, <CallEvents visit={visit} entries={newCalls} />),
    desk: kind === seen.desk ? null : { kind, html: await drawn(desk) },
  };
};
