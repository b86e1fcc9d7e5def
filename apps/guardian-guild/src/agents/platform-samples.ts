import type { CopyFieldName } from '@raptor/contracts';

const WHERE = { day: '2026-12-01', jurisdictions: ['US'] };

/** What authors have written, as a guardian is asked about it. */
export const checked = (surface: string, copy: readonly (readonly [CopyFieldName, string])[], more: object = {}) => ({
  surface,
  copy: copy.map(([field, text]) => ({ field, text })),
  ...WHERE,
  ...more,
});
