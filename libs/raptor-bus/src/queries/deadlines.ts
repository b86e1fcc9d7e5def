/** More than Node's timers can wait is for ever. */
const LONGEST_MS = 2 ** 31 - 1;

interface Due<T> {
  readonly timer: NodeJS.Timeout;
  readonly waiting: Set<T>;
}

/** Tells what is due, with one timer for all of a millisecond: a timer each costs more than a question. */
export class Deadlines<T> {
  private readonly due = new Map<number, Due<T>>();

  constructor(private readonly isOver: (waiting: T) => void) {}

  /** At a time in milliseconds since the epoch. */
  add(at: number, waiting: T): void {
    const known = this.due.get(at);
    if (known) known.waiting.add(waiting);
    else this.due.set(at, { timer: this.timerFor(at), waiting: new Set([waiting]) });
  }

  remove(at: number, waiting: T): void {
    const due = this.due.get(at);
    if (!due?.waiting.delete(waiting) || due.waiting.size > 0) return;
    clearTimeout(due.timer);
    this.due.delete(at);
  }

  private timerFor(at: number): NodeJS.Timeout {
    return setTimeout(
      () => {
        const over = this.due.get(at)?.waiting ?? [];
        this.due.delete(at);
        for (const waiting of over) this.isOver(waiting);
      },
      Math.min(Math.max(0, at - Date.now()), LONGEST_MS),
    );
  }
}
