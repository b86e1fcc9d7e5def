import { Check, Column, Entity, Index, Unique, type MigrationInterface, type QueryRunner } from 'typeorm';
import {
  EXACT_INTEGER,
  References,
  TenantRepository,
  TenantRow,
  VersionedTenantRow,
  enableTenantRls,
  oneOf,
  type ServiceDatabase,
} from '../../src';

@Entity({ name: 'shelves' })
export class ShelfEntity extends TenantRow {
  @Column('text') name!: string;
}

@Entity({ name: 'books' })
@References(() => ShelfEntity, 'shelfId')
@Unique(['workspaceId', 'title'])
@Index(['workspaceId', 'createdAt', 'id'])
@Index(['workspaceId', 'shelfId'])
@Check('books_state_check', oneOf('state', ['new', "reader's"]))
export class BookEntity extends VersionedTenantRow {
  @Column() title!: string;
  @Column('integer', { default: 0 }) chapterCount!: number;
  @Column('bigint', { default: 0, transformer: EXACT_INTEGER }) priceMicroUsd!: number;
  @Column('double precision', { default: 0 }) score!: number;
  @Column('text', { default: 'new' }) state!: string;
  @Column('date', { nullable: true }) printedOn!: string | null;
  @Column('uuid', { nullable: true }) shelfId!: string | null;
  @Column({
    type: 'text',
    generatedType: 'STORED',
    asExpression: `lower(title)`,
    insert: false,
    update: false,
    nullable: true,
  })
  sortTitle!: string;
}

export class BooksRepository extends TenantRepository<BookEntity> {
  constructor() {
    super(BookEntity, {
      title: 'title',
      chapters: 'chapterCount',
      price: 'priceMicroUsd',
      score: 'score',
      printed: 'printedOn',
    });
  }
}

export class ShelvesRepository extends TenantRepository<ShelfEntity> {
  constructor() {
    super(ShelfEntity);
  }
}

/** Names no key, index or constraint: those that PostgreSQL gives are the ones the entities expect. */
export class CreateShelves1700000000010 implements MigrationInterface {
  readonly name = 'CreateShelves1700000000010';

  async up(runner: QueryRunner): Promise<void> {
    const common = `
      workspace_id uuid NOT NULL, id uuid NOT NULL,
      created_at timestamptz NOT NULL DEFAULT now(), updated_at timestamptz NOT NULL DEFAULT now(),
      PRIMARY KEY (workspace_id, id)`;
    await runner.query(`CREATE TABLE muse.shelves (name text NOT NULL, ${common})`);
    await runner.query(`
      CREATE TABLE muse.books (
        title varchar NOT NULL,
        chapter_count integer NOT NULL DEFAULT 0,
        price_micro_usd bigint NOT NULL DEFAULT 0,
        score double precision NOT NULL DEFAULT 0,
        state text NOT NULL DEFAULT 'new' CHECK (state IN ('new', 'reader''s')),
        printed_on date,
        shelf_id uuid,
        sort_title text GENERATED ALWAYS AS (lower(title)) STORED,
        version integer NOT NULL DEFAULT 1,
        ${common},
        UNIQUE (workspace_id, title),
        FOREIGN KEY (workspace_id, shelf_id) REFERENCES muse.shelves (workspace_id, id)
      )`);
    await runner.query(`CREATE INDEX ON muse.books (workspace_id, created_at, id)`);
    await runner.query(`CREATE INDEX ON muse.books (workspace_id, shelf_id)`);
    await enableTenantRls(runner, 'muse.shelves');
    await enableTenantRls(runner, 'muse.books');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE muse.books, muse.shelves`);
  }
}

export const shelfDatabase: ServiceDatabase = {
  service: 'muse',
  tables: { shelves: 'tenant', books: 'tenant' },
  entities: [ShelfEntity, BookEntity],
  migrations: [CreateShelves1700000000010],
};
