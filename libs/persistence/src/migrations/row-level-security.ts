import type { QueryRunner } from 'typeorm';
import { splitName } from './table-name';

/** The workspace of the transaction. After a transaction the setting is '' and not NULL, hence nullif. */
export const CURRENT_WORKSPACE = `(SELECT nullif(current_setting('app.workspace_id', true), '')::uuid)`;

/** The person of the transaction. */
export const CURRENT_USER_ID = `(SELECT nullif(current_setting('app.user_id', true), '')::uuid)`;

/** The e-mail address under which somebody is signing in. */
export const SIGN_IN_EMAIL = `(SELECT nullif(current_setting('app.sign_in_email', true), ''))`;

/** Which rows a transaction may see and which it may write: SQL over the row's columns. */
export interface RowRule {
  readonly read: string;
  readonly write: string;
}

/**
 * Class A: every row belongs to one workspace and is seen in a transaction of that workspace only, by the owner too.
 * To be called in the migration that creates the table, as `enableTenantRls(runner, 'muse.assets')`.
 */
export const enableTenantRls = (runner: QueryRunner, table: string): Promise<void> => {
  const ofWorkspace = `workspace_id = ${CURRENT_WORKSPACE}`;
  return enableRowRule(runner, table, { read: ofWorkspace, write: ofWorkspace });
};

/**
 * Classes B and C: rows with a rule of their own. The rule is RESTRICTIVE, so that no later policy can widen it; one
 * permissive policy for the service's role and the owner makes rows visible at all.
 */
export async function enableRowRule(runner: QueryRunner, table: string, { read, write }: RowRule): Promise<void> {
  const { schema, name } = splitName(table);
  await runner.query(`ALTER TABLE ${table} ENABLE ROW LEVEL SECURITY`);
  await runner.query(`ALTER TABLE ${table} FORCE ROW LEVEL SECURITY`);
  await runner.query(
    `CREATE POLICY ${name}_service ON ${table} AS PERMISSIVE FOR ALL TO raptor_${schema}, CURRENT_USER USING (true) WITH CHECK (true)`,
  );
  if (read === write) {
    await runner.query(
      `CREATE POLICY ${name}_rows ON ${table} AS RESTRICTIVE FOR ALL TO PUBLIC USING (${read}) WITH CHECK (${write})`,
    );
    return;
  }
  const restrict = (command: string, rule: string): Promise<unknown> =>
    runner.query(
      `CREATE POLICY ${name}_${command.toLowerCase()} ON ${table} AS RESTRICTIVE FOR ${command} TO PUBLIC ${rule}`,
    );
  await restrict('SELECT', `USING (${read})`);
  await restrict('INSERT', `WITH CHECK (${write})`);
  await restrict('UPDATE', `USING (${write}) WITH CHECK (${write})`);
  await restrict('DELETE', `USING (${write})`);
}
