/** What somebody did, by which statements, the finding that it has to give and where. */
export type Sabotage = readonly [what: string, statements: string, rule: string, where: string];
