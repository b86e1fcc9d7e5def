/**
 * Whose rows a table has, and so what stands between tenants; the audit of the catalogue holds each table to its class.
 *
 * - `tenant` (A): one workspace's. `workspace_id` begins every key; row level security is forced.
 * - `own-tenant` (B): the workspace itself and who belongs to it; a person sees their own rows, too.
 * - `person` (C): one person's, in whatever workspace.
 * - `global` (D): everybody's; services read it and do not write.
 * - `bookkeeping` (E): a library's own; carries a workspace as data and is reached by that library's code alone.
 */
export type TableClass = 'tenant' | 'own-tenant' | 'person' | 'global' | 'bookkeeping';

/** What a service's schema holds, table by table; nothing else may be there. */
export type TableManifest = Readonly<Record<string, TableClass>>;
