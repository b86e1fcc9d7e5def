import { resolve } from 'node:path';
import { z } from 'zod';
import { SERVICE_KEYS, type ServiceKey } from './fleet-services';

/** What the person who starts the fleet decided, read once from the environment. */
export interface LauncherSettings {
  /** Absolute path of the folder with data, logs, secrets and the run file. */
  readonly raptorDir: string;
  /** Undefined: 3000, or any free port when 3000 is taken. */
  readonly gatewayPort?: number;
  readonly replicas: Readonly<Record<ServiceKey, number>>;
}

/** Every problem of the environment in one error; each line names the variable and says what to do. */
export class EnvironmentError extends Error {
  constructor(readonly problems: readonly string[]) {
    super(
      `The environment has ${problems.length === 1 ? 'a problem' : `${problems.length} problems`}:\n${problems.map((p) => `  - ${p}`).join('\n')}`,
    );
  }
}

const MAX_REPLICAS = 8;

const whole = (least: number, most: number, advice: string) =>
  z
    .string()
    .regex(/^\d+$/, advice)
    .transform(Number)
    .refine((n) => n >= least && n <= most, advice);
const url = (protocols: readonly string[], example: string) =>
  z
    .string()
    .refine(
      (text) => URL.canParse(text) && protocols.includes(new URL(text).protocol),
      `must be a URL such as ${example}; unset it to use the embedded server`,
    );

const postgresUrl = url(['postgres:', 'postgresql:'], 'postgres://user:password@host:5432/raptorflow');
const redisUrl = url(['redis:', 'rediss:'], 'redis://host:6379/0');
/** The gateway is how one reaches the fleet; every other service can be left out, as `REPLICAS_MATRIX=0`. */
const replicas = (service: ServiceKey) => {
  const least = service === 'gateway' ? 1 : 0;
  return whole(least, MAX_REPLICAS, `must be a whole number from ${least} to ${MAX_REPLICAS}`);
};
const replicasVariable = (service: ServiceKey): string => `REPLICAS_${service.toUpperCase()}`;

const schema = z.object({
  RAPTOR_DIR: z.string().optional(),
  GATEWAY_PORT: whole(1, 65_535, 'must be a port from 1 to 65535; unset it to let the launcher choose').optional(),
  DATABASE_URL: postgresUrl.optional(),
  REDIS_URL: redisUrl.optional(),
  REDIS_BUS_URL: redisUrl.optional(),
  REDIS_CACHE_URL: redisUrl.optional(),
  CHROMA_URL: url(['http:', 'https:'], 'http://host:8000').optional(),
  HEARTBEAT_INTERVAL_MS: whole(100, 3_600_000, 'must be milliseconds, from 100 to 3600000').optional(),
  ...Object.fromEntries(SERVICE_KEYS.map((service) => [replicasVariable(service), replicas(service).optional()])),
});

/**
 * Reads the launcher's variables; an empty value counts as unset. Throws {@link EnvironmentError} with every problem at once.
 * Variables that only services understand are not looked at here: they are passed on, and the services check them.
 */
export function readSettings(env: NodeJS.ProcessEnv, repository: string): LauncherSettings {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value?.trim()));
  const parsed = schema.safeParse(given);
  const problems = [
    ...(parsed.error?.issues ?? []).map((issue) => `${issue.path.join('.')} ${issue.message}`),
    ...unknownReplicas(given),
  ];
  if (!parsed.success || problems.length > 0) throw new EnvironmentError(problems);
  const values: Record<string, unknown> = parsed.data;
  const count = (service: ServiceKey): number => (values[replicasVariable(service)] as number | undefined) ?? 1;
  return {
    raptorDir: resolve(repository, parsed.data.RAPTOR_DIR ?? '.raptor'),
    gatewayPort: parsed.data.GATEWAY_PORT,
    replicas: Object.fromEntries(SERVICE_KEYS.map((key) => [key, count(key)])) as Record<ServiceKey, number>,
  };
}

/** A misspelt service would silently change nothing. */
function unknownReplicas(given: object): string[] {
  const known = SERVICE_KEYS.map(replicasVariable);
  return Object.keys(given)
    .filter((name) => name.startsWith('REPLICAS_') && !known.includes(name))
    .map((name) => `${name} names no service; there are ${known.join(', ')}`);
}
