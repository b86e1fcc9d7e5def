/** A name as SQL takes it whatever it contains. */
export const quoteIdentifier = (name: string): string => `"${name.replaceAll('"', '""')}"`;

/** The name of a table of the bus. */
export const tableIn = (schema: string, table: 'outbox_events' | 'inbox_events' | 'dead_letters'): string =>
  `${quoteIdentifier(schema)}.${table}`;
