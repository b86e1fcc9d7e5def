import { randomBytes } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Type } from '@nestjs/common';
import { startService, type RunningService, type ServiceConfigDefinition } from '@raptor/platform';
import { aKeyPrefix, cloneDatabase, serviceEnvironment, type ClonedDatabase } from '@raptor/testing';
import { exportJWK, generateKeyPair, type JWK } from 'jose';
import { v7 as uuidv7 } from 'uuid';
import { gatewayApplication } from '../../src/gateway.application';
import { gatewayConfig } from '../../src/gateway.config';
import { GatewayModule } from '../../src/gateway.module';
import { seedWorkspace } from '../../src/seed-workspace';
import { UNLIMITED } from './unlimited';

export interface Fleet {
  readonly database: ClonedDatabase;
  readonly gateway: RunningService;
  readonly workspaceId: string;
  readonly email: string;
  readonly password: string;
  readonly signingKey: { readonly kid: string; readonly privateJwk: JWK };
  /** Starts another service of the same fleet in this process. */
  start<Own extends object>(
    module: Type,
    config: ServiceConfigDefinition<Own>,
    more?: NodeJS.ProcessEnv,
  ): Promise<RunningService>;
  /** Starts another replica of the gateway. */
  another(more?: NodeJS.ProcessEnv): Promise<RunningService>;
  /** What a gateway of this fleet is started with, for one in a process of its own. */
  readonly environment: NodeJS.ProcessEnv;
  /** Asks the gateway; `body` is sent as JSON. */
  ask(method: string, path: string, options?: AskOptions): Promise<Answer>;
  stop(): Promise<void>;
}

export interface AskOptions {
  readonly body?: unknown;
  readonly token?: string;
  readonly headers?: Record<string, string>;
}

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- tests look into answers of every shape
  readonly body: any;
}

/** A gateway with a database of its own and an admin of one workspace. */
export async function startFleet(more: NodeJS.ProcessEnv = {}): Promise<Fleet> {
  const database = await cloneDatabase();
  const signingKey = await newKey();
  const environment = (service: keyof ClonedDatabase['roleUrls']): NodeJS.ProcessEnv => ({
    ...serviceEnvironment(service, database, prefix),
    JWT_KEYS: JSON.stringify([{ kid: signingKey.kid, use: 'sign', privateJwk: signingKey.privateJwk }]),
    SECRET_KEYS: secretKeys,
    MAIL_FOLDER: join(tmpdir(), 'raptor-test-mails', prefix.replaceAll(':', '-')),
    ...UNLIMITED,
    ...more,
  });
  const secretKeys = `test:${randomBytes(32).toString('base64')}`;
  const prefix = aKeyPrefix();
  const seed = {
    workspaceId: uuidv7(),
    name: 'Acme',
    slug: `acme-${randomBytes(4).toString('hex')}`,
    email: `admin-${randomBytes(4).toString('hex')}@acme.example`,
    password: randomBytes(12).toString('base64url'),
  };
  await seedWorkspace(database.roleUrls.gateway, seed);
  const startGateway = (extra: NodeJS.ProcessEnv = {}): Promise<RunningService> =>
    startService(GatewayModule, gatewayConfig, {
      ...gatewayApplication,
      environment: { ...environment('gateway'), ...extra },
    });
  const gateway = await startGateway();
  const others: RunningService[] = [];
  return {
    database,
    gateway,
    signingKey,
    environment: environment('gateway'),
    ...seed,
    start: async (module, config, extra = {}) => {
      const service = await startService(module, config, { environment: { ...environment(config.service), ...extra } });
      others.push(service);
      return service;
    },
    another: async (extra) => {
      const replica = await startGateway(extra);
      others.push(replica);
      return replica;
    },
    ask: (method, path, options) => askAt(`${gateway.url}${path}`, method, options),
    stop: async () => {
      await Promise.all([gateway, ...others].map((service) => service.stop()));
      await database.drop();
    },
  };
}

export async function newKey(): Promise<{ kid: string; privateJwk: JWK }> {
  const { privateKey } = await generateKeyPair('ES256', { extractable: true });
  return { kid: randomBytes(4).toString('hex'), privateJwk: await exportJWK(privateKey) };
}

export async function askAt(url: string, method: string, { body, token, headers }: AskOptions = {}): Promise<Answer> {
  const response = await fetch(url, {
    method,
    headers: {
      ...(body !== undefined && { 'content-type': 'application/json' }),
      ...(token !== undefined && { authorization: `Bearer ${token}` }),
      ...headers,
    },
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  const text = await response.text();
  const isJson = /[/+]json/.test(response.headers.get('content-type') ?? '');
  return { status: response.status, headers: response.headers, body: isJson ? (JSON.parse(text) as unknown) : text };
}
