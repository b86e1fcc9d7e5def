import { schemaOf, type ServiceKey } from '@raptor/contracts';
import { SERVICE_DATABASES } from './service-databases';
import { sqlStateOf, type Session } from './session';

const TABLE_DOES_NOT_EXIST = '42P01';

/** A service's migrations in their order: whether they have run here, and whether this version of the code has them. */
export interface MigrationStatus {
  readonly name: string;
  readonly hasRun: boolean;
  readonly isKnown: boolean;
}

export async function migrationStatus(session: Session, service: ServiceKey): Promise<MigrationStatus[]> {
  const known = SERVICE_DATABASES[service].migrations.map(({ name }) => name);
  const ran = await migrationsRun(session, service);
  return [
    ...known.map((name) => ({ name, hasRun: ran.includes(name), isKnown: true })),
    ...ran.filter((name) => !known.includes(name)).map((name) => ({ name, hasRun: true, isKnown: false })),
  ];
}

async function migrationsRun(session: Session, service: ServiceKey): Promise<string[]> {
  try {
    const { rows } = await session.query<{ name: string }>(
      `SELECT name FROM ${schemaOf(service)}.migrations ORDER BY id`,
    );
    return rows.map(({ name }) => name);
  } catch (error) {
    if (sqlStateOf(error) === TABLE_DOES_NOT_EXIST) return [];
    throw error;
  }
}

/** For a person: `[X]` has run, `[ ]` has not. */
export const statusLine = ({ name, hasRun, isKnown }: MigrationStatus): string =>
  `  [${hasRun ? 'X' : ' '}] ${name}${isKnown ? '' : ' (not in this version of the code)'}\n`;
