import { randomBytes } from 'node:crypto';
import { roleOf, schemaOf, SERVICE_KEYS, type ServiceKey } from '@raptor/contracts';
import { ownerDataSource, type ServiceDatabase } from '@raptor/persistence';
import { testServers, type ClonedDatabase } from '@raptor/testing';
import * as builders from '@raptor/testing/builders';
import { Client } from 'pg';
import { v7 as uuidv7 } from 'uuid';
import { connectionUrl } from '../../connection-url';
import { databaseGrants } from '../../provisioning-script';
import type { ServiceDatabases } from '../migration-history';

export async function query<T extends object>(url: string, sql: string, values: unknown[] = []): Promise<T[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<T>(sql, values)).rows;
  } finally {
    await client.end();
  }
}

/** A row of every table that has a builder, in two workspaces. */
export async function plantTwoWorkspaces(adminUrl: string, services: ServiceDatabases): Promise<string[]> {
  const workspaces = [uuidv7(), uuidv7()];
  for (const key of SERVICE_KEYS)
    for (const workspaceId of workspaces) await plantAll(services[key], adminUrl, rowsOf(key, workspaceId));
  return workspaces;
}

async function plantAll(service: ServiceDatabase, adminUrl: string, rows: readonly object[]): Promise<void> {
  // A superuser's URL: no workspace has to be set.
  const dataSource = await ownerDataSource(service, adminUrl).initialize();
  try {
    await builders.plant(dataSource.manager, ...rows);
  } finally {
    await dataSource.destroy();
  }
}

/** `everyMuseRow` and its like. */
function rowsOf(key: ServiceKey, workspaceId: string): object[] {
  const name = `every${key[0]?.toUpperCase()}${key.slice(1)}Row`;
  const every = (builders as unknown as Record<string, ((workspaceId: string) => object[]) | undefined>)[name];
  return every?.(workspaceId) ?? [];
}

/** What is in each table, by a way that has nothing to do with how backups read it. */
export async function contentsOf(adminUrl: string): Promise<Record<string, string>> {
  const tables = await query<{ name: string }>(
    adminUrl,
    `SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables WHERE schemaname = ANY($1) ORDER BY 1`,
    [SERVICE_KEYS.map(schemaOf)],
  );
  const parts = tables.map(
    ({ name }) =>
      `SELECT '${name}' AS name, count(*) || ' ' || coalesce(md5(string_agg(md5(t::text), '' ORDER BY md5(t::text))), '') AS content FROM ${name} AS t`,
  );
  const rows = await query<{ name: string; content: string }>(adminUrl, parts.join(' UNION ALL '));
  return Object.fromEntries(rows.map(({ name, content }) => [name, content]));
}

export const rowsIn = (contents: Record<string, string>, table: string): number =>
  Number(contents[table]?.split(' ')[0] ?? Number.NaN);

export interface BareDatabase {
  readonly name: string;
  readonly adminUrl: string;
  drop(): Promise<void>;
}

/** The database as it is after somebody dropped it and made it again: nothing in it, though the server still has the roles. */
export async function dropAndMakeAgain({ name, adminUrl, drop }: ClonedDatabase): Promise<void> {
  await drop();
  const maintenance = testServers().adminUrl;
  await query(maintenance, `CREATE DATABASE "${name}"`);
  await query(adminUrl, databaseGrants(`"${name}"`, true, SERVICE_KEYS.map(roleOf).join(', ')).join('; '));
}

/** A login of the server that is gone with `drop()`. */
export async function aRole(attributes: string): Promise<{ as(url: string): string; drop(): Promise<void> }> {
  const name = `backup_test_${randomBytes(4).toString('hex')}`;
  const { adminUrl } = testServers();
  await query(adminUrl, `CREATE ROLE ${name} LOGIN PASSWORD 'x' ${attributes}`);
  return {
    as: (url) => connectionUrl(url, { user: name, password: 'x' }),
    drop: async () => void (await query(adminUrl, `DROP ROLE ${name}`)),
  };
}
