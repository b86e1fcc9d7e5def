import type { MigrationInterface, QueryRunner } from 'typeorm';
import { Database, enableTenantRls, serviceDataSource, type ServiceDatabase } from '../../src';

/** A service's slice with one tenant table, made as every service makes its own. */
export class CreateNotes1700000000000 implements MigrationInterface {
  readonly name = 'CreateNotes1700000000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE muse.notes (
        workspace_id uuid NOT NULL, id integer NOT NULL, text text NOT NULL,
        CONSTRAINT notes_pkey PRIMARY KEY (workspace_id, id)
      )`);
    await enableTenantRls(runner, 'muse.notes');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE muse.notes`);
  }
}

export const notesDatabase: ServiceDatabase = {
  service: 'muse',
  tables: { notes: 'tenant' },
  entities: [],
  migrations: [CreateNotes1700000000000],
};

export const LIMITS = { statementTimeoutMs: 5_000, lockTimeoutMs: 2_000 };

export const databaseAt = (
  url: string,
  poolMax = 4,
  description = notesDatabase,
  limits = LIMITS,
  preparedStatements = true,
): Database =>
  new Database(
    description,
    serviceDataSource(description, { url, poolMax, preparedStatements, connectTimeoutMs: 2_000, ...limits }),
    limits,
  );

export const WORKSPACE_A = '018f0000-0000-7000-8000-00000000000a';
export const WORKSPACE_B = '018f0000-0000-7000-8000-00000000000b';
export const SOMEBODY = { type: 'system', id: 'test' } as const;
