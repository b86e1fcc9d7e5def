import { randomUUID } from 'node:crypto';
import { currentContext, Metrics, runInContext, traceparentOr, type RequestContext } from '@raptor/platform';
import {
  describeFailure,
  RemoteFailureError,
  type BusObserver,
  type KeyRing,
  type RaptorBusOptions,
} from '@raptor/raptor-bus';
import type { Place, Witness } from './contender';
import { MESSAGES } from './messages';

/** The fleet's own defaults, but for how much is handled at once. */
const SETTINGS = { leaseMs: 30_000, maxAttempts: 5, queryTimeoutMs: 5_000, commandTimeoutMs: 5_000 };

const KEY_RING: KeyRing = [{ kid: 'bench', secret: Buffer.alloc(32, 'raptor').toString('base64') }];

const workspaceId = randomUUID();

/** What a service knows while it serves somebody's request. */
export const someRequest = (): RequestContext => ({
  requestId: randomUUID(),
  traceparent: '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01',
  workspaceId,
  actor: { type: 'user', id: workspaceId, role: 'editor', membershipVersion: 7 },
});

let metrics: Metrics | undefined;

/** With metrics as every service has them, and context by AsyncLocalStorage; sealed with a key of the fleet unless `bare`. */
export function raptorOptions(
  service: string,
  { redisUrl, prefix, concurrency }: Place,
  bare: boolean,
  witness?: Witness,
): RaptorBusOptions {
  metrics ??= new Metrics(service, '0.0.0');
  const counted = metrics.busObserver();
  const observer: BusObserver = {
    ...counted,
    handled: (message, channel, outcome, seconds, error) => {
      counted.handled?.(message, channel, outcome, seconds, error);
      if (outcome !== 'done') throw new Error(`${message} was ${outcome}`, { cause: error });
      witness?.done();
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
    messages: MESSAGES,
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
