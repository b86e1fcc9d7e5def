/** Where the API is, and who asks. */
export interface ApiOptions {
  /** Such as `https://api.company.example`; paths begin with `/api/v1`. */
  readonly baseUrl: string;
  /** The access token, or an API key. Asked for before each call, so that it may change. */
  readonly token?: () => string | undefined | Promise<string | undefined>;
  /**
   * Called when the token is not taken any more: gets a new one (`api.auth.refresh`), keeps it, and gives it. Undefined: sign in again. However many
   * calls find out at once, it is called once: a refresh token is good once.
   */
  readonly refreshToken?: () => Promise<string | undefined>;
  /** Tries in all for what may be tried again. Default 3. */
  readonly attempts?: number;
  /** How long one try may take. Default 30,000. */
  readonly timeoutMs?: number;
  /** When the API says to come back later than this, the caller is told at once. Default 10,000. */
  readonly longestWaitMs?: number;
  /** Default: the global one. */
  readonly fetch?: typeof fetch;
}
