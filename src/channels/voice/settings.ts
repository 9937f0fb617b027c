/** What the telephone needs to know of its provider; handed in, so that any number of them can stand side by side. */
export interface VoiceSettings {
  readonly twilio: {
    readonly accountSid: string;
    readonly authToken: string;
    /** Recordings are fetched from here alone. */
    readonly apiBaseUrl: string;
  };
  /** What the provider calls us by, and signs; addresses in TwiML are built on it. */
  readonly publicBaseUrl: string;
  /** How Russian is spoken: by our recordings, or by the provider's own voice. Kazakh the provider has none. */
  readonly voiceRussian: 'files' | 'say';
}

export const callPath = '/channels/voice/twilio';
export const callStatusPath = '/channels/voice/twilio/status';
/** Where the provider goes when we could not answer: the caller is asked to hold on, and the step is taken again. */
export const callAwayPath = '/channels/voice/twilio/away';
/** One recording of a caller, to be heard again in the same call. */
export const recordingPath = '/channels/voice/recordings/:recording';
