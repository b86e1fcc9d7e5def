/** What every call can be told. */
export interface CallOptions {
  /** Gives the call up. */
  readonly signal?: AbortSignal;
  /** How long one try may take. Default: that of the client. */
  readonly timeoutMs?: number;
  readonly headers?: Readonly<Record<string, string>>;
}

/** Of a POST: the key under which it is done once, however often it is sent. Default: a new one for each call. */
export interface KeyedOptions extends CallOptions {
  readonly idempotencyKey?: string;
}

/** Of a change to something that has a `version`: refused (412) when that is not the newest any more. */
export interface VersionedOptions extends CallOptions {
  readonly ifVersion?: number;
}

/** A body that is not JSON. */
export interface RawBody {
  readonly contentType: string;
  readonly content: string | Blob;
}

/** One operation, as the generated methods describe it. */
export interface OperationCall {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly path: string;
  readonly query?: object | undefined;
  readonly body?: unknown;
  /** It may carry an idempotency key, and then be sent again. */
  readonly takesKey?: true;
  /** Open to everybody: it is sent without a token. */
  readonly isPublic?: true;
  /** The answer is not JSON: it is given as it comes, to be read as a stream or at once. */
  readonly isRaw?: true;
}

export type Ask = <Answer>(call: OperationCall, options?: KeyedOptions & VersionedOptions) => Promise<Answer>;
