/** What can go wrong with a model, each as its vendor shows it. */
export const FAULTS = [
  /** 429; `retryAfterMs` says for how long, else nothing does. */
  'rate limit',
  /** 429 that no waiting mends. */
  'spend limit',
  'unauthorized',
  'payment required',
  'forbidden',
  'bad request',
  /** 529 at Anthropic, 503 at Gemini. */
  'overloaded',
  'unavailable',
  'server error',
  /** The connection is accepted, read and closed without a word. */
  'hang up',
  /** Not even the head of an answer comes. */
  'silence',
  /** The answer stops after a few pieces, the connection stays. */
  'stall',
  /** A few letters at a time, `ms` apart. */
  'drip',
  /** The connection breaks in the middle of an event. */
  'cut in an event',
  /** It breaks within a letter of several bytes. */
  'cut in a letter',
  /** The stream ends as if all were well, before the answer has. */
  'cut short',
  /** An error event within the stream. */
  'gives up',
  /** The answer is `text`, or JSON with its end bitten off. */
  'malformed',
  /** Right, in a code fence with words around it. */
  'fenced',
  'refusal',
  'blocked',
  'max tokens',
  'unknown tool',
  /** `bytes` of answer, 20 MB if not said. */
  'huge',
  'empty',
  'usage ten times',
  'usage zero',
  'usage missing',
  'usage negative',
  /** The prompt instead of an answer. */
  'echo',
  /** A redirect to `text`. */
  'redirect',
] as const;
export type FaultKind = (typeof FAULTS)[number];

/** A fault and when it strikes: the first of the list that does is the one. Without any of nth, probability: always. */
export interface Fault {
  readonly kind: FaultKind;
  /** Ids of models that contain it. */
  readonly model?: string;
  /** Every n-th call that the fault looks at, beginning with the n-th. */
  readonly nth?: number;
  /** 0 to 1, drawn from `seed`. */
  readonly probability?: number;
  readonly seed?: number;
  /** After so often it is over. */
  readonly times?: number;
  readonly retryAfterMs?: number;
  readonly ms?: number;
  readonly bytes?: number;
  readonly text?: string;
}

export const isFaultKind = (value: unknown): value is FaultKind => FAULTS.some((kind) => kind === value);

/** Chooses what strikes a call. The same faults and calls give the same choices. */
export class FaultPlan {
  private readonly states: { readonly fault: Fault; looked: number; struck: number; readonly draw: () => number }[];

  constructor(faults: readonly Fault[] = []) {
    this.states = faults.map((fault) => ({ fault, looked: 0, struck: 0, draw: mulberry(fault.seed ?? 1) }));
  }

  strike(model: string): Fault | undefined {
    for (const state of this.states) {
      const { fault } = state;
      if (fault.model !== undefined && !model.includes(fault.model)) continue;
      if (fault.times !== undefined && state.struck >= fault.times) continue;
      state.looked += 1;
      if (fault.nth !== undefined && state.looked % fault.nth !== 0) continue;
      if (fault.probability !== undefined && state.draw() >= fault.probability) continue;
      state.struck += 1;
      return fault;
    }
    return undefined;
  }
}

/** mulberry32 (Tommy Ettinger, public domain): numbers from 0 to below 1. */
function mulberry(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
