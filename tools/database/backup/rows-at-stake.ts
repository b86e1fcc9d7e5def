import { SERVICE_KEYS, schemaOf } from '../../../libs/contracts/src/services';
import type { Session } from '../session';
import { BackupError, qualifiedName, type TableName } from './backup-format';
import { quoted, tablesIn } from './catalogue';
import { SCHEMAS, type ServiceDatabases } from './migration-history';

export interface TableRows extends TableName {
  readonly rows: number;
}

/** Asked before rows are given up; `rows` says which. */
export type MayReplace = (rows: readonly TableRows[], database: string) => Promise<boolean>;

/**
 * Makes sure that nobody loses rows without having said so. What everybody has alike, because migrations bring it, is no loss.
 * @param schemas where; named after the six by `nameOf`.
 */
export async function refuseToLoseRows(
  admin: Session,
  services: ServiceDatabases,
  mayReplace: MayReplace | undefined,
  schemas = SCHEMAS,
  nameOf: (schema: string) => string = (schema) => schema,
): Promise<void> {
  const atStake: TableRows[] = [];
  for (const { schema, name } of await tablesIn(admin, schemas)) {
    if (isGlobal(services, nameOf, { schema, name })) continue;
    const { rows } = await admin.query<{ rows: string }>(`SELECT count(*) AS rows FROM ${quoted({ schema, name })}`);
    if (rows[0] && rows[0].rows !== '0') atStake.push({ schema, name, rows: Number(rows[0].rows) });
  }
  if (atStake.length === 0) return;
  const { rows } = await admin.query<{ database: string }>('SELECT current_database() AS database');
  const database = rows[0]?.database ?? '';
  if (!mayReplace) {
    const some = atStake.slice(0, 5).map((table) => `${qualifiedName(table)} (${table.rows})`);
    throw new BackupError(
      `${database} has rows: ${some.join(', ')}${atStake.length > some.length ? ', ...' : ''}. ` +
        'Restore into an empty database, or add --replace to give up what is there.',
    );
  }
  if (!(await mayReplace(atStake, database))) throw new BackupError('Nothing was changed.');
}

const isGlobal = (
  services: ServiceDatabases,
  nameOf: (schema: string) => string,
  { schema, name }: TableName,
): boolean => SERVICE_KEYS.some((key) => nameOf(schemaOf(key)) === schema && services[key].tables[name] === 'global');
