import type { Duplex } from 'node:stream';

/** What the driver offers to statements that speak the COPY part of PostgreSQL's protocol; its types leave it out. */
export interface CopyConnection {
  readonly stream: Duplex;
  query(text: string): void;
  sendCopyFromChunk(chunk: Buffer): void;
  endCopyFrom(): void;
  sendCopyFail(reason: string): void;
}

/** The rows that a command tag such as `COPY 42` tells. */
export const rowsIn = (commandTag: string): number => Number(/^COPY (\d+)$/.exec(commandTag)?.[1] ?? 0);
