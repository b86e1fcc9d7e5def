import { hostname } from 'node:os';
import type { ServiceKey } from '@raptor/contracts';
import type { KeyRing } from '@raptor/raptor-bus';
import { v7 as uuidv7 } from 'uuid';
import { z } from 'zod';
import { loadConfig } from './load-config';
import { count, keyRing, milliseconds, origins, url } from './variables';

/** What every service reads from its environment, in the order of `.env.example`. */
const platformSchema = z
  .object({
    NODE_ENV: z.enum(['production', 'development', 'test']).default('development').describe('which guards are strict'),
    SERVICE_VERSION: z
      .string()
      .regex(/^[\w.:+-]{1,64}$/, { error: 'must be 1 to 64 letters, digits or . : + - _' })
      .default('0.1.0')
      .describe('version shown in the fleet view'),
    REPLICA_ID: z
      .string()
      .regex(/^[\w.:+-]{1,80}$/, { error: 'must be 1 to 80 letters, digits or . : + - _' })
      .optional()
      .describe('name of this replica; default: host name and process id'),
    HOST: z.string().default('127.0.0.1').describe('address to listen on; 0.0.0.0 in a container'),
    PORT: count(8080, 0, 65_535, 'port to listen on; 0 takes a free one'),
    LOG_LEVEL: z
      .enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'])
      .default('info')
      .describe('least level logged'),
    DATABASE_URL: url(['postgres:', 'postgresql:'], "PostgreSQL URL of this service's own role"),
    DATABASE_POOL_MAX: count(10, 1, 200, 'most connections to PostgreSQL'),
    DATABASE_PREPARED_STATEMENTS: z
      .stringbool({ truthy: ['true'], falsy: ['false'], error: 'must be true or false' })
      .default(true)
      .describe('keep statements prepared; false behind a pooler of transactions that forgets them'),
    DATABASE_CONNECT_TIMEOUT_MS: milliseconds(2_000, 'how long a connection to PostgreSQL may take'),
    DATABASE_STATEMENT_TIMEOUT_MS: milliseconds(5_000, 'how long one statement may take'),
    DATABASE_LOCK_TIMEOUT_MS: milliseconds(2_000, 'how long a statement may wait for a lock'),
    REDIS_BUS_URL: url(['redis:', 'rediss:'], 'Redis of the bus; must not evict'),
    REDIS_CACHE_URL: url(['redis:', 'rediss:'], 'Redis of the caches and limits; may evict'),
    REDIS_KEY_PREFIX: z
      .string()
      .regex(/^[\w.:-]{1,64}$/)
      .default('raptor')
      .describe('first part of every Redis key'),
    CHROMA_URL: url(['http:', 'https:'], 'ChromaDB server'),
    BUS_KEYS: keyRing('keys that seal what travels on the bus, kid:secret,...; the first seals, all open'),
    BUS_LEASE_MS: milliseconds(30_000, 'how long a replica may be silent before another takes its messages'),
    BUS_PROCESSING_TIMEOUT_MS: milliseconds(600_000, 'how long a message may be worked on'),
    BUS_MAX_ATTEMPTS: count(5, 1, 100, 'tries of a message before it becomes a dead letter'),
    BUS_RETRY_FIRST_MS: milliseconds(1_000, 'wait before the second try of a message, doubled for each after it'),
    BUS_RETRY_LONGEST_MS: milliseconds(60_000, 'longest wait between two tries of a message'),
    BUS_OUTBOX_IN_FLIGHT: count(200, 1, 100_000, 'messages of one workspace, channel and lane in Redis at once'),
    BUS_CONCURRENCY: count(16, 1, 1_000, 'messages handled at once'),
    BUS_QUERY_TIMEOUT_MS: milliseconds(2_000, 'how long a question to another service waits for its answer'),
    BUS_COMMAND_TIMEOUT_MS: milliseconds(2_000, 'how long one Redis command may take'),
    HEARTBEAT_INTERVAL_MS: count(
      30_000,
      10,
      3_600_000,
      'time between two beats, in ms; a replica that misses three is dead',
    ),
    DRAIN_TIMEOUT_MS: milliseconds(7_000, 'how long work in flight may take after SIGTERM'),
    HTTP_BODY_LIMIT_BYTES: count(262_144, 1_024, 104_857_600, 'largest JSON body'),
    HTTP_HEADERS_TIMEOUT_MS: milliseconds(10_000, 'how long request headers may take to arrive'),
    HTTP_REQUEST_TIMEOUT_MS: milliseconds(30_000, 'how long a whole request may take to arrive'),
    TRUSTED_PROXY_HOPS: count(0, 0, 16, 'proxies in front whose X-Forwarded-For is believed'),
    EGRESS_ORIGINS: origins('exact private origins that SafeFetch may reach; refused in production'),
    OTEL_EXPORTER_OTLP_ENDPOINT: url(['http:', 'https:'], 'OpenTelemetry collector; none: no tracing').optional(),
  })
  .refine((values) => values.NODE_ENV !== 'production' || values.EGRESS_ORIGINS.length === 0, {
    path: ['EGRESS_ORIGINS'],
    error: 'must be empty in production: it lets pages reach private addresses',
    when: ({ value }) => Array.isArray((value as { EGRESS_ORIGINS?: unknown }).EGRESS_ORIGINS),
  });

