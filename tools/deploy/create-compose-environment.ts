import { randomBytes } from 'node:crypto';
import { existsSync, writeFileSync } from 'node:fs';
import { SERVICE_KEYS, roleOf } from '@raptor/contracts';
import { v7 as uuidv7 } from 'uuid';
import { OWNER_ROLE } from '../database/identifiers';
import { passwordVariable } from './provision-database';
import { repositoryPath } from './repository';
import { newBusKey } from './bus-key';
import { newSecretKey } from './secret-key';
import { newSigningKey } from './signing-key';

/** Relative to the repository; Compose reads it because it lies beside the Compose file. */
export const COMPOSE_ENVIRONMENT = 'deploy/compose/.env';

// Also a valid part of a URL as it is, because the Compose file puts passwords into connection URLs.
const token = (): string => randomBytes(24).toString('base64url');

/** Fresh secrets for every variable that the Compose file requires, as the text of an env file. */
export function newComposeEnvironment(): string {
  const variables: [name: string, value: string][] = [
    ['POSTGRES_PASSWORD', token()],
    ...[OWNER_ROLE, ...SERVICE_KEYS.map(roleOf)].map((role): [string, string] => [passwordVariable(role), token()]),
    ['JWT_KEYS', JSON.stringify([newSigningKey()])],
    ['BUS_KEYS', newBusKey()],
    ['SECRET_KEYS', newSecretKey()],
    ['FIRST_WORKSPACE_ID', uuidv7()],
    ['FIRST_ADMIN_EMAIL', 'admin@demo.raptorflow.test'],
    ['FIRST_ADMIN_PASSWORD', token()],
  ];
  // In single quotes Compose takes a value as it stands; none of ours holds one.
  return variables.map(([name, value]) => `${name}='${value}'\n`).join('');
}

if (require.main === module) {
  const path = repositoryPath(COMPOSE_ENVIRONMENT);
  if (existsSync(path)) console.log(`${COMPOSE_ENVIRONMENT} is there already; nothing was changed.`);
  else {
    writeFileSync(path, newComposeEnvironment(), { mode: 0o600, flag: 'wx' });
    console.log(`Wrote fresh secrets to ${COMPOSE_ENVIRONMENT}. Whoever can read it can read everything.`);
  }
}
