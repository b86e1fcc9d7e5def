import { LANES, type Lane } from './message';

/** Why a message could not be handled. */
export type DeadLetterReason = 'max_retries_exceeded' | 'schema_violation' | 'routing_error';

/**
 * Every Redis key of the bus is built here. The channel is the hash tag, so that all lanes of a channel share a slot of
 * a Redis Cluster and can be read with one command.
 */
export class BusKeys {
  constructor(private readonly prefix: string) {}

  stream(channel: string, lane: Lane): string {
    return `${this.prefix}:{${channel}}:${lane}`;
  }

  streams(channel: string): string[] {
    return LANES.map((lane) => this.stream(channel, lane));
  }

  /** Hash of attempts by event id, for one consumer group of a channel. */
  attempts(channel: string, group: string): string {
    return `${this.prefix}:{${channel}}:attempts:${group}`;
  }

  deadLetters(reason: DeadLetterReason): string {
    return `${this.prefix}:{sys.dlq.${reason}}:normal`;
  }

  /** Written by one process to see that Redis takes writes. */
  probe(instance: string): string {
    return `${this.prefix}:probe:${instance}`;
  }

  /** Pub/Sub channel on which one process hears the answers to its queries. */
  replies(instance: string): string {
    return `${this.prefix}:reply:${instance}`;
  }
}

/** The channel on which a service hears the queries addressed to it. */
export const queryChannelOf = (service: string): string => `sys.query.${service}`;
