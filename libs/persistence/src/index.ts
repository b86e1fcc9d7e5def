export { createBookkeepingTable } from './migrations/bookkeeping-table';
export type { BookkeepingTable } from './migrations/bookkeeping-table';
export { migrateCommand } from './migrations/migrate-command';
export {
  CURRENT_USER_ID,
  CURRENT_WORKSPACE,
  SIGN_IN_EMAIL,
  enableRowRule,
  enableTenantRls,
} from './migrations/row-level-security';
export type { RowRule } from './migrations/row-level-security';
export { MigrationFailedError, runMigrations } from './migrations/run-migrations';
export { PersistenceModule } from './module/persistence.module';
export { PAGE_LIMITS } from './rows/page';
export type { Page, PageRequest } from './rows/page';
export { TenantRepository } from './rows/tenant-repository';
export type { Changes, ListOrders, NewRow } from './rows/tenant-repository';
export { EXACT_INTEGER } from './rows/exact-integer';
export { References, TenantRow, VersionedTenantRow, oneOf } from './rows/tenant-row';
export type { ReferenceOptions } from './rows/tenant-row';
export type { TableClass, TableManifest } from './table-class';
export { ownerDataSource, serviceDataSource } from './data-sources';
export type { ServiceDatabase } from './service-database';
export { Database } from './transactions/database';
export type { Transaction } from './transactions/database';
export { CommitOutcomeUnknownError, TransactionRolledBackError } from './transactions/run-transaction';
export { normaliseEmail } from './transactions/scope';
export type { TransactionActor } from './transactions/scope';
export { workspaceOf } from './transactions/workspace-of';
