import { join } from 'node:path';

/** The file that a contender's processes run. */
export const CONTENDERS = {
  RaptorBus: join(__dirname, 'raptor.ts'),
  'graphile-worker': join(__dirname, 'graphile.ts'),
  'pg-boss': join(__dirname, 'pg-boss.ts'),
} as const;

export type ContenderName = keyof typeof CONTENDERS;
