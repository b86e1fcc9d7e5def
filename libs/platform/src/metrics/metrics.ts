import { Counter, Gauge, Histogram, Registry, collectDefaultMetrics } from 'prom-client';
import type { BusObserver } from '@raptor/raptor-bus';

const SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.2, 0.5, 1, 2.5, 5, 10];

/** Finding a counter by its labels costs more than counting: each is looked up once. */
function remembered<T>(): (key: string, find: () => T) => T {
  const known = new Map<string, T>();
  return (key, find) => {
    const kept = known.get(key) ?? find();
    known.set(key, kept);
    return kept;
  };
}

/** A service's Prometheus metrics. Labels are names from code, never text of users nor a workspace. */
export class Metrics {
  readonly registry = new Registry();

  readonly httpSeconds = new Histogram({
    name: 'http_request_seconds',
    help: 'Time to answer a request, by route pattern',
    labelNames: ['method', 'route', 'status'] as const,
    buckets: SECONDS,
    registers: [this.registry],
  });

  readonly ready = new Gauge({
    name: 'service_ready',
    help: '1 when every dependency that is needed answers',
    registers: [this.registry],
  });

  readonly busLag = new Gauge({
    name: 'bus_lag',
    help: 'Messages waiting for this service that no replica has taken, at the last beat',
    labelNames: ['channel'] as const,
    registers: [this.registry],
  });

  readonly busPending = new Gauge({
    name: 'bus_pending',
    help: 'Messages taken by this service and not yet acknowledged, at the last beat',
    labelNames: ['channel'] as const,
    registers: [this.registry],
  });

  readonly busOldestAge = new Gauge({
    name: 'bus_oldest_age_seconds',
    help: 'Age of the oldest message that this service has not handled, at the last beat',
    labelNames: ['channel'] as const,
    registers: [this.registry],
  });

  readonly busOutboxAge = new Gauge({
    name: 'bus_outbox_age_seconds',
    help: 'How long the oldest message of the outbox waits to be confirmed by its readers, at the last beat',
    registers: [this.registry],
  });

  readonly busDeadLetters = new Counter({
    name: 'bus_dead_letters_total',
    help: 'Messages that could not be handled, by reason',
    labelNames: ['channel', 'message', 'reason'] as const,
    registers: [this.registry],
  });

  readonly busPublished = new Counter({
    name: 'bus_published_total',
    help: 'Messages handed to Redis',
    labelNames: ['channel', 'message'] as const,
    registers: [this.registry],
  });

  readonly busHandled = new Counter({
    name: 'bus_handled_total',
    help: 'Messages seen through to an outcome',
    labelNames: ['channel', 'message', 'outcome'] as const,
    registers: [this.registry],
  });

  readonly busHandlerSeconds = new Histogram({
    name: 'bus_handler_seconds',
    help: 'Time from taking a message to its outcome',
    labelNames: ['channel', 'message'] as const,
    buckets: SECONDS,
    registers: [this.registry],
  });

  constructor(service: string, version: string) {
    this.registry.setDefaultLabels({ service });
    collectDefaultMetrics({ register: this.registry });
    new Gauge({
      name: 'service_info',
      help: 'Version of the running service',
      labelNames: ['version'],
      registers: [this.registry],
    }).set({ version }, 1);
  }

  /** The bus's part, to be given to the bus as its observer. */
  busObserver(): BusObserver {
    const [published, handled] = [remembered<Counter.Internal>(), remembered<Counter.Internal>()];
    const took = remembered<Histogram.Internal<string>>();
    return {
      published: (message, channel) => {
        published(`${channel} ${message}`, () => this.busPublished.labels({ channel, message })).inc();
      },
      handled: (message, channel, outcome, seconds) => {
        handled(`${channel} ${message} ${outcome}`, () => this.busHandled.labels({ channel, message, outcome })).inc();
        took(`${channel} ${message}`, () => this.busHandlerSeconds.labels({ channel, message })).observe(seconds);
      },
      deadLettered: (message, channel, reason) => {
        this.busDeadLetters.inc({ channel, message, reason });
      },
    };
  }
}
