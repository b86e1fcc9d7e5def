import type { ApiOptions } from './api-options';

export interface Tokens {
  current(): Promise<string | undefined>;
  /** Another one than `refused`; undefined when there is none. Those who ask at once are given the same. */
  instead(refused: string): Promise<string | undefined>;
}

export function tokens({ token, refreshToken }: ApiOptions): Tokens {
  let renewing: Promise<string | undefined> | undefined;
  const renew = async (refused: string): Promise<string | undefined> => {
    const current = await token?.();
    // Somebody else was faster.
    if (current !== undefined && current !== refused) return current;
    return refreshToken?.();
  };
  return {
    current: async () => token?.(),
    instead: (refused) => {
      renewing ??= renew(refused).finally(() => (renewing = undefined));
      return renewing;
    },
  };
}
