import type { AddressInfo } from 'node:net';
import smpp, { type Pdu, type Session } from 'smpp';

/** One part of a message as it went over the air. */
export interface Part {
  readonly from: string;
  readonly to: string;
  readonly text: string;
  readonly dataCoding: number;
  /** Which message it is a part of, how many parts that has, which one this is; null for a whole message. */
  readonly concatenation: {
    readonly reference: number;
    readonly total: number;
    readonly number: number;
  } | null;
}

/** An operator's message centre (SMPP), with the telephones behind it. */
export interface Operator {
  readonly port: number;
  /** Parts that came for telephones, in their order. */
  readonly parts: readonly Part[];
  /** Is a gateway there? */
  readonly isBound: () => boolean;
  /** A telephone writes; a long text goes as parts of 67 letters, as telephones send it, `swapped`: the last one first. */
  readonly write: (from: string, to: string, text: string, order?: 'in order' | 'swapped') => Promise<void>;
  readonly close: () => Promise<void>;
}

const ucs2 = 8;
const receiptClass = 4;
const partLength = 67;

const utf16 = (text: string): Buffer => Buffer.from(text, 'utf16le').swap16();

const partOf = ({ source_addr, destination_addr, data_coding, short_message }: Pdu): Part => {
  const header = short_message?.udh?.find((element) => element[0] === 0 && element[1] === 3);
  const [, , reference = 0, total = 0, number = 0] = header ?? [];
  const message = short_message?.message ?? '';
  return {
    from: source_addr ?? '',
    to: destination_addr ?? '',
    text: typeof message === 'string' ? message : Buffer.from(message).swap16().toString('utf16le'),
    dataCoding: data_coding ?? 0,
    concatenation: header === undefined ? null : { reference, total, number },
  };
};

const yymmddhhmm = (at: Date): string => at.toISOString().replace(/\D/g, '').slice(2, 12);

/** Starts one that takes everything and reports on it at once. */
export const startOperator = async (): Promise<Operator> => {
  const parts: Part[] = [];
  const sessions = new Set<Session>();
  let messages = 0;
  const deliver = (fields: Readonly<Record<string, unknown>>): Promise<void> =>
    new Promise((resolve, reject) => {
      const [session] = sessions;
      if (session === undefined) return reject(new Error('no gateway is bound'));
      session.deliver_sm(fields, ({ command_status }) =>
        command_status === 0 ? resolve() : reject(new Error(`the gateway said ${command_status}`)),
      );
    });
  const report = (pdu: Pdu, id: string): Promise<void> => {
    const at = yymmddhhmm(new Date());
    return deliver({
      esm_class: receiptClass,
      source_addr: pdu.destination_addr,
      destination_addr: pdu.source_addr,
      short_message: `id:${id} sub:001 dlvrd:001 submit date:${at} done date:${at} stat:DELIVRD err:000 text:`,
    });
  };
  const server = smpp.createServer((session) => {
    session.on('bind_transceiver', (pdu) => {
      session.send(pdu.response());
      sessions.add(session);
    });
    session.on('enquire_link', (pdu) => session.send(pdu.response()));
    session.on('unbind', (pdu) => session.send(pdu.response()));
    session.on('error', () => undefined);
    session.on('close', () => sessions.delete(session));
    session.on('submit_sm', (pdu) => {
      messages += 1;
      const id = String(messages);
      parts.push(partOf(pdu));
      session.send(pdu.response({ message_id: id }));
      if ((pdu.registered_delivery ?? 0) > 0) void report(pdu, id).catch(() => undefined);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  let references = 0;
  return {
    port,
    parts,
    isBound: () => sessions.size > 0,
    write: async (from, to, text, order = 'in order') => {
      const address = { source_addr: from, destination_addr: to, data_coding: ucs2 };
      if (text.length <= 70) return deliver({ ...address, short_message: utf16(text) });
      references += 1;
      const total = Math.ceil(text.length / partLength);
      const pieces = Array.from({ length: total }, (_, index) => ({
        ...address,
        esm_class: 0x40,
        short_message: {
          udh: Buffer.from([5, 0, 3, references, total, index + 1]),
          message: utf16(text.slice(index * partLength, (index + 1) * partLength)),
        },
      }));
      for (const piece of order === 'swapped' ? pieces.toReversed() : pieces) await deliver(piece);
    },
    close: async () => {
      for (const session of sessions) session.close();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
};
