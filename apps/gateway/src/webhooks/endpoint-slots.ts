interface Line {
  taken: number;
  /** When somebody last left it. */
  movedAt: number;
  readonly waiting: (() => void)[];
}

export interface EndpointSlotsOptions {
  /** Of one endpoint at once. */
  readonly most: number;
  /** How long somebody waits for a slot. */
  readonly patienceMs: number;
  /** Nobody has left for so long: nobody waits for it any more. */
  readonly stuckMs: number;
}

/** How many deliveries to one endpoint are under way in this process: one that is slow must not take the slots of all others. */
export class EndpointSlots {
  private readonly lines = new Map<string, Line>();

  constructor(private readonly options: EndpointSlotsOptions) {}

  /** @returns how to give it back; undefined when there is none in time. */
  take(endpointId: string): Promise<(() => void) | undefined> {
    const { most, patienceMs, stuckMs } = this.options;
    const line = this.lineOf(endpointId);
    const giveBack = (): void => {
      this.leave(endpointId, line);
    };
    if (line.taken < most) {
      line.taken += 1;
      return Promise.resolve(giveBack);
    }
    if (Date.now() - line.movedAt > stuckMs) return Promise.resolve(undefined);
    return new Promise((resolve) => {
      const enter = (): void => {
        clearTimeout(timer);
        resolve(giveBack);
      };
      const timer = setTimeout(() => {
        line.waiting.splice(line.waiting.indexOf(enter), 1);
        resolve(undefined);
      }, patienceMs);
      line.waiting.push(enter);
    });
  }

  private lineOf(endpointId: string): Line {
    const known = this.lines.get(endpointId);
    if (known) return known;
    const line: Line = { taken: 0, movedAt: Date.now(), waiting: [] };
    this.lines.set(endpointId, line);
    return line;
  }

  /** The slot goes to whoever waits for it longest. */
  private leave(endpointId: string, line: Line): void {
    line.movedAt = Date.now();
    const next = line.waiting.shift();
    if (next) return next();
    line.taken -= 1;
    if (line.taken === 0) this.lines.delete(endpointId);
  }
}
