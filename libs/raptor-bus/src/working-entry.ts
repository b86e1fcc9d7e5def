import { LeavingError } from './bus-errors';
import { decode, type Envelope } from './envelope';
import type { StreamEntry } from './stream-entry';

/** An entry between being taken and its outcome, with the signal that ends its time. */
export class WorkingEntry {
  /** Undefined when the text is not an envelope. */
  readonly envelope: Envelope | undefined;
  /** False while it waits for a slot. */
  begun = false;
  private readonly controller = new AbortController();
  private readonly timer: NodeJS.Timeout;

  constructor(
    readonly entry: StreamEntry,
    leaseMs: number,
  ) {
    this.envelope = envelopeOf(entry.text);
    const askedMs = (this.envelope?.deadline ?? Infinity) - Date.now();
    const [afterMs, reason] =
      askedMs < leaseMs
        ? [askedMs, 'Nobody waits for this message any more']
        : [leaseMs, 'The lease of this message is over'];
    this.timer = setTimeout(() => {
      this.controller.abort(new Error(reason));
    }, afterMs).unref();
  }

  get signal(): AbortSignal {
    return this.controller.signal;
  }

  /** Tells the handler that the process is leaving. */
  leave(): void {
    this.controller.abort(new LeavingError('The process is leaving'));
  }

  end(): void {
    clearTimeout(this.timer);
  }
}

function envelopeOf(text: string): Envelope | undefined {
  try {
    return decode(text);
  } catch {
    return undefined;
  }
}
