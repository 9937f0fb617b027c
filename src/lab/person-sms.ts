import { smsSegments } from '../domain/sms-length.ts';
import { type LabPerson, labSid } from './people.ts';
import { type Knock, knockPatiently, twilioRequest } from './provider-requests.ts';
import type { StandIn } from './stand-in.ts';

/** Sends a text from a person's telephone; it comes to the service as Twilio would bring it. Gives its place. */
export type SendText = (person: LabPerson, text: string) => Promise<number>;

export const createSendText = (options: {
  readonly standIn: StandIn;
  readonly knock: Knock;
  readonly publicBaseUrl: string;
}): SendText => {
  const { standIn, knock, publicBaseUrl } = options;
  const { secrets, sms, now, randomBytes } = standIn;
  return async ({ phone }, text) => {
    const sid = labSid('SM', randomBytes);
    const entry = sms.append(phone, { at: now(), from: 'person', text, sid, lost: false });
    const form = {
      MessageSid: sid,
      SmsSid: sid,
      SmsMessageSid: sid,
      AccountSid: secrets.accountSid,
      From: phone,
      To: secrets.serviceNumber,
      Body: text,
      NumMedia: '0',
      NumSegments: String(smsSegments(text)),
      SmsStatus: 'received',
      ApiVersion: '2010-04-01',
    };
    const make = () => twilioRequest(secrets, `${publicBaseUrl}/channels/sms/twilio`, form);
    const response = await knockPatiently(knock, make);
    if (!response.ok) sms.replace(phone, entry.seq, { ...entry, lost: true });
    return entry.seq;
  };
};
