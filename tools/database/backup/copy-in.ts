import { Writable } from 'node:stream';
import type { Connection, Submittable } from 'pg';
import { rowsIn, type CopyConnection } from './copy-connection';

/**
 * Runs a `COPY ... FROM STDIN` when it is given to `client.query`, and sends what is written to it. It has finished when the
 * server has taken every row; when it is destroyed before, the statement fails and the connection goes on.
 */
export class CopyIn extends Writable implements Submittable {
  /** How many rows the server took; known at the end. */
  rows = 0;
  private connection: CopyConnection | undefined;
  private isOpen = false;
  private whenOpen: () => void = () => undefined;
  private whenDone: () => void = () => undefined;

  constructor(private readonly statement: string) {
    super();
  }

  submit(connection: Connection): void {
    this.connection = connection as Connection & CopyConnection;
    this.connection.query(this.statement);
  }

  override _write(chunk: Buffer, _encoding: string, written: () => void): void {
    this.onceOpen((connection) => {
      connection.sendCopyFromChunk(chunk);
      if (connection.stream.writableNeedDrain) connection.stream.once('drain', written);
      else written();
    });
  }

  override _final(done: () => void): void {
    this.whenDone = done;
    this.onceOpen((connection) => connection.endCopyFrom());
  }

  override _destroy(error: Error | null, destroyed: (error?: Error | null) => void): void {
    if (!this.writableFinished) this.onceOpen((connection) => connection.sendCopyFail('it was called off'));
    destroyed(error);
  }

  handleCopyInResponse(): void {
    this.isOpen = true;
    this.whenOpen();
  }

  handleCommandComplete({ text }: { text: string }): void {
    this.rows = rowsIn(text);
  }

  handleReadyForQuery(): void {
    this.whenDone();
  }

  handleError(error: Error): void {
    this.isOpen = false;
    this.destroy(error);
  }

  /** The server says when it is ready for rows; nothing may be sent before. */
  private onceOpen(send: (connection: CopyConnection) => void): void {
    const { connection } = this;
    if (!connection) return;
    if (this.isOpen) send(connection);
    else this.whenOpen = () => send(connection);
  }
}
