import type { Client } from 'pg';

export type Session = Client;

/** An open connection; a server that goes away shows in the next query, not as an unhandled event. */
export async function connect(url: string, application = 'raptorflow-provision'): Promise<Session> {
  const { Client: PgClient } = await import('pg');
  const client = new PgClient({
    connectionString: url,
    connectionTimeoutMillis: 10_000,
    application_name: application,
  });
  client.on('error', () => undefined);
  await client.connect();
  return client;
}

/** The SQLSTATE of a PostgreSQL error; empty for any other. */
export function sqlStateOf(error: unknown): string {
  const { code } = (error ?? {}) as { code?: unknown };
  return typeof code === 'string' ? code : '';
}
