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
export { MigrationFailedError } from './migrations/migration-failed';
export { revertMigration } from './migrations/revert-migration';
export { runMigrations } from './migrations/run-migrations';
export { PersistenceModule } from './module/persistence.module';
export { PAGE_LIMITS, decodeCursor, encodeCursor, invalid, limitOf } from './rows/page';
export type { Page, PageRequest } from './rows/page';
export { TenantRepository } from './rows/tenant-repository';
export type { Changes, ListOrders, NewRow } from './rows/tenant-repository';
export { EXACT_INTEGER } from './rows/exact-integer';
export { Secret } from './rows/secret';
export { References, TenantRow, VersionedTenantRow, oneOf } from './rows/tenant-row';
export type { ReferenceOptions } from './rows/tenant-row';
export type { TableClass, TableManifest } from './table-class';
export { ownerDataSource, serviceDataSource } from './data-sources';
export type { ServiceDatabase } from './service-database';
export type { Audited, Changed } from './transactions/changed';
export { Database } from './transactions/database';
export type { Transaction } from './transactions/database';
export { CommitOutcomeUnknownError, TransactionRolledBackError } from './transactions/run-transaction';
export { normaliseEmail } from './transactions/scope';
export type { TransactionActor } from './transactions/scope';
export { WorkspaceLanes } from './transactions/workspace-lanes';
export type { LaneLimits, Wish } from './transactions/workspace-lanes';
export { workspaceOf } from './transactions/workspace-of';
export { WorkspaceExport } from './workspace-rows/workspace-export';
export type { ExportPage } from './workspace-rows/export-page';
export { WorkspacePurge } from './workspace-rows/workspace-purge';
export type { PurgeOptions, Purged } from './workspace-rows/workspace-purge';
