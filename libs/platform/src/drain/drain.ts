/** Something with work in flight that must come to an end when the process is told to leave. */
export interface DrainParticipant {
  readonly name: string;
  /** Takes nothing new; what it has goes on. */
  stop?(): Promise<void> | void;
  /** Resolves when nothing is in flight. */
  idle?(): Promise<void>;
  /** Ends what is still in flight; work of others is given back. */
  abort?(): Promise<void> | void;
}

export interface DrainReport {
  /** True when everything in flight came to its own end. */
  readonly clean: boolean;
  readonly waitedMs: number;
  /** Participants that were still busy when time was up. */
  readonly aborted: readonly string[];
}

/** No single step of a drain may hold it up longer than this, in milliseconds. */
const STEP_MS = 1_000;

/** Stops all intake, waits at most `timeoutMs` for what is in flight, then aborts the rest. Never rejects. */
export async function drain(participants: readonly DrainParticipant[], timeoutMs: number): Promise<DrainReport> {
  const startedAt = Date.now();
  await Promise.all(participants.map((participant) => within(STEP_MS, participant.stop?.bind(participant))));
  const left = Math.max(0, timeoutMs - (Date.now() - startedAt));
  const idle = await Promise.all(participants.map((participant) => within(left, participant.idle?.bind(participant))));
  const busy = participants.filter((_participant, index) => !idle[index]);
  await Promise.all(busy.map((participant) => within(STEP_MS, participant.abort?.bind(participant))));
  return { clean: busy.length === 0, waitedMs: Date.now() - startedAt, aborted: busy.map(({ name }) => name) };
}

/** True when the step came to its end in time. */
async function within(timeoutMs: number, step?: () => Promise<void> | void): Promise<boolean> {
  if (!step) return true;
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<false>((resolve) => {
    timer = setTimeout(() => {
      resolve(false);
    }, timeoutMs);
  });
  const done = async (): Promise<boolean> => {
    await step();
    return true;
  };
  try {
    return await Promise.race([done(), late]);
  } catch {
    return false;
  } finally {
    clearTimeout(timer);
  }
}
