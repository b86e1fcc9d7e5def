import { pinnedClient, type PinnedClient } from '@raptor/platform';
import { AdminClient, ChromaClient, ChromaNotFoundError, ChromaUniqueError, type Collection } from 'chromadb';
import {
  BrokenCircuitError,
  ConsecutiveBreaker,
  ConstantBackoff,
  TaskCancelledError,
  TimeoutStrategy,
  circuitBreaker,
  handleType,
  retry,
  timeout,
  wrap,
} from 'cockatiel';
import { ChromaAwayError } from './chroma-away';

export interface ChromaOptions {
  readonly url: string;
  readonly connectTimeoutMs: number;
  /** A call as a whole, with its second try. */
  readonly timeoutMs: number;
}

const TENANT = 'default_tenant';
/** Wait before the second try. */
const BACKOFF_MS = 200;
/** Calls that fail one after the other until it is left alone, and for how long: back within 5 s of its return. */
const FAILURES = 4;
const LEFT_ALONE_MS = 3_000;
/** Statuses of a server that may say something else in a moment. */
const PASSING = new Set([408, 425, 429, 500, 502, 503, 504]);

/**
 * A line to one ChromaDB server, by its own client but through a connection that reaches nothing else. Every call has a deadline and at most two
 * tries, and a server that is away is not asked again for a moment.
 */
export class ChromaConnection {
  private readonly http: PinnedClient;
  private readonly databases = new Map<string, ChromaClient>();
  private readonly collections = new Map<string, Promise<Collection>>();
  private readonly policy;

  constructor(private readonly options: ChromaOptions) {
    const { url, connectTimeoutMs, timeoutMs } = options;
    this.http = pinnedClient(url, { connectTimeoutMs, timeoutMs, headersTimeoutMs: timeoutMs, maxConnections: 16 });
    const away = handleType(ChromaAwayError);
    this.policy = wrap(
      timeout(timeoutMs, TimeoutStrategy.Aggressive),
      retry(away, { maxAttempts: 1, backoff: new ConstantBackoff(BACKOFF_MS) }),
      circuitBreaker(away, { halfOpenAfter: LEFT_ALONE_MS, breaker: new ConsecutiveBreaker(FAILURES) }),
    );
  }

  /**
   * Works with a collection, which is made when it does not exist. One that was there and is gone (somebody emptied the server) is made again.
   * @param recreated is told so, before `work` gets the new one.
   * @throws ChromaAwayError
   */
  within<T>(
    database: string,
    name: string,
    work: (collection: Collection) => Promise<T>,
    recreated: () => void,
  ): Promise<T> {
    return this.call(async () => {
      const isKnown = this.collections.has(keyOf(database, name));
      try {
        return await work(await this.collection(database, name));
      } catch (error) {
        if (!(error instanceof ChromaNotFoundError) || !isKnown) throw error;
        this.collections.delete(keyOf(database, name));
        recreated();
        return work(await this.collection(database, name));
      }
    });
  }

  /** Those of a database whose name begins so; none when there is no such database. @throws ChromaAwayError */
  namesOf(database: string, beginning: string): Promise<string[]> {
    return this.call(async () => {
      const names: string[] = [];
      try {
        for (let offset = 0; ; offset += PAGE) {
          const page = await this.client(database).listCollections({ limit: PAGE, offset });
          names.push(...page.map(({ name }) => name));
          if (page.length < PAGE) return names.filter((name) => name.startsWith(beginning));
        }
      } catch (error) {
        if (error instanceof ChromaNotFoundError) return [];
        throw error;
      }
    });
  }

  /** @throws ChromaAwayError; a database that does not exist is none any more. */
  removeDatabase(database: string): Promise<void> {
    return this.call(async () => {
      for (const key of this.collections.keys()) if (key.startsWith(keyOf(database, ''))) this.collections.delete(key);
      await this.admin()
        .deleteDatabase({ name: database, tenant: TENANT })
        .catch((error: unknown) => {
          if (!(error instanceof ChromaNotFoundError)) throw error;
        });
    });
  }

