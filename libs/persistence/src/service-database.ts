import type { ServiceKey } from '@raptor/contracts';
import type { EntitySchema, MigrationInterface } from 'typeorm';
import type { TableManifest } from './table-class';

/** What a service keeps in Postgres: its rows as classes, and the steps that make their tables. */
export interface ServiceDatabase {
  /** Names the schema and the role, too. */
  readonly service: ServiceKey;
  /** Every table of the schema but TypeORM's own, with the class that it is held to. */
  readonly tables: TableManifest;
  readonly entities: readonly (EntitySchema | (new () => object))[];
  /** In the order in which they run; each class carries its timestamp in its name. */
  readonly migrations: readonly (new () => MigrationInterface)[];
}
