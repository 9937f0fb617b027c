import type { Webhook, WebhookAnswer } from '../../contract.ts';
import { isSameSecret } from '../../same-secret.ts';
import type { SmsProvider } from '../provider.ts';
import { readKannelMessage, readKannelStatus } from './inbound.ts';
import { sendByKannel } from './send.ts';
import type { KannelSettings } from './settings.ts';

const statusPath = '/channels/sms/kannel/status';
/** 200 with nothing in it: Kannel would send whatever stands here as an answer. */
const nothing: WebhookAnswer = { status: 200, contentType: 'text/plain; charset=utf-8', body: '' };

/** Requests that smsbox takes in a second; what the operator takes is set in Kannel (`throughput`). */
const messagesPerSecond = 100;

/** SMS through a Kannel gateway of an operator. It can't be asked what it took; its reports bear our own id. */
export const createKannelProvider = (
  settings: KannelSettings,
  { publicBaseUrl, now }: { readonly publicBaseUrl: string; readonly now: () => Date },
): SmsProvider => {
  const verify: Webhook['verify'] = ({ url }) =>
    isSameSecret(url.searchParams.get('secret'), settings.inboundSecret);
  const statusUrl = `${publicBaseUrl.replace(/\/+$/, '')}${statusPath}`;
  return {
    webhooks: [
      {
        method: 'POST',
        path: '/channels/sms/kannel',
        verify,
        parse: readKannelMessage,
        answer: () => nothing,
      },
      { method: 'GET', path: statusPath, verify, parse: readKannelStatus, answer: () => nothing },
    ],
    send: (sms) => sendByKannel(settings, sms, { statusUrl, now }),
    find: null,
    fetchMedia: null,
    messagesPerSecond,
  };
};
