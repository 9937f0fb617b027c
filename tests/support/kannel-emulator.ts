import { listen } from './listen.ts';

export interface KannelMessage {
  readonly from: string;
  readonly to: string;
  readonly text: string;
  readonly coding: string;
  readonly charset: string;
  readonly dlrMask: number;
  readonly dlrUrl: string;
}
export type KannelMet =
  | 'taken'
  | { readonly status: number; readonly body: string }
  | 'taken-and-dropped'
  | 'dropped';

/** smsbox of Kannel as far as `sendsms` goes. */
export interface KannelEmulator {
  readonly sendUrl: string;
  readonly taken: KannelMessage[];
  readonly asked: () => number;
  readonly next: KannelMet[];
  /** Runs when a message is taken, before that is answered. */
  onTaken: (message: KannelMessage) => void;
  readonly close: () => Promise<void>;
}

export const startKannel = async (account: {
  readonly username: string;
  readonly password: string;
}): Promise<KannelEmulator> => {
  const taken: KannelMessage[] = [];
  const next: KannelMet[] = [];
  let asked = 0;
  const { url, close } = await listen((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://kannel');
    const said = (name: string): string => searchParams.get(name) ?? '';
    const answer = (status: number, body: string): void => void response.writeHead(status).end(body);
    if (pathname !== '/cgi-bin/sendsms') return answer(404, 'Unknown request.');
    if (said('username') !== account.username || said('password') !== account.password)
      return answer(403, 'Authorization failed for sendsms');
    asked += 1;
    const met = next.shift() ?? 'taken';
    if (met === 'taken' || met === 'taken-and-dropped') {
      const message = {
        from: said('from'),
        to: said('to'),
        text: said('text'),
        coding: said('coding'),
        charset: said('charset'),
        dlrMask: Number(said('dlr-mask')),
        dlrUrl: said('dlr-url'),
      };
      taken.push(message);
      emulator.onTaken(message);
    }
    if (met === 'taken') return answer(202, '0: Accepted for delivery');
    if (met === 'dropped' || met === 'taken-and-dropped') return void request.socket.destroy();
    answer(met.status, met.body);
  });
  const emulator: KannelEmulator = {
    sendUrl: `${url}/cgi-bin/sendsms`,
    taken,
    asked: () => asked,
    next,
    onTaken: () => undefined,
    close,
  };
  return emulator;
};
