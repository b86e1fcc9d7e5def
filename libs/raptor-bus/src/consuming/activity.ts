/** Something that handles messages and comes to an end in steps. */
export interface Activity {
  /** Messages taken and not done. */
  readonly inFlight: number;
  start(): void;
  /** Takes nothing more; what has begun goes on. */
  stopReading(): Promise<void>;
  untilIdle(): Promise<void>;
  /** Tells every handler to stop and gives its work back. */
  abort(): Promise<void>;
  /** Renews and retries nothing any more. */
  close(): void;
}
