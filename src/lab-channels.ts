import type { ChannelConfig } from './channel-config.ts';
import type { LabAccounts } from './lab/lab.ts';

/** The settings of the lab's own channels: as they would stand in the environment, with the stand-in as the provider. */
export const labChannelConfig = (accounts: LabAccounts): ChannelConfig => ({
  telegram: { token: accounts.botToken, webhookSecret: accounts.webhookSecret, apiRoot: accounts.root },
  twilio: {
    accountSid: accounts.accountSid,
    authToken: accounts.authToken,
    from: accounts.serviceNumber,
    apiBaseUrl: accounts.root,
  },
  kannel: null,
  smsProvider: 'twilio',
  // Everything is heard in a browser: there is no voice of a provider to say it.
  voiceRussian: 'files',
});
