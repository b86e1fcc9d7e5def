import { createHash } from 'node:crypto';
import type { Envelope } from '../messages/envelope';

/**
 * What a wish is, whoever sends it again: equal for the same payload of the same message in the same workspace, whatever
 * the order of its fields.
 */
export const requestHashOf = ({ name, workspaceId, payload }: Envelope): string =>
  createHash('sha256')
    .update(canonical([name, workspaceId, payload]))
    .digest('base64url');

/** JSON with the fields of every object in the same order. */
const canonical = (value: unknown): string => JSON.stringify(value, sorted);

function sorted(_key: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1)));
}
