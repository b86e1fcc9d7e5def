import { createHmac } from 'node:crypto';
import { SERVICE_KEYS, type ServiceKey } from '@raptor/contracts';
import { connectionUrl, databaseOf } from '../../../../tools/database/connection-url';
import { OWNER_ROLE } from '../../../../tools/database/identifiers';
import type { DatabaseSecrets } from '../../../../tools/database/provision';
import { connect, sqlStateOf } from '../../../../tools/database/session';

const WRONG_PASSWORD = ['28P01', '28000'];

/**
 * Passwords of the product's roles on a test server. Roles belong to the whole server, so that two runs at once share them: the passwords
 * follow from the admin's, which makes every run choose the same, and nobody else.
 */
export function testSecrets(adminUrl: string): DatabaseSecrets {
  const { username, password } = new URL(adminUrl);
  const derive = (role: string): string =>
    createHmac('sha256', `${username}:${password}`).update(`raptorflow test role ${role}`).digest('base64url');
  const roles = SERVICE_KEYS.map((key) => [key, derive(key)]);
  return { owner: derive('owner'), roles: Object.fromEntries(roles) as Record<ServiceKey, string> };
}

/**
 * Throws when the server already has the product's roles with other passwords: it serves a fleet, which the tests would lock out.
 */
export async function assertRolesAreForTests(adminUrl: string): Promise<void> {
  const ownerUrl = connectionUrl(adminUrl, {
    user: OWNER_ROLE,
    password: testSecrets(adminUrl).owner,
    database: databaseOf(adminUrl),
  });
  const refusal = await connect(ownerUrl).then(
    async (session) => void (await session.end()),
    (error: unknown) => sqlStateOf(error),
  );
  if (refusal === undefined || !WRONG_PASSWORD.includes(refusal)) return;

  const admin = await connect(adminUrl);
  try {
    const { rows } = await admin.query('SELECT FROM pg_roles WHERE rolname = $1', [OWNER_ROLE]);
    if (rows.length === 0) return;
  } finally {
    await admin.end();
  }
  throw new Error(
    `The server of TEST_DATABASE_URL has a role ${OWNER_ROLE} with a password that is not the tests', so it seems to serve a fleet, whose passwords the tests would change. Use a server for tests alone, or drop the raptor_ roles there.`,
  );
}
