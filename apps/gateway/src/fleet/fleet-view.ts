import {
  SERVICE_KEYS,
  SERVICES,
  type FleetReplica,
  type FleetResponse,
  type FleetService,
  type ReplicaBeat,
  type ReplicaState,
  type ServiceKey,
  type ServiceState,
} from '@raptor/contracts';

/** The last beat of one process, and when it was sent (ms since the epoch). */
export interface HeardBeat {
  readonly beat: ReplicaBeat;
  readonly at: number;
}

/** A replica that has missed this many beats is dead. */
export const MISSED_BEATS = 3;

/** A process that is gone is shown for this many of its beats, then forgotten. */
const SHOWN_BEATS = 20;

export function replicaState({ beat, at }: HeardBeat, now: number): ReplicaState {
  if (beat.leaving) return 'left';
  return now - at >= MISSED_BEATS * beat.intervalMs ? 'dead' : 'alive';
}

/** A process that has been gone for so long that it need not be shown any more. */
export const isForgettable = ({ beat, at }: HeardBeat, now: number): boolean =>
  now - at > SHOWN_BEATS * beat.intervalMs;

/** The fleet as its beats tell it at one moment. */
export function fleetView(heard: readonly HeardBeat[], now: number): FleetResponse {
  const services = SERVICE_KEYS.map((key) =>
    serviceView(
      key,
      heard.filter(({ beat }) => beat.service === key),
      now,
    ),
  );
  return { at: new Date(now).toISOString(), healthy: services.every(({ state }) => state === 'ready'), services };
}

function serviceView(service: ServiceKey, heard: readonly HeardBeat[], now: number): FleetService {
  const newestFirst = [...heard].sort((one, other) => other.at - one.at);
  const alive = newestFirst.filter((each) => replicaState(each, now) === 'alive');
  const latest = alive[0]?.beat.load;
  return {
    service,
    purpose: SERVICES[service].purpose,
    state: serviceState(newestFirst, alive),
    versions: [...new Set(alive.map(({ beat }) => beat.version))].sort(),
    last_beat_at: newestFirst[0] ? new Date(newestFirst[0].at).toISOString() : null,
    lag: latest?.busLag ?? 0,
    pending: latest?.busPending ?? 0,
    agents: new Set(alive.flatMap(({ beat }) => beat.agents)).size,
    replicas: newestFirst.map((each) => replicaView(each, now)),
  };
}

function serviceState(heard: readonly HeardBeat[], alive: readonly HeardBeat[]): ServiceState {
  if (heard.length === 0) return 'unknown';
  if (alive.length === 0) return 'dead';
  return alive.some(({ beat }) => beat.ready) ? 'ready' : 'not_ready';
}

function replicaView(heard: HeardBeat, now: number): FleetReplica {
  const { beat, at } = heard;
  const state = replicaState(heard, now);
  return {
    replica: beat.replica,
    instance: beat.instance,
    state,
    ready: state === 'alive' && beat.ready,
    version: beat.version,
    started_at: beat.startedAt,
    last_beat_at: new Date(at).toISOString(),
    beat_interval_ms: beat.intervalMs,
    in_flight: beat.load.inFlight,
    event_loop_delay_ms: beat.load.eventLoopDelayMs,
    memory_bytes: beat.load.memoryBytes,
  };
}
