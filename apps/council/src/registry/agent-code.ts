/** The CHECK of a column that holds an agent's code. Which codes there are is the roster's to say: it grows without a migration. */
export const isAgentCodeIn = (column: string): string => `${column} ~ '^(LORD|RES|MUSE|MTX|GRD)-[0-9]{3}$'`;
