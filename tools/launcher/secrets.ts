import { randomBytes, randomInt } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { newBusKey } from '../deploy/bus-key';
import { newSecretKey } from '../deploy/secret-key';
import { newSigningKey } from '../deploy/signing-key';
import { SERVICE_KEYS, type ServiceKey } from './fleet-services';
import { writePrivateJson } from './state-folder';

/** The workspace that is there from the beginning, with an admin and, where it was made with one, somebody who operates it. */
export interface DemoSecrets {
  readonly workspaceId: string;
  readonly email: string;
  readonly password: string;
  readonly operator?: { readonly email: string; readonly password: string };
}

/** What a local fleet must keep to itself; made once and kept, so that a restart finds its data again. */
export interface Secrets {
  readonly database: { owner: string; roles: Record<ServiceKey, string> };
  /** The value of JWT_KEYS: a JSON array of EC P-256 keys with a kid each; the first with use "sign" signs. */
  readonly jwtKeys: string;
  /** The value of BUS_KEYS. */
  readonly busKeys: string;
  /** The value of SECRET_KEYS. */
  readonly secretKeys: string;
  readonly demo: DemoSecrets;
}

const DEMO_EMAIL = 'admin@demo.raptorflow.test';
const OPERATOR_EMAIL = 'operator@demo.raptorflow.test';
const PASSWORD_LENGTH = 20;
/** Without the letters and digits that look alike: people type this one. */
const PASSWORD_ALPHABET = 'abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789';

/**
 * Reads the secrets of a state folder, making what is missing. Throws when the file is there but unreadable: new
 * database passwords and keys in its place would lock the fleet out of its own data.
 */
export async function loadSecrets(path: string): Promise<Secrets> {
  const kept = existsSync(path) ? parse(path) : {};
  const secrets: Secrets = {
    database: {
      owner: kept.database?.owner ?? token(),
      roles: Object.fromEntries(SERVICE_KEYS.map((key) => [key, kept.database?.roles?.[key] ?? token()])) as Record<
        ServiceKey,
        string
      >,
    },
    jwtKeys: kept.jwtKeys ?? JSON.stringify([newSigningKey()]),
    busKeys: kept.busKeys ?? newBusKey(),
    secretKeys: kept.secretKeys ?? newSecretKey(),
    demo: kept.demo ?? {
      ...{ workspaceId: (await import('uuid')).v7(), email: DEMO_EMAIL, password: newPassword() },
      operator: { email: OPERATOR_EMAIL, password: newPassword() },
    },
  };
  if (JSON.stringify(kept) !== JSON.stringify(secrets)) writePrivateJson(path, secrets);
  return secrets;
}

function parse(path: string): Partial<Secrets> {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as Partial<Secrets>;
  } catch (cause) {
    throw new Error(
      `${path} cannot be read. Restore it, or remove the whole folder around it to begin with empty databases.`,
      { cause },
    );
  }
}

const token = (): string => randomBytes(24).toString('base64url');

const newPassword = (): string =>
  Array.from({ length: PASSWORD_LENGTH }, () => PASSWORD_ALPHABET[randomInt(PASSWORD_ALPHABET.length)]).join('');
