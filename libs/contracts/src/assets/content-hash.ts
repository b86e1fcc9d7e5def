import { createHash } from 'node:crypto';

/** JSON in one spelling only: keys in order, what is undefined left out. The same before and after a database has kept it. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (value === null || typeof value !== 'object') return JSON.stringify(value) ?? 'null';
  const entries = Object.entries(value)
    .filter(([, entry]) => entry !== undefined)
    .sort(([one], [other]) => (one < other ? -1 : 1));
  return `{${entries.map(([key, entry]) => `${JSON.stringify(key)}:${canonical(entry)}`).join(',')}}`;
}

/** What approvals and verdicts are about: SHA-256, in hex, of plain data, the same for the same content, whatever the order of its keys. */
export const contentHashOf = (content: unknown): string =>
  createHash('sha256').update(canonical(content)).digest('hex');
