/** Roles that a provider of PostgreSQL keeps for itself on every server. */
export const PROVIDERS_ROLES: readonly string[] = [
  'alloydbsuperuser',
  'avnadmin',
  'azure_pg_admin',
  'azure_superuser',
  'azuresu',
  'cloud_admin',
  'cloudsqladmin',
  'cloudsqlsuperuser',
  'doadmin',
  'neon_superuser',
  'rds_superuser',
  'rdsadmin',
  'supabase_admin',
  'supabase_etl_admin',
];

/** Roles that may be members of the product's: admins of the server, and whoever backs it up. */
export const KNOWN_MEMBERS: readonly string[] = ['postgres', 'raptor_backup', ...PROVIDERS_ROLES];