type PlatformValues = z.output<typeof platformSchema>;

/** What every part of a service may know of its configuration. Durations are in milliseconds. */
export interface PlatformConfig {
  readonly service: ServiceKey;
  readonly version: string;
  readonly environment: 'production' | 'development' | 'test';
  /** The slot; a restarted process keeps it where the environment names it. */
  readonly replica: string;
  /** The process: new at every start. */
  readonly instance: string;
  readonly log: { readonly level: string };
  readonly http: {
    readonly host: string;
    readonly port: number;
    readonly bodyLimitBytes: number;
    readonly headersTimeoutMs: number;
    readonly requestTimeoutMs: number;
    readonly trustedProxyHops: number;
  };
  readonly database: {
    readonly url: string;
    readonly poolMax: number;
    readonly preparedStatements: boolean;
    readonly connectTimeoutMs: number;
    readonly statementTimeoutMs: number;
    readonly lockTimeoutMs: number;
  };
  readonly redis: { readonly busUrl: string; readonly cacheUrl: string; readonly keyPrefix: string };
  readonly memory: { readonly chromaUrl: string };
  readonly bus: {
    readonly keyRing: KeyRing;
    readonly leaseMs: number;
    readonly processingTimeoutMs: number;
    readonly maxAttempts: number;
    readonly retry: { readonly firstMs: number; readonly longestMs: number };
    readonly outboxInFlight: number;
    readonly concurrency: number;
    readonly queryTimeoutMs: number;
    readonly commandTimeoutMs: number;
  };
  readonly heartbeat: { readonly intervalMs: number };
  readonly drain: { readonly timeoutMs: number };
  readonly egress: { readonly origins: readonly string[] };
}

/** A service's configuration: the platform's part and what it adds under its own name. */
export interface ServiceConfigDefinition<Own extends object> {
  readonly service: ServiceKey;
  readonly load: (environment?: NodeJS.ProcessEnv) => PlatformConfig & Own;
  /** Names of all variables, in the order of `.env.example`. */
  readonly variables: readonly string[];
}

/**
 * Describes a service's environment: the platform's variables and its own, parsed together so that one start lists
 * every problem.
 */
export function defineServiceConfig<Shape extends z.ZodRawShape, Own extends object>(
  service: ServiceKey,
  variables: Shape,
  own: (values: z.output<z.ZodObject<Shape>>) => Own,
): ServiceConfigDefinition<Own> {
  const ownSchema = z.object(variables);
  return {
    service,
    variables: [...Object.keys(platformSchema.shape), ...Object.keys(variables)],
    load: (environment) => {
      const [platformValues, ownValues] = loadConfig([platformSchema, ownSchema], environment);
      return { ...platformPart(service, platformValues), ...own(ownValues) };
    },
  };
}

function platformPart(service: ServiceKey, values: PlatformValues): PlatformConfig {
  const replica =
    values.REPLICA_ID ??
    `${service}-${hostname()
      .replaceAll(/[^\w.-]/g, '-')
      .slice(0, 50)}-${process.pid}`;
  return {
    service,
    version: values.SERVICE_VERSION,
    environment: values.NODE_ENV,
    replica,
    instance: `${replica}:${uuidv7()}`,
    log: { level: values.LOG_LEVEL },
    http: {
      host: values.HOST,
      port: values.PORT,
      bodyLimitBytes: values.HTTP_BODY_LIMIT_BYTES,
      headersTimeoutMs: values.HTTP_HEADERS_TIMEOUT_MS,
      requestTimeoutMs: values.HTTP_REQUEST_TIMEOUT_MS,
      trustedProxyHops: values.TRUSTED_PROXY_HOPS,
    },
    database: {
      url: values.DATABASE_URL,
      poolMax: values.DATABASE_POOL_MAX,
      preparedStatements: values.DATABASE_PREPARED_STATEMENTS,
      connectTimeoutMs: values.DATABASE_CONNECT_TIMEOUT_MS,
      statementTimeoutMs: values.DATABASE_STATEMENT_TIMEOUT_MS,
      lockTimeoutMs: values.DATABASE_LOCK_TIMEOUT_MS,
    },
    redis: { busUrl: values.REDIS_BUS_URL, cacheUrl: values.REDIS_CACHE_URL, keyPrefix: values.REDIS_KEY_PREFIX },
    memory: { chromaUrl: values.CHROMA_URL },
    bus: {
      keyRing: values.BUS_KEYS,
      leaseMs: values.BUS_LEASE_MS,
      processingTimeoutMs: values.BUS_PROCESSING_TIMEOUT_MS,
      maxAttempts: values.BUS_MAX_ATTEMPTS,
      retry: { firstMs: values.BUS_RETRY_FIRST_MS, longestMs: values.BUS_RETRY_LONGEST_MS },
      outboxInFlight: values.BUS_OUTBOX_IN_FLIGHT,
      concurrency: values.BUS_CONCURRENCY,
      queryTimeoutMs: values.BUS_QUERY_TIMEOUT_MS,
      commandTimeoutMs: values.BUS_COMMAND_TIMEOUT_MS,
    },
    heartbeat: { intervalMs: values.HEARTBEAT_INTERVAL_MS },
    drain: { timeoutMs: values.DRAIN_TIMEOUT_MS },
    egress: { origins: values.EGRESS_ORIGINS },
  };
}
