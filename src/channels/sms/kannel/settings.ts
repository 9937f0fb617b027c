/** What speaking with a Kannel gateway needs. */
export interface KannelSettings {
  /** Its smsbox: `http://127.0.0.1:13013/cgi-bin/sendsms`. */
  readonly sendUrl: string;
  readonly username: string;
  readonly password: string;
  /** The number or short code that people know us by. */
  readonly from: string;
  /** Stands in the addresses that Kannel is told to call. */
  readonly inboundSecret: string;
}
