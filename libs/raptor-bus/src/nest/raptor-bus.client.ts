import { ClientProxy, type ReadPacket, type WritePacket } from '@nestjs/microservices';
import type { RaptorBus } from '../raptor-bus';

/** A query's pattern: its name, or its name and the service it is for. */
export type QueryPattern = string | { readonly name: string; readonly to: string };

/** The sending side as a Nest user knows it: `client.send({ name, to }, data)` asks, `client.emit(name, data)` publishes. */
export class RaptorBusClient extends ClientProxy {
  constructor(private readonly bus: RaptorBus) {
    super();
  }

  async connect(): Promise<RaptorBus> {
    this.bus.connect();
    return Promise.resolve(this.bus);
  }

  close(): void {
    // The bus belongs to the process and is closed with it.
  }

  unwrap<T>(): T {
    return this.bus as T;
  }

  protected publish(packet: ReadPacket, callback: (packet: WritePacket) => void): () => void {
    const pattern = packet.pattern as QueryPattern;
    const { name, to } = typeof pattern === 'string' ? { name: pattern, to: undefined } : pattern;
    let listening = true;
    const tell = (answer: WritePacket): void => {
      if (listening) callback(answer);
    };
    this.bus.askByName(name, packet.data, { to }).then(
      (response) => {
        tell({ response, isDisposed: true });
      },
      (err: unknown) => {
        tell({ err, isDisposed: true });
      },
    );
    return () => {
      listening = false;
    };
  }

  protected async dispatchEvent<T>(packet: ReadPacket): Promise<T> {
    const { type } = this.bus.catalogue.get(packet.pattern as string);
    return (await this.bus.emit(Object.assign(new type(), packet.data))) as T;
  }
}
