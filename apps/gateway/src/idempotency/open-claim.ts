import { AsyncLocalStorage } from 'node:async_hooks';
import { v5 as uuidv5, v7 as uuidv7 } from 'uuid';

/** The idempotency key of the request that is being answered: claimed, and not yet kept with an answer. */
export interface OpenClaim {
  readonly id: string;
  readonly workspaceId: string;
  /** The same for the same request with the same key, however often it is begun. */
  readonly sameness: string;
  /** What the operation answers with when it has done it. */
  readonly statusCode: number;
  isKept: boolean;
}

const storage = new AsyncLocalStorage<OpenClaim>();

export const openClaim = (): OpenClaim | undefined => storage.getStore();

export const withClaim = <T>(claim: OpenClaim, work: () => T): T => storage.run(claim, work);

/** Made once, for the ids below. */
const NAMESPACE = '3f0c2c62-8c7e-4c58-9d0b-6f6f3f2a7d11';

/**
 * An id for what the request makes. With an idempotency key it is the same each time: what cannot be made in one transaction with the answer is
 * found to be there when the request comes again. Without a key it is a new one.
 */
export function idOfEffect(): string {
  const claim = openClaim();
  return claim ? uuidv5(claim.sameness, NAMESPACE) : uuidv7();
}
