/** Most bytes of one write. */
const ROOM = 262_144;
/** Words shorter than this are joined before they become bytes. */
const SHORT = 64;
/** Buffers kept for the next turn: one is written while another is filled. */
const KEPT = 2;

/** Where the bytes go; `done` is called when they are no longer needed. */
export interface ByteSink {
  write(bytes: Buffer, done: () => void): unknown;
}

/**
 * Commands as bytes, in a buffer that is used again once the socket has taken it. A string of a whole batch would be copied
 * three times on its way, and be garbage of a size that the collector deals with one by one.
 */
export class OutgoingBytes {
  private readonly free: Buffer[] = [];
  private buffer: Buffer | undefined;
  private used = 0;
  /** ASCII that goes into the buffer next. */
  private pending = '';

  /** As Redis reads it. https://redis.io/docs/latest/develop/reference/protocol-spec/ */
  add(words: readonly (string | number)[], sink: ByteSink): void {
    this.pending += `*${words.length}\r\n`;
    for (const word of words) {
      const text = typeof word === 'string' ? word : String(word);
      const bytes = Buffer.byteLength(text);
      this.pending += `$${bytes}\r\n`;
      if (bytes < SHORT && bytes === text.length) this.pending += text;
      else {
        this.put(this.pending, this.pending.length, sink);
        this.put(text, bytes, sink);
        this.pending = '';
      }
      this.pending += '\r\n';
    }
  }

  /** Hands over what has been added. */
  end(sink: ByteSink): void {
    if (this.pending !== '') this.put(this.pending, this.pending.length, sink);
    this.pending = '';
    this.handOver(sink);
  }

  private put(text: string, bytes: number, sink: ByteSink): void {
    if (bytes > ROOM - this.used) this.handOver(sink);
    if (bytes > ROOM) {
      sink.write(Buffer.from(text), () => undefined);
      return;
    }
    this.buffer ??= this.free.pop() ?? Buffer.allocUnsafeSlow(ROOM);
    // Of ASCII both encodings are the same bytes, and one of them is copied as it is.
    this.used += this.buffer.write(text, this.used, bytes === text.length ? 'latin1' : 'utf8');
  }

  private handOver(sink: ByteSink): void {
    const { buffer, used } = this;
    if (!buffer || used === 0) return;
    this.buffer = undefined;
    this.used = 0;
    sink.write(buffer.subarray(0, used), () => {
      if (this.free.length < KEPT) this.free.push(buffer);
    });
  }
}
