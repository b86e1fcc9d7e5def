import { AppError, parseJsonBody } from '@raptor/platform';
import type { LivePosition } from '@raptor/raptor-bus';
import { z } from 'zod';
import { LIVE_GROUPS, type LiveGroup } from './live-events';

/** Largest message of a client. */
export const MESSAGE_BYTES = 4_096;

const GROUPS = Object.keys(LIVE_GROUPS) as [LiveGroup, ...LiveGroup[]];

/** All that a client can say: what it wants to hear, and up to where it has. */
export interface ClientMessage {
  readonly groups: ReadonlySet<LiveGroup>;
  readonly after: LivePosition | undefined;
}

const message = z
  .strictObject({
    subscribe: z.array(z.enum(GROUPS)).max(GROUPS.length),
    epoch: z
      .string()
      .regex(/^[\w-]{1,64}$/)
      .optional(),
    last_seq: z.int().min(0).optional(),
  })
  .refine(({ epoch, last_seq }) => (epoch === undefined) === (last_seq === undefined), {
    error: 'epoch and last_seq belong together',
  });

/** @throws AppError REQUEST_MALFORMED or REQUEST_INVALID for anything else. */
export function readClientMessage(text: Buffer): ClientMessage {
  const { success, data, error } = message.safeParse(parseJsonBody(text));
  if (!success) {
    const [issue] = error.issues;
    const field = issue?.path.join('.') ?? '';
    throw new AppError('REQUEST_INVALID', `The message is none that is known: ${field} ${issue?.message ?? ''}`.trim());
  }
  const { subscribe, epoch, last_seq: seq } = data;
  return {
    groups: new Set(subscribe),
    after: epoch === undefined || seq === undefined ? undefined : { epoch, seq },
  };
}
