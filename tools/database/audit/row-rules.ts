/** How PostgreSQL words the rules that `enableTenantRls` and `enableRowRule` make, with an empty search path. */
const current = (setting: string): string =>
  `( SELECT (NULLIF(current_setting('${setting}'::text, true), ''::text))::uuid AS "nullif")`;

const isCurrent = (column: string, setting: string): string => `(${column} = ${current(setting)})`;

/** The row is of the transaction's workspace. */
export const TENANT_RULE = isCurrent('workspace_id', 'app.workspace_id');

const IS_THE_WORKSPACE = isCurrent('id', 'app.workspace_id');
const IS_THE_PERSON = isCurrent('id', 'app.user_id');
const IS_THE_PERSONS = isCurrent('user_id', 'app.user_id');
const IS_SIGNING_IN = `(email = ( SELECT NULLIF(current_setting('app.sign_in_email'::text, true), ''::text) AS "nullif"))`;
const IS_OF_A_MEMBER = `(id IN ( SELECT m.workspace_id
   FROM gateway.workspace_members m
  WHERE (m.user_id = ${current('app.user_id')})))`;

interface RowRule {
  /** What SELECT may see. */
  readonly read: string;
  /** What may be added, changed and removed. */
  readonly write: string;
}

/** The whole rule of every table whose rows are the tenant's or a person's own, to the letter. */
export const ROW_RULES: Readonly<Partial<Record<string, RowRule>>> = {
  'gateway.workspaces': { read: `(${IS_THE_WORKSPACE} OR ${IS_OF_A_MEMBER})`, write: IS_THE_WORKSPACE },
  'gateway.workspace_members': { read: `(${TENANT_RULE} OR ${IS_THE_PERSONS})`, write: TENANT_RULE },
  'gateway.users': { read: `(${IS_THE_PERSON} OR ${IS_SIGNING_IN})`, write: IS_THE_PERSON },
  'gateway.refresh_tokens': { read: IS_THE_PERSONS, write: IS_THE_PERSONS },
};
