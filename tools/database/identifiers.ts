/** Owns the six schemas and runs migrations, nothing else. */
export const OWNER_ROLE = 'raptor_owner';

export const quoteIdentifier = (name: string): string => `"${name.replaceAll('"', '""')}"`;
