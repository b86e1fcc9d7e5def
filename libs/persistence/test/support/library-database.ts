import { Check, Column, Entity, Index, PrimaryColumn, type MigrationInterface, type QueryRunner } from 'typeorm';
import { enableTenantRls, References, Secret, TenantRow, type ServiceDatabase } from '../../src';

@Entity({ name: 'shelves' })
export class ShelfEntity extends TenantRow {
  @Column('text') label!: string;
  /** Larger than JavaScript can hold exactly. */
  @Column('bigint', { default: '9007199254740993' }) weightMg!: string;
}

/** Points at another table and, as a sequel, at its own. */
@Entity({ name: 'books' })
@References(() => ShelfEntity, 'shelfId')
@References(() => BookEntity, 'sequelOf')
@Index(['workspaceId', 'shelfId'])
@Index(['workspaceId', 'sequelOf'])
export class BookEntity extends TenantRow {
  @Column('uuid') shelfId!: string;
  @Column('uuid', { nullable: true }) sequelOf!: string | null;
  @Column('text', { default: '' }) text!: string;
  @Column('jsonb', { default: {} }) notes!: unknown;
  @Secret() @Column('bytea', { nullable: true }) lockHash!: Buffer | null;
  @Secret() @Column('text', { default: 'encrypted' }) combination!: string;
}

/** Pointed at by nothing, with a key of its own making. */
@Entity({ name: 'loans' })
@References(() => BookEntity, 'bookId', { onDelete: 'CASCADE' })
@Check('loans_number_check', 'number > 0')
export class LoanEntity {
  @PrimaryColumn('uuid') workspaceId!: string;
  @PrimaryColumn('uuid') bookId!: string;
  @PrimaryColumn('integer') number!: number;
}

/** What happened, never to be changed. */
@Entity({ name: 'journal' })
export class JournalEntity extends TenantRow {
  @Column('text') what!: string;
}

export class CreateLibrary1700000000100 implements MigrationInterface {
  readonly name = 'CreateLibrary1700000000100';

  async up(runner: QueryRunner): Promise<void> {
    const row = `workspace_id uuid NOT NULL, id uuid NOT NULL, created_at timestamptz NOT NULL DEFAULT now(),
      updated_at timestamptz NOT NULL DEFAULT now(), PRIMARY KEY (workspace_id, id)`;
    await runner.query(
      `CREATE TABLE muse.shelves (${row}, label text NOT NULL, weight_mg bigint NOT NULL DEFAULT 9007199254740993)`,
    );
    await runner.query(`
      CREATE TABLE muse.books (${row}, shelf_id uuid NOT NULL, sequel_of uuid, text text NOT NULL DEFAULT '',
        notes jsonb NOT NULL DEFAULT '{}', lock_hash bytea, combination text NOT NULL DEFAULT 'encrypted',
        FOREIGN KEY (workspace_id, shelf_id) REFERENCES muse.shelves (workspace_id, id),
        FOREIGN KEY (workspace_id, sequel_of) REFERENCES muse.books (workspace_id, id))`);
    await runner.query(`
      CREATE TABLE muse.loans (workspace_id uuid NOT NULL, book_id uuid NOT NULL, number integer NOT NULL CHECK (number > 0),
        PRIMARY KEY (workspace_id, book_id, number),
        FOREIGN KEY (workspace_id, book_id) REFERENCES muse.books (workspace_id, id) ON DELETE CASCADE)`);
    await runner.query(`CREATE TABLE muse.journal (${row}, what text NOT NULL)`);
    await runner.query(`REVOKE UPDATE, DELETE ON muse.journal FROM raptor_muse`);
    for (const table of ['shelves', 'books', 'loans', 'journal']) await enableTenantRls(runner, `muse.${table}`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE muse.journal, muse.loans, muse.books, muse.shelves`);
  }
}

/** The children are named first: the order of the manifest is not the order of the keys. */
export const libraryDatabase: ServiceDatabase = {
  service: 'muse',
  tables: { loans: 'tenant', books: 'tenant', journal: 'tenant', shelves: 'tenant' },
  entities: [ShelfEntity, BookEntity, LoanEntity, JournalEntity],
  migrations: [CreateLibrary1700000000100],
};
