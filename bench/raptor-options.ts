import { randomUUID } from 'node:crypto';
import { currentContext, Metrics, runInContext, traceparentOr, type RequestContext } from '@raptor/platform';
import {
  describeFailure,
  RemoteFailureError,
  type BusObserver,
  type KeyRing,
  type MessageClass,
  type RaptorBusOptions,
} from '@raptor/raptor-bus';

/** The fleet's own defaults, but for how much is handled at once. */
const SETTINGS = { leaseMs: 30_000, maxAttempts: 5, queryTimeoutMs: 5_000, commandTimeoutMs: 5_000 };

const KEY_RING: KeyRing = [{ kid: 'bench', secret: Buffer.alloc(32, 'raptor').toString('base64') }];

/** What a service knows while it serves a request of somebody in that workspace. */
export const someRequest = (workspaceId: string): RequestContext => ({
  requestId: randomUUID(),
  traceparent: '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01',
  workspaceId,
  actor: { type: 'user', id: workspaceId, role: 'editor', membershipVersion: 7 },
});

export interface RaptorPlan {
  readonly service: string;
  readonly messages: readonly MessageClass[];
  readonly redisUrl: string;
  readonly prefix: string;
  readonly concurrency: number;
  /** Without seals. */
  readonly bare?: boolean;
  /** Told of every message that was handled. */
  readonly handled?: () => void;
}

let metrics: Metrics | undefined;

/** With metrics as every service has them, and context by AsyncLocalStorage; sealed with a key ring unless `bare`. */
export function raptorOptions(plan: RaptorPlan): RaptorBusOptions {
  const { service, messages, redisUrl, prefix, concurrency, bare, handled: told } = plan;
  metrics ??= new Metrics(service, '0.0.0');
  const counted = metrics.busObserver();
  const observer: BusObserver = {
    ...counted,
    handled: (message, channel, outcome, seconds, error) => {
      counted.handled?.(message, channel, outcome, seconds, error);
      // What a closing consumer gives back is no failure.
      if (outcome !== 'done' && error !== undefined) throw new Error(`${message} was ${outcome}`, { cause: error });
      told?.();
    },
    trouble: (text, error) => {
      console.error(text, error);
    },
  };
  return {
    ...SETTINGS,
    url: redisUrl,
    keyPrefix: prefix,
    service,
    instance: `${service}-1`,
    messages,
    keyRing: bare ? undefined : KEY_RING,
    concurrency,
    origin: () => {
      const { workspaceId = null, actor, requestId, causationId, traceparent } = currentContext() ?? {};
      return {
        workspaceId,
        actor: actor ?? { type: 'system', id: service },
        correlationId: requestId,
        causationId,
        traceparent,
      };
    },
    runWithin: ({ workspaceId, actor, correlationId, id, traceparent }, fn) =>
      runInContext(
        { requestId: correlationId, traceparent: traceparentOr(traceparent), workspaceId, actor, causationId: id },
        fn,
      ),
    describeFailure,
    reviveFailure: (failure) => new RemoteFailureError(failure),
    observer,
  };
}
