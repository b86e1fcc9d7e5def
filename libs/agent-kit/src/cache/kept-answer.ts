import { z } from 'zod';
import type { CachedAnswer } from './answer-cache';

const answer = z.object({
  output: z.unknown().refine((value) => value !== undefined),
  provenance: z.record(z.string(), z.unknown()),
  answeredAt: z.iso.datetime({ offset: true }),
});

/** An answer as it stands in Redis: the generation of its workspace, then JSON. */
export const kept = (generation: string, { output, provenance, answeredAt }: CachedAnswer): string =>
  generation + JSON.stringify({ output, provenance, answeredAt });

/** Undefined for what is none of ours. */
export function readKept(generation: string, text: string): CachedAnswer | undefined {
  if (!text.startsWith(generation)) return undefined;
  try {
    const { success, data } = answer.safeParse(JSON.parse(text.slice(generation.length)));
    return success ? data : undefined;
  } catch {
    return undefined;
  }
}
