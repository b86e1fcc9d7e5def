/** What is measured over fifty connections. */
export const CONTENDERS = ['read', 'POST', 'bare read', 'bare POST'] as const;

export type Contender = (typeof CONTENDERS)[number];
