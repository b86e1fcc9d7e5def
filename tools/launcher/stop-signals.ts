/** Within this time a second signal is the same key press: npm passes on a Ctrl-C that the terminal has already delivered. */
const SAME_PRESS_MS = 500;

export interface StopSignals {
  /** Settles with the first signal: end in good order. */
  readonly graceful: Promise<NodeJS.Signals>;
  /** Settles with the next one: end at once. */
  readonly hard: Promise<NodeJS.Signals>;
}

/** Listens for Ctrl-C, SIGTERM and a closed terminal for the rest of this process's life. */
export function untilToldToStop(
  source: NodeJS.EventEmitter = process,
  now: () => number = () => performance.now(),
): StopSignals {
  let first: number | undefined;
  let graceful: (signal: NodeJS.Signals) => void = () => undefined;
  let hard: (signal: NodeJS.Signals) => void = () => undefined;
  const signals: StopSignals = {
    graceful: new Promise((resolve) => (graceful = resolve)),
    hard: new Promise((resolve) => (hard = resolve)),
  };
  const hear = (signal: NodeJS.Signals): void => {
    if (first === undefined) {
      first = now();
      graceful(signal);
    } else if (now() - first > SAME_PRESS_MS) {
      hard(signal);
    }
  };
  source.on('SIGINT', hear);
  source.on('SIGTERM', hear);
  // A closed terminal sends one of its own after Ctrl-C; it only ever asks.
  source.on('SIGHUP', (signal: NodeJS.Signals) => {
    if (first === undefined) hear(signal);
  });
  return signals;
}
