import { connect } from 'node:net';
import { filledForms } from './intake-forms.ts';

/*
 * The people of the benchmark, as a process of their own: so many connections, each sending the next form as soon as
 * the last one was answered. Reads and writes HTTP by hand, since what it burns is missing to the service.
 * node bench/intake-load.ts PORT CLIENTS WARM_UP_SECONDS SECONDS
 */
const [port = 0, clients = 32, warmUp = 1, seconds = 10] = process.argv.slice(2).map(Number);
const forms = filledForms();

const requestOf = (index: number): string => {
  const form = forms[index % forms.length];
  if (form === undefined) throw new Error('no forms');
  const body = form.body();
  return [
    `POST ${form.path} HTTP/1.1`,
    `Host: 127.0.0.1:${port}`,
    'Content-Type: application/x-www-form-urlencoded',
    `Origin: http://127.0.0.1:${port}`,
    'Sec-Fetch-Site: same-origin',
    'Accept-Encoding: gzip, deflate, br',
    'Accept-Language: kk,ru;q=0.8',
    `Cookie: lang=${form.path.slice(1, 3)}`,
    `Content-Length: ${Buffer.byteLength(body)}`,
    '',
    body,
  ].join('\r\n');
};

let counting = false;
let stopping = false;
let taken = 0;
let takenInAll = 0;
const refused = new Map<string, number>();
const milliseconds: number[] = [];

const lengthOf = (head: string): number => Number(/\r\ncontent-length: (\d+)/i.exec(head)?.[1] ?? 0);

const client = (number: number): Promise<void> =>
  new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1');
    socket.setNoDelay(true);
    let sent = 0;
    let sentAt = 0;
    let pending = '';
    const send = (): void => {
      if (stopping) {
        socket.end();
        resolve();
        return;
      }
      sentAt = performance.now();
      socket.write(requestOf(number + sent++));
    };
    socket.on('connect', send);
    socket.on('error', reject);
    socket.on('data', (piece: Buffer) => {
      pending += piece.toString('latin1');
      const headEnd = pending.indexOf('\r\n\r\n');
      if (headEnd === -1) return;
      const head = pending.slice(0, headEnd);
      if (pending.length < headEnd + 4 + lengthOf(head)) return;
      pending = '';
      const status = head.slice(9, 12);
      // 303 leads to the confirmation; anything else is a form that was not taken.
      if (status === '303' && head.includes('/appeal/done')) {
        takenInAll += 1;
        if (counting) {
          taken += 1;
          milliseconds.push(performance.now() - sentAt);
        }
      } else {
        const where = /\r\nlocation: ([^\r]*)/i.exec(head)?.[1] ?? '';
        refused.set(`${status} ${where}`, (refused.get(`${status} ${where}`) ?? 0) + 1);
      }
      send();
    });
  });

const after = (time: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, time * 1_000));
const running = Promise.all(Array.from({ length: clients }, (_, number) => client(number)));
await after(warmUp);
counting = true;
const began = performance.now();
await after(seconds);
counting = false;
const elapsed = (performance.now() - began) / 1_000;
stopping = true;
await running;
milliseconds.sort((a, b) => a - b);
const quantile = (part: number): number => milliseconds[Math.floor(milliseconds.length * part)] ?? 0;
console.log(
  JSON.stringify({
    perSecond: taken / elapsed,
    takenInAll,
    median: quantile(0.5),
    p95: quantile(0.95),
    refused: Object.fromEntries(refused),
  }),
);
