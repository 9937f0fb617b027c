import { createHmac, timingSafeEqual } from 'node:crypto';
import { recordingPath, type VoiceSettings } from './settings.ts';

type Of = Pick<VoiceSettings, 'twilio' | 'publicBaseUrl'>;

/**
 * The address at the provider that an address of a recording means; null where it lies with somebody else, who must
 * never see our password.
 */
export const recordingAt = (ref: string, { twilio }: Pick<Of, 'twilio'>): URL | null => {
  if (!URL.canParse(ref)) return null;
  const { host, pathname, search } = new URL(ref);
  const root = new URL(twilio.apiBaseUrl);
  return host === root.host ? new URL(`${pathname}${search}`, root.origin) : null;
};

const mark = (path: string, { twilio }: Pick<Of, 'twilio'>): string =>
  createHmac('sha256', twilio.authToken).update(`recording\n${path}`).digest('base64url').slice(0, 32);

/**
 * Where a caller's recording can be heard again without our password at the provider: an address that nobody can make
 * up. Null for a recording that does not lie with the provider.
 */
export const recordingLink = (ref: string, of: Of): string | null => {
  const at = recordingAt(ref, of);
  if (at === null) return null;
  const path = `${at.pathname}${at.search}`;
  const name = `${Buffer.from(path).toString('base64url')}.${mark(path, of)}`;
  return `${of.publicBaseUrl}${recordingPath.replace(':recording', name)}`;
};

/** The recording that such an address means; null where we did not make it. */
export const recordingOfLink = (url: URL, of: Of): URL | null => {
  const [encoded = '', given = ''] = (url.pathname.split('/').at(-1) ?? '').split('.');
  const path = Buffer.from(encoded, 'base64url').toString();
  const right = Buffer.from(mark(path, of));
  const said = Buffer.from(given);
  if (right.length !== said.length || !timingSafeEqual(right, said)) return null;
  return recordingAt(new URL(path, of.twilio.apiBaseUrl).href, of);
};
