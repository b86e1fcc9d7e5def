import { validate as isUuid } from 'uuid';

/** What a consumer says of messages whose effect is committed. */
export interface Confirmation {
  readonly group: string;
  readonly ids: readonly string[];
}

/** @throws Error when it is none. */
export function readConfirmation(text: string): Confirmation {
  const { group, ids } = (JSON.parse(text) ?? {}) as Partial<Record<keyof Confirmation, unknown>>;
  if (typeof group === 'string' && Array.isArray(ids) && ids.every(isUuid)) return { group, ids };
  throw new Error('is not a confirmation: { group, ids } is');
}
