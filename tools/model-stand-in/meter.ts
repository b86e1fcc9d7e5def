/** In tokens, as they would be billed; `inputTokens` is all that went in. */
export interface Metered {
  readonly calls: number;
  readonly inputTokens: number;
  readonly cachedTokens: number;
  readonly cacheWriteTokens: number;
  readonly outputTokens: number;
  readonly thinkingTokens: number;
}

/** One call that was worked on, by the key its caller gave it. */
export interface MeteredCall extends Omit<Metered, 'calls'> {
  readonly key: string | undefined;
  readonly model: string;
  readonly lane: 'inline' | 'batch';
}

/** What is true of a call's usage, whatever the answer claims. */
export class Meter {
  private readonly done: MeteredCall[] = [];

  add(call: MeteredCall): void {
    this.done.push(call);
  }

  /** Newest last. */
  get calls(): readonly MeteredCall[] {
    return this.done;
  }

  byModel(): Record<string, Metered> {
    const sums: Record<string, Metered> = {};
    for (const call of this.done) sums[call.model] = sum(sums[call.model], call);
    return sums;
  }

  reset(): void {
    this.done.length = 0;
  }
}

const sum = (before: Metered | undefined, call: MeteredCall): Metered => ({
  calls: (before?.calls ?? 0) + 1,
  inputTokens: (before?.inputTokens ?? 0) + call.inputTokens,
  cachedTokens: (before?.cachedTokens ?? 0) + call.cachedTokens,
  cacheWriteTokens: (before?.cacheWriteTokens ?? 0) + call.cacheWriteTokens,
  outputTokens: (before?.outputTokens ?? 0) + call.outputTokens,
  thinkingTokens: (before?.thinkingTokens ?? 0) + call.thinkingTokens,
});

/** About what tokenizers make of text: a token for four bytes. */
export const tokensOf = (text: string): number => Math.ceil(Buffer.byteLength(text) / 4);
