import { compilePayload, type PayloadSchema } from './payload-schema';
import {
  ADDRESSED,
  definitionOf,
  patternOf,
  REPLY_TO,
  type Lane,
  type MessageClass,
  type MessageDefinition,
} from './message';

/** What a channel is, beside the messages on it. */
export interface ChannelSettings {
  /** `group` (default): one replica of each service gets a message. `broadcast`: every replica gets every message, unacknowledged. */
  readonly delivery?: 'group' | 'broadcast';
  /** Broadcast only: how far back a new reader starts, and how long entries are kept, in milliseconds. */
  readonly windowMs?: number;
  /** Services that read here besides the readers of its messages: those whom `replyTo` messages may reach. */
  readonly readers?: readonly string[];
  /** How long entries stay that every reader is done with, in milliseconds. Default: an hour. */
  readonly keptMs?: number;
  /** The same as a size: entries that are done go, oldest first, when a lane takes more. Default: 64 MiB. */
  readonly keptBytes?: number;
}

export interface CatalogueEntry extends MessageDefinition {
  readonly type: MessageClass;
  readonly lane: Lane;
  readonly readers: readonly string[];
  /** `name@version`. */
  readonly pattern: string;
  /** Read from the class at first use. */
  readonly payload: PayloadSchema;
}

/** Every message of the fleet, by name and version and by class. What is not in it can be neither sent nor handled. */
export class MessageCatalogue {
  private readonly byPattern = new Map<string, CatalogueEntry>();
  private readonly newest = new Map<string, CatalogueEntry>();
  private readonly byVersion = new Map<string, Map<number, CatalogueEntry>>();
  private readonly byType = new Map<MessageClass, CatalogueEntry>();
  private readonly groups = new Map<string, readonly string[]>();

  /** @throws Error when two classes claim the same version of a name, or nobody reads a message. */
  constructor(
    messages: readonly MessageClass[],
    private readonly channels: Readonly<Record<string, ChannelSettings>> = {},
  ) {
    for (const type of messages) this.add(type);
  }

  get entries(): CatalogueEntry[] {
    return [...this.byPattern.values()];
  }

  /** The newest version, or the one asked for. @throws Error when there is none. */
  get(name: string, version?: number): CatalogueEntry {
    const entry = this.find(name, version);
    if (entry) return entry;
    const what = version === undefined ? name : `${name} in version ${version}`;
    throw new Error(`No message is called ${what}: add its class to the catalogue that the bus is given`);
  }

  find(name: string, version?: number): CatalogueEntry | undefined {
    return version === undefined ? this.newest.get(name) : this.byVersion.get(name)?.get(version);
  }

  /** The message that a handler's pattern names. @throws Error when there is none. */
  byHandlerPattern(pattern: string): CatalogueEntry {
    return this.byPattern.get(pattern) ?? this.get(pattern);
  }

  /** @throws Error when the class is not in the catalogue. */
  of(type: MessageClass): CatalogueEntry {
    return this.byType.get(type) ?? this.get(definitionOf(type).name, definitionOf(type).version);
  }

  isBroadcast(channel: string): boolean {
    return this.channels[channel]?.delivery === 'broadcast';
  }

  settingsOf(channel: string): ChannelSettings {
    return this.channels[channel] ?? {};
  }

  /** The services that read a channel of work: a consumer group each, in alphabetical order. */
  groupsOf(channel: string): readonly string[] {
    const known = this.groups.get(channel);
    if (known) return known;
    const ofMessages = this.entries.filter((entry) => entry.channel === channel).flatMap(({ readers }) => readers);
    const groups = [...new Set([...ofMessages, ...(this.channels[channel]?.readers ?? [])])].sort();
    this.groups.set(channel, groups);
    return groups;
  }

  /** The services that get this message when it travels on `channel`. */
  readersOf(entry: CatalogueEntry, channel: string): readonly string[] {
    if (this.isBroadcast(channel)) return [];
    if (entry.channel !== REPLY_TO) return entry.readers;
    return entry.readers.filter((reader) => this.groupsOf(channel).includes(reader));
  }

  /** Channels of work on which a service gets something. */
  channelsReadBy(service: string): string[] {
    const named = this.entries.map(({ channel }) => channel);
    const channels = [...new Set([...named, ...Object.keys(this.channels)])];
    return channels.filter(
      (channel) => channel !== ADDRESSED && channel !== REPLY_TO && this.groupsOf(channel).includes(service),
    );
  }

  private add(type: MessageClass): void {
    const definition = definitionOf(type);
    const pattern = patternOf(definition);
    const other = this.byPattern.get(pattern);
    if (other) {
      throw new Error(
        `${type.name} and ${other.type.name} both claim version ${definition.version} of the message ${definition.name}`,
      );
    }
    const { lane = 'normal', readers = [] } = definition;
    if (definition.kind !== 'query' && !this.isBroadcast(definition.channel) && readers.length === 0) {
      throw new Error(`Nobody reads ${definition.name}: name its readers in @RaptorMessage`);
    }
    if (readers.length > 0 && this.isBroadcast(definition.channel)) {
      throw new Error(`${definition.name} is a broadcast: whoever handles it gets it, it has no readers`);
    }
    let payload: PayloadSchema | undefined;
    const entry: CatalogueEntry = {
      ...definition,
      lane,
      readers,
      pattern,
      type,
      get payload() {
        return (payload ??= compilePayload(definition.name, type));
      },
    };
    this.byPattern.set(pattern, entry);
    this.byVersion.set(entry.name, (this.byVersion.get(entry.name) ?? new Map()).set(entry.version, entry));
    this.byType.set(type, entry);
    const newest = this.newest.get(entry.name);
    if (!newest || newest.version < entry.version) this.newest.set(entry.name, entry);
  }
}
