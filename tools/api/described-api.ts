import { startService } from '@raptor/platform';
import { exportJWK, generateKeyPair } from 'jose';
import { gatewayApplication } from '../../apps/gateway/src/gateway.application';
import { gatewayConfig } from '../../apps/gateway/src/gateway.config';
import { GatewayModule } from '../../apps/gateway/src/gateway.module';
import type { ApiDocument } from './document';

/** Nobody is there: a gateway without its servers is not ready, and describes itself all the same. */
const NOWHERE = '127.0.0.1:1';

const aSecret = (): string => `description:${Buffer.alloc(32, 7).toString('base64')}`;

/** The API as the gateway in this tree describes it: one is started, asked and stopped. Takes a second, and no server. */
export async function describedApi(): Promise<ApiDocument> {
  const { privateKey } = await generateKeyPair('ES256', { extractable: true });
  const environment = {
    NODE_ENV: 'test',
    PORT: '0',
    LOG_LEVEL: 'silent',
    DATABASE_URL: `postgres://nobody:nothing@${NOWHERE}/none`,
    REDIS_BUS_URL: `redis://${NOWHERE}`,
    REDIS_CACHE_URL: `redis://${NOWHERE}`,
    CHROMA_URL: `http://${NOWHERE}`,
    BUS_KEYS: aSecret(),
    SECRET_KEYS: aSecret(),
    JWT_KEYS: JSON.stringify([{ kid: 'description', use: 'sign', privateJwk: await exportJWK(privateKey) }]),
  };
  const gateway = await startService(GatewayModule, gatewayConfig, { ...gatewayApplication, environment });
  try {
    const answer = await fetch(`${gateway.url}/api/openapi.json`);
    if (!answer.ok) throw new Error(`The gateway answers ${answer.status}: ${await answer.text()}`);
    return (await answer.json()) as ApiDocument;
  } finally {
    await gateway.stop();
  }
}
