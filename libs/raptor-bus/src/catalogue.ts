import { definitionOf, type MessageClass, type MessageDefinition } from './message';

export interface CatalogueEntry extends MessageDefinition {
  readonly type: MessageClass;
}

/** Every message of the fleet, by name and by class. What is not in it can be neither sent nor handled. */
export class MessageCatalogue {
  private readonly byName = new Map<string, CatalogueEntry>();

  /** @throws Error when two classes claim the same name. */
  constructor(messages: readonly MessageClass[]) {
    for (const type of messages) {
      const entry = { ...definitionOf(type), type };
      const other = this.byName.get(entry.name);
      if (other) throw new Error(`${type.name} and ${other.type.name} both claim the message name ${entry.name}`);
      this.byName.set(entry.name, entry);
    }
  }

  /** @throws Error when no message has this name. */
  get(name: string): CatalogueEntry {
    const entry = this.byName.get(name);
    if (!entry) throw new Error(`No message is called ${name}: add its class to the catalogue that the bus is given`);
    return entry;
  }

  find(name: string): CatalogueEntry | undefined {
    return this.byName.get(name);
  }

  /** @throws Error when the class is not in the catalogue. */
  of(type: MessageClass): CatalogueEntry {
    return this.get(definitionOf(type).name);
  }
}
