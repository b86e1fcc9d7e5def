import { z } from 'zod';

/** Longest wait between two tries, and most of them. */
const LONGEST_MS = 7 * 86_400_000;
const MOST = 50;

/** Comma-separated waits in milliseconds, one for each try after the first. */
export const waits = (fallback: string, purpose: string) =>
  z
    .string()
    .default(fallback)
    .transform((text) => text.split(',').map((part) => (/^\s*\d+\s*$/.test(part) ? Number(part) : NaN)))
    .refine((list) => list.length <= MOST && list.every((wait) => wait >= 1 && wait <= LONGEST_MS), {
      error: `must be at most ${MOST} comma-separated whole numbers from 1 to ${LONGEST_MS}`,
    })
    .describe(`${purpose}, in ms`);
