import { request } from 'node:http';
import { gunzipSync } from 'node:zlib';

interface Fetched {
  readonly location: string | undefined;
  readonly bytes: number;
  readonly text: string;
}

/** A page or style sheet as it travels: the bytes on the wire, compressed as a browser asks for it. */
const travel = (address: string, headers: Readonly<Record<string, string>>): Promise<Fetched> =>
  new Promise((resolve, reject) => {
    const sent = request(address, { headers }, (response) => {
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => parts.push(part));
      response.on('error', reject);
      response.on('end', () => {
        const body = Buffer.concat(parts);
        const zipped = response.headers['content-encoding'] === 'gzip';
        resolve({
          bytes: body.byteLength,
          text: zipped ? gunzipSync(body).toString() : '',
          location: response.headers.location,
        });
      });
    });
    sent.on('error', reject);
    sent.end();
  });

/**
 * HTML and style sheets of a page together, compressed, in bytes. `cookie` as the visitor sends it. Throws where the
 * address gives no page (it was the answer to a form).
 */
export const weighPage = async (address: string, cookie = ''): Promise<number> => {
  const html = await travel(address, { 'accept-encoding': 'gzip', ...(cookie ? { cookie } : {}) });
  // The address of a form that came back: opened anew it leads to the form's page.
  if (html.location) return weighPage(new URL(html.location, address).href, cookie);
  const sheets = [...html.text.matchAll(/<link rel="stylesheet" href="([^"]+)"/g)];
  if (sheets.length === 0) throw new Error(`${address} has no style sheet: is it a page?`);
  const styles = await Promise.all(
    sheets.map(([, path = '']) => travel(new URL(path, address).href, { 'accept-encoding': 'gzip, br' })),
  );
  return styles.reduce((sum, { bytes }) => sum + bytes, html.bytes);
};
