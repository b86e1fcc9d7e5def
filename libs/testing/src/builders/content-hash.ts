import { createHash } from 'node:crypto';
import { v7 as uuidv7 } from 'uuid';

/** A SHA-256 of something that nobody else has: 64 hexadecimal digits. */
export const aContentHash = (): string => createHash('sha256').update(uuidv7()).digest('hex');

/** An id of evidence that was never looked at. */
export const anEvidenceId = (): string => `research:${aContentHash()}`;
