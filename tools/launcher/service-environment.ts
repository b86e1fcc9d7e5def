import type { ServiceKey } from './fleet-services';

export interface ServiceAddresses {
  readonly databaseUrls: Readonly<Record<ServiceKey, string>>;
  readonly redisBusUrl: string;
  readonly redisCacheUrl: string;
  readonly chromaUrl: string;
}

export interface ReplicaPlace {
  readonly key: ServiceKey;
  readonly replica: string;
  readonly port: number;
}

/** The launcher's own, what npm adds, and keys to more than a service needs. */
const WITHHELD =
  /^(npm_.*|REPLICAS_.*|GATEWAY_PORT|RAPTOR_DIR|INIT_CWD|REDIS_URL|DATABASE_OWNER_URL|JWT_KEYS|SECRET_KEYS)$/;

/**
 * The environment of one replica: what the launcher was started with, so that every platform variable can be set from outside,
 * then the addresses and the identity that only the launcher knows. Keys that sign tokens or encrypt
 * what is stored go to the gateway alone; keys from outside win.
 */
export function serviceEnvironment(
  inherited: NodeJS.ProcessEnv,
  place: ReplicaPlace,
  addresses: ServiceAddresses,
  generated: { version: string; jwtKeys: string; busKeys: string; secretKeys: string },
): NodeJS.ProcessEnv {
  const passedOn = Object.fromEntries(
    Object.entries(inherited).filter(([name, value]) => value && !WITHHELD.test(name)),
  );
  return {
    NODE_ENV: 'development',
    SERVICE_VERSION: generated.version,
    ...passedOn,
    REPLICA_ID: place.replica,
    HOST: '127.0.0.1',
    PORT: String(place.port),
    DATABASE_URL: addresses.databaseUrls[place.key],
    REDIS_BUS_URL: addresses.redisBusUrl,
    REDIS_CACHE_URL: addresses.redisCacheUrl,
    CHROMA_URL: addresses.chromaUrl,
    BUS_KEYS: inherited.BUS_KEYS || generated.busKeys,
    ...(place.key === 'gateway' && {
      JWT_KEYS: inherited.JWT_KEYS || generated.jwtKeys,
      SECRET_KEYS: inherited.SECRET_KEYS || generated.secretKeys,
    }),
  };
}
