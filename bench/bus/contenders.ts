import { join } from 'node:path';

/** How each contender's processes are started: its file, and arguments. */
export const CONTENDERS = {
  'raw streams': [join(__dirname, 'raw-streams.ts')],
  RaptorBus: [join(__dirname, 'raptor.ts')],
  'RaptorBus bare': [join(__dirname, 'raptor.ts'), 'bare'],
  BullMQ: [join(__dirname, 'bullmq.ts')],
  'Nest Redis': [join(__dirname, 'nest-redis.ts')],
} as const satisfies Record<string, readonly [file: string, ...args: string[]]>;

export type ContenderName = keyof typeof CONTENDERS;
