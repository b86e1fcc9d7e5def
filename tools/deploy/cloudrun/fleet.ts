import type { ServiceKey } from '@raptor/contracts';

/** One environment variable of a container: a plain value, or the secret of Secret Manager that holds it. */
export type Variable = { readonly value: string } | { readonly secret: string };

interface Common {
  readonly cpu: string;
  readonly memory: string;
  /** Beside those that every service gets. */
  readonly variables?: Readonly<Record<string, Variable>>;
}

/** Answers requests; scales with them. */
export interface RequestDriven extends Common {
  readonly runsAs: 'service';
  readonly minInstances: number;
  readonly maxInstances: number;
  /** Requests at once per instance; an open live connection counts as one for as long as it lasts. */
  readonly concurrency: number;
  /** Longest request in seconds, and with that the longest life of a live connection. */
  readonly timeoutSeconds: number;
}

/** Reads the bus; as many instances as we say. */
export interface BusDriven extends Common {
  readonly runsAs: 'worker-pool';
  readonly instances: number;
}

/** For services that run agents. Who has an account with one vendor only leaves the other's line out, here and in its row of the README. */
const MODEL_KEYS = {
  ANTHROPIC_API_KEY: { secret: 'raptor-anthropic-api-key' },
  GEMINI_API_KEY: { secret: 'raptor-gemini-api-key' },
};

/**
 * What differs between the services on Cloud Run; the rest is in `manifests.ts`. `npm run render:cloudrun` writes
 * `deploy/cloudrun/*.yaml` from it. `${NAME}` is filled in by `deploy/cloudrun/deploy.sh`.
 */
export const CLOUD_RUN_FLEET: Readonly<Record<ServiceKey, RequestDriven | BusDriven>> = {
  gateway: {
    runsAs: 'service',
    cpu: '1',
    memory: '1Gi',
    minInstances: 1,
    maxInstances: 10,
    concurrency: 250,
    timeoutSeconds: 3_600,
    variables: {
      // Google's front end is the one proxy before the container. A load balancer of your own makes it 2.
      TRUSTED_PROXY_HOPS: { value: '1' },
      JWT_KEYS: { secret: 'raptor-jwt-keys' },
      SECRET_KEYS: { secret: 'raptor-secret-keys' },
      JWT_ISSUER: { value: '${JWT_ISSUER}' },
      CORS_ORIGINS: { value: '${CORS_ORIGINS}' },
      // With the password of the account in it.
      SMTP_URL: { secret: 'raptor-smtp-url' },
      MAIL_FROM: { value: '${MAIL_FROM}' },
      PUBLIC_URL: { value: '${PUBLIC_URL}' },
    },
  },
  council: { runsAs: 'worker-pool', cpu: '1', memory: '1Gi', instances: 1, variables: MODEL_KEYS },
  research: { runsAs: 'worker-pool', cpu: '1', memory: '1Gi', instances: 1, variables: MODEL_KEYS },
  muse: { runsAs: 'worker-pool', cpu: '1', memory: '1Gi', instances: 1, variables: MODEL_KEYS },
  matrix: { runsAs: 'worker-pool', cpu: '1', memory: '1Gi', instances: 1, variables: MODEL_KEYS },
  guardian: { runsAs: 'worker-pool', cpu: '1', memory: '512Mi', instances: 1, variables: MODEL_KEYS },
};

/** Where the container listens, as the image's PORT says. */
export const CONTAINER_PORT = 8080;
