/** How a vendor is reached. Milliseconds and bytes. */
export interface VendorOptions {
  readonly apiKey: string;
  /** The only origin that is ever spoken to. */
  readonly baseUrl: string;
  readonly connectTimeoutMs: number;
  /** The whole call. The deadline of the call may end it sooner. */
  readonly timeoutMs: number;
  /** Silence between two pieces of an answer. */
  readonly idleTimeoutMs: number;
  /** Longest text of an answer. What is beyond is not read; the call is billed all the same. */
  readonly maxAnswerBytes: number;
  /** Time between two looks at a batch. */
  readonly batchPollMs: number;
}

/** Events cost more than the text in them: some hundred bytes for a few letters, where a vendor sends each token by itself. */
export const wireBytes = (maxAnswerBytes: number): number => 4 * maxAnswerBytes;
