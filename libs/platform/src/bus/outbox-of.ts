import { MESSAGES, schemaOf, type ServiceKey } from '@raptor/contracts';
import { Outbox, RaptorBus, RemoteFailureError } from '@raptor/raptor-bus';
import { messageOrigin } from '../context/request-context';
import { failureOf } from '../errors/bus-translation';
import { busChannels } from './channels';

/**
 * For a program that writes a service's rows without being that service, such as one that makes a first workspace: what it sends is committed
 * with its rows, and the service's relay publishes it, then or when it starts. It connects to nothing.
 */
export function outboxOf(service: ServiceKey): Outbox {
  // Never connected: it knows the messages and their readers.
  const bus = new RaptorBus({
    url: 'redis://127.0.0.1',
    keyPrefix: 'none',
    service,
    instance: `${service}-outbox`,
    messages: MESSAGES,
    channels: busChannels(30_000),
    leaseMs: 30_000,
    maxAttempts: 1,
    queryTimeoutMs: 1_000,
    commandTimeoutMs: 1_000,
    concurrency: 1,
    origin: () => messageOrigin(service),
    runWithin: (_envelope, fn) => fn(),
    describeFailure: failureOf,
    reviveFailure: (failure) => new RemoteFailureError(failure),
  });
  return new Outbox(bus, schemaOf(service));
}
