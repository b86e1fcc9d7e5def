import { createHash } from 'node:crypto';
import type { PaidQuestion } from './model';

/** SHA-256 of what a model is asked, in hex. */
export const promptHashOf = ({ system, prompt, schema }: Pick<PaidQuestion, 'system' | 'prompt' | 'schema'>): string =>
  createHash('sha256')
    .update(JSON.stringify([system, prompt, schema]))
    .digest('hex');
