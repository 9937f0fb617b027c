/** What speaking with Twilio needs. */
export interface TwilioSettings {
  readonly accountSid: string;
  readonly authToken: string;
  /** Our number (E.164), or the id of a messaging service (`MG…`). */
  readonly from: string;
  /** `https://api.twilio.com`, without a slash at the end. */
  readonly apiBaseUrl: string;
}

/** What every request to its REST API carries. */
export const authorization = ({ accountSid, authToken }: TwilioSettings): string =>
  `Basic ${btoa(`${accountSid}:${authToken}`)}`;

/** The account's messages in the REST API. */
export const messagesAddress = ({ apiBaseUrl, accountSid }: TwilioSettings): URL =>
  new URL(`${apiBaseUrl}/2010-04-01/Accounts/${encodeURIComponent(accountSid)}/Messages.json`);
