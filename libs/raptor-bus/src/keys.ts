import { LANES, type Lane } from './messages/message';

/** Why a message could not be handled. */
export const DEAD_LETTER_REASONS = [
  'max_retries_exceeded',
  'schema_violation',
  'routing_error',
  'processing_timeout',
  'publish_error',
] as const;

export type DeadLetterReason = (typeof DEAD_LETTER_REASONS)[number];

/**
 * Every Redis key of the bus is built here. The part in braces is the hash tag: what one command or script touches has
 * the same and so shares a slot of a Redis Cluster.
 */
export class BusKeys {
  private readonly ofChannels = new Map<string, ChannelKeys>();

  constructor(private readonly prefix: string) {}

  stream(channel: string, lane: Lane): string {
    return this.ofChannel(channel).streams[lane];
  }

  streams(channel: string): string[] {
    return LANES.map((lane) => this.stream(channel, lane));
  }

  /** What a message on this channel is sealed for: not the lane, which the envelope names itself. */
  place(channel: string): string {
    return this.ofChannel(channel).place;
  }

  /** Hash of tries and crashes by event id, for one consumer group of a channel. */
  attempts(channel: string, group: string): string {
    return `${this.prefix}:{${channel}}:attempts:${group}`;
  }

  /** Sorted set of `<lane> <entry id>` by the time of the next try, for one consumer group of a channel. */
  retries(channel: string, group: string): string {
    return `${this.prefix}:{${channel}}:retries:${group}`;
  }

  /** Hash of dead letters by event id, where no database keeps them. */
  deadLetters(channel: string, group: string): string {
    return `${this.prefix}:{${channel}}:dead:${group}`;
  }

  /** Stream on which consumers tell a producer that messages of its outbox are done. */
  confirmations(producer: string): string {
    return `${this.prefix}:{confirm.${producer}}`;
  }

  /** Set once; gone when Redis came back empty. */
  epoch(): string {
    return `${this.prefix}:epoch`;
  }

  /** Stream of what is replayed into one group. */
  replay(channel: string, name: string): string {
    return `${this.prefix}:{${channel}}:replay:${name}`;
  }

  /** Hash of what is replayed into one group and how far it has been copied. */
  replayState(channel: string, name: string): string {
    return `${this.prefix}:{${channel}}:replay-state:${name}`;
  }

  /** Hash `epoch`, `seq`, `bytes` of one workspace's live updates. */
  live(workspaceId: string): string {
    return `${this.prefix}:{live:${workspaceId}}:state`;
  }

  /** List of the latest live updates of one workspace. */
  liveBacklog(workspaceId: string): string {
    return `${this.prefix}:{live:${workspaceId}}:backlog`;
  }

  /** Sorted set of the event ids in the backlog, by their number. */
  liveSeen(workspaceId: string): string {
    return `${this.prefix}:{live:${workspaceId}}:seen`;
  }

  /** Pub/Sub channel of one workspace's live updates. */
  liveChannel(workspaceId: string): string {
    return `${this.prefix}:{live:${workspaceId}}:frames`;
  }

  /** Written by one process to see that Redis takes writes. */
  probe(instance: string): string {
    return `${this.prefix}:probe:${instance}`;
  }

  /** Pub/Sub channel on which one process hears the answers to its queries. */
  replies(instance: string): string {
    return `${this.prefix}:reply:${instance}`;
  }

  /** Made once for each of the few channels there are: every message asks for them. */
  private ofChannel(channel: string): ChannelKeys {
    const known = this.ofChannels.get(channel);
    if (known) return known;
    const place = `${this.prefix}:{${channel}}`;
    const streams = Object.fromEntries(LANES.map((lane) => [lane, `${place}:${lane}`])) as Record<Lane, string>;
    const made = { place, streams };
    this.ofChannels.set(channel, made);
    return made;
  }
}

interface ChannelKeys {
  readonly place: string;
  readonly streams: Readonly<Record<Lane, string>>;
}

/** The channel on which a service hears the queries addressed to it. */
export const queryChannelOf = (service: string): string => `sys.query.${service}`;
