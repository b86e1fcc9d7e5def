import { Readable } from 'node:stream';
import type { Connection, Submittable } from 'pg';
import { rowsIn, type CopyConnection } from './copy-connection';

const PIECE_BYTES = 64 * 1024;

/**
 * Runs a `COPY ... TO STDOUT` when it is given to `client.query`, and reads as the bytes that PostgreSQL sends, in pieces of
 * about 64 KB that each end with a row. The server waits while nobody reads. Stopping before its end ends the connection,
 * too: the rest would have to be read by somebody.
 */
export class CopyOut extends Readable implements Submittable {
  /** How many rows it was; known at the end. */
  rows = 0;
  private connection: CopyConnection | undefined;
  private gathered: Buffer[] = [];
  private gatheredBytes = 0;
  private isOver = false;

  constructor(private readonly statement: string) {
    super({ highWaterMark: PIECE_BYTES });
  }

  submit(connection: Connection): void {
    this.connection = connection as Connection & CopyConnection;
    this.connection.query(this.statement);
  }

  override _read(): void {
    this.connection?.stream.resume();
  }

  handleCopyData({ chunk }: { chunk: Buffer }): void {
    // A copy: the driver uses the memory below it again.
    this.gathered.push(Buffer.from(chunk));
    this.gatheredBytes += chunk.length;
    if (this.gatheredBytes >= PIECE_BYTES && !this.pushGathered()) this.connection?.stream.pause();
  }

  handleCommandComplete({ text }: { text: string }): void {
    this.rows = rowsIn(text);
    this.pushGathered();
  }

  handleReadyForQuery(): void {
    this.isOver = true;
    // Else the connection would stay silent for whatever is asked next.
    this.connection?.stream.resume();
    this.push(null);
  }

  handleError(error: Error): void {
    this.isOver = true;
    this.connection?.stream.resume();
    this.destroy(error);
  }

  override _destroy(error: Error | null, destroyed: (error?: Error | null) => void): void {
    if (!this.isOver) this.connection?.stream.destroy();
    destroyed(error);
  }

  private pushGathered(): boolean {
    if (this.gatheredBytes === 0 || this.destroyed) return true;
    const piece = Buffer.concat(this.gathered);
    this.gathered = [];
    this.gatheredBytes = 0;
    return this.push(piece);
  }
}
