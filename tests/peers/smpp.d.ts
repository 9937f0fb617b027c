/** What these tests use of the package `smpp`, which brings no types. */
declare module 'smpp' {
  import type { Server } from 'node:net';

  export interface Pdu {
    readonly command: string;
    readonly source_addr?: string;
    readonly destination_addr?: string;
    readonly data_coding?: number;
    readonly registered_delivery?: number;
    readonly short_message?: { readonly udh?: readonly Buffer[]; readonly message: string | Buffer };
    response: (fields?: Readonly<Record<string, unknown>>) => Pdu;
  }
  export interface Session {
    on: (event: string, listener: (pdu: Pdu) => void) => void;
    send: (pdu: Pdu) => void;
    deliver_sm: (
      fields: Readonly<Record<string, unknown>>,
      answered?: (pdu: { readonly command_status: number }) => void,
    ) => void;
    close: () => void;
  }
  const smpp: { createServer: (accept: (session: Session) => void) => Server };
  export default smpp;
}
