import { createHash } from 'node:crypto';

/** What approvals and verdicts are about: SHA-256, in hex, of the canonical JSON (keys in order, nothing undefined) of what an asset says. */
export const contentHashOf = (content: unknown): string =>
  createHash('sha256').update(JSON.stringify(canonical(content))).digest('hex');

function canonical(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(canonical);
  if (typeof value !== 'object' || value === null) return typeof value === 'string' ? value.normalize('NFC') : value;
  const entries = Object.entries(value).filter(([, each]) => each !== undefined);
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, each]) => [key, canonical(each)]));
}
