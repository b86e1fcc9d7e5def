/** How long each call of some methods took, by method; the calls go to the real object. */
export class WatchedCalls {
  private readonly took = new Map<string, number[]>();
  private readonly giveBack: (() => void)[] = [];

  /** @param isOurs whether a call, by its arguments, is to be counted. */
  watch<Name extends string, Argument extends unknown[]>(
    target: Record<Name, (...given: Argument) => Promise<unknown>>,
    method: Name,
    isOurs: (given: Argument) => boolean = () => true,
  ): void {
    const real = target[method];
    target[method] = async (...given: Argument): Promise<unknown> => {
      const began = performance.now();
      try {
        return await real.apply(target, given);
      } finally {
        if (isOurs(given)) this.took.set(method, [...(this.took.get(method) ?? []), performance.now() - began]);
      }
    };
    this.giveBack.push(() => {
      target[method] = real;
    });
  }

  /** Milliseconds of each call since the last time they were taken, in the order in which they ended. */
  take(method: string): readonly number[] {
    const taken = this.took.get(method) ?? [];
    this.took.delete(method);
    return taken;
  }

  stop(): void {
    for (const back of this.giveBack) back();
  }
}
