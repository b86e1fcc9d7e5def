/** How PostgreSQL words the rules that `enableTenantRls` and `enableRowRule` make, with an empty search path. */
const current = (setting: string): string =>
  `( SELECT (NULLIF(current_setting('${setting}'::text, true), ''::text))::uuid AS "nullif")`;

const isCurrent = (column: string, setting: string): string => `(${column} = ${current(setting)})`;

/** The row is of the transaction's workspace. */
export const TENANT_RULE = isCurrent('workspace_id', 'app.workspace_id');

/** What may be written: the row is the workspace, or of it. */
export const OWN_TENANT_RULES = [TENANT_RULE, isCurrent('id', 'app.workspace_id')];

/** What may be written: the row is the person, or theirs. */
export const PERSON_RULES = [isCurrent('user_id', 'app.user_id'), isCurrent('id', 'app.user_id')];