  close(): Promise<void> {
    return this.http.close();
  }

  private async call<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await this.policy.execute(work);
    } catch (error) {
      if (error instanceof TaskCancelledError)
        throw new ChromaAwayError(`no answer within ${this.options.timeoutMs} ms`, { cause: error });
      if (error instanceof BrokenCircuitError)
        throw new ChromaAwayError('it has been failing and is left alone for a moment', { cause: error });
      throw error;
    }
  }

  private collection(database: string, name: string): Promise<Collection> {
    const key = keyOf(database, name);
    const known = this.collections.get(key);
    if (known) return known;
    const found = this.open(database, name).catch((error: unknown) => {
      this.collections.delete(key);
      throw error;
    });
    this.collections.set(key, found);
    return found;
  }

  private async open(database: string, name: string): Promise<Collection> {
    const collection = {
      name,
      embeddingFunction: null,
      // Searched wider than by default: what is recalled must not depend on the order in which it was stored.
      configuration: { hnsw: { space: 'cosine', ef_construction: 200, ef_search: 200 } },
    } as const;
    try {
      return await this.client(database).getOrCreateCollection(collection);
    } catch (error) {
      if (!(error instanceof ChromaNotFoundError)) throw error;
      await this.makeDatabase(database);
      return this.client(database).getOrCreateCollection(collection);
    }
  }

  private async makeDatabase(name: string): Promise<void> {
    try {
      await this.admin().createDatabase({ name, tenant: TENANT });
    } catch (error) {
      if (!(error instanceof ChromaUniqueError)) throw error;
    }
  }

  private client(database: string): ChromaClient {
    const known = this.databases.get(database);
    if (known) return known;
    const client = new ChromaClient({ ...addressOf(this.options.url), tenant: TENANT, database });
    client['apiClient'].setConfig({ fetch: this.fetch });
    this.databases.set(database, client);
    return client;
  }

  private admin(): AdminClient {
    const client = new AdminClient(addressOf(this.options.url));
    client['apiClient'].setConfig({ fetch: this.fetch });
    return client;
  }

  /** In place of the global one, which the client would use: this one knows a single origin, and deadlines. */
  private readonly fetch = async (input: string | URL | Request, init?: RequestInit): Promise<Response> => {
    const request = new Request(input, init);
    const body = request.method === 'GET' || request.method === 'HEAD' ? undefined : await request.text();
    const headers = Object.fromEntries(request.headers);
    const answer = await this.http
      .fetch(request.url, { method: request.method, headers, body })
      .catch((error: unknown) => {
        throw new ChromaAwayError(error instanceof Error ? error.message : String(error), { cause: error });
      });
    const text = await answer.text().catch((error: unknown) => {
      throw new ChromaAwayError('its answer broke off', { cause: error });
    });
    if (answer.ok) return new Response(text || null, { status: answer.status, headers: [...answer.headers] });
    throw errorOf(answer.status, text);
  };
}

const PAGE = 200;
/** Of a database that does not exist some calls say 400. */
const NO_DATABASE = /Database \[.*\] does not exist/;

const keyOf = (database: string, name: string): string => `${database}/${name}`;

function errorOf(status: number, text: string): Error {
  const said = text.slice(0, 500);
  if (PASSING.has(status)) return new ChromaAwayError(`it answered ${status}: ${said}`);
  if (status === 404 || NO_DATABASE.test(said)) return new ChromaNotFoundError(said);
  if (status === 409) return new ChromaUniqueError(said);
  return new Error(`ChromaDB refused a call with ${status}: ${said}`);
}

function addressOf(url: string): { host: string; port: number; ssl: boolean } {
  const { hostname, port, protocol } = new URL(url);
  const ssl = protocol === 'https:';
  return { host: hostname, port: Number(port) || (ssl ? 443 : 80), ssl };
}
