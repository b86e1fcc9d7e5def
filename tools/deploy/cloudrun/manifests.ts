import { SERVICES, type ServiceKey } from '@raptor/contracts';
import { CLOUD_RUN_FLEET, CONTAINER_PORT, type BusDriven, type RequestDriven, type Variable } from './fleet';

/** A resource as `gcloud run ... replace` takes it. */
export interface Manifest {
  apiVersion: string;
  kind: 'Service' | 'WorkerPool' | 'Job';
  metadata: { name: string; labels: Record<string, string>; annotations?: Record<string, string> };
  spec: Record<string, unknown>;
}

const MIGRATIONS_MAY_TAKE_SECONDS = '900';

/** The running service: a Knative Service for the gateway, a worker pool for those that only read the bus. */
export function serviceManifest(key: ServiceKey): Manifest {
  const description = CLOUD_RUN_FLEET[key];
  return description.runsAs === 'service' ? requestDriven(key, description) : busDriven(key, description);
}

/** The job that brings the service's schema up to date, from the same image. */
export function migrationManifest(key: ServiceKey): Manifest {
  const container = {
    name: 'migrate',
    image: imageOf(key),
    args: ['./dist/service/migrate.js'],
    env: environment({ DATABASE_OWNER_URL: { secret: 'raptor-database-owner-url' } }),
    resources: { limits: { cpu: '1', memory: '512Mi' } },
  };
  // A migration that failed is read by a person, not tried again.
  const task = {
    maxRetries: 0,
    timeoutSeconds: MIGRATIONS_MAY_TAKE_SECONDS,
    serviceAccountName: account('migrate'),
    containers: [container],
  };
  return {
    apiVersion: 'run.googleapis.com/v1',
    kind: 'Job',
    metadata: { name: `${SERVICES[key].app}-migrate`, labels: labels(key) },
    spec: {
      template: {
        metadata: { annotations: network },
        spec: { parallelism: 1, taskCount: 1, template: { spec: task } },
      },
    },
  };
}

function requestDriven(key: ServiceKey, description: RequestDriven): Manifest {
  return {
    apiVersion: 'serving.knative.dev/v1',
    kind: 'Service',
    metadata: {
      name: SERVICES[key].app,
      labels: labels(key),
      annotations: {
        'run.googleapis.com/description': SERVICES[key].purpose,
        'run.googleapis.com/ingress': 'all',
        // The API signs its users in itself.
        'run.googleapis.com/invoker-iam-disabled': 'true',
      },
    },
    spec: {
      template: {
        metadata: {
          labels: labels(key),
          annotations: {
            'autoscaling.knative.dev/minScale': String(description.minInstances),
            'autoscaling.knative.dev/maxScale': String(description.maxInstances),
            // It reads the bus and beats between requests, too.
            'run.googleapis.com/cpu-throttling': 'false',
            'run.googleapis.com/startup-cpu-boost': 'true',
            // A client that reconnects finds the instance that still holds its backlog.
            'run.googleapis.com/sessionAffinity': 'true',
            ...network,
          },
        },
        spec: {
          serviceAccountName: account(key),
          containerConcurrency: description.concurrency,
          timeoutSeconds: description.timeoutSeconds,
          containers: [
            {
              name: SERVICES[key].app,
              image: imageOf(key),
              ports: [{ name: 'http1', containerPort: CONTAINER_PORT }],
              ...running(key, description),
            },
          ],
        },
      },
      traffic: [{ latestRevision: true, percent: 100 }],
    },
  };
}

function busDriven(key: ServiceKey, description: BusDriven): Manifest {
  return {
    apiVersion: 'run.googleapis.com/v1',
    kind: 'WorkerPool',
    metadata: {
      name: SERVICES[key].app,
      labels: labels(key),
      annotations: {
        'run.googleapis.com/description': SERVICES[key].purpose,
        'run.googleapis.com/scalingMode': 'manual',
        'run.googleapis.com/manualInstanceCount': String(description.instances),
      },
    },
    spec: {
      template: {
        metadata: { labels: labels(key), annotations: network },
        spec: {
          serviceAccountName: account(key),
          containers: [{ name: SERVICES[key].app, image: imageOf(key), ...running(key, description) }],
        },
      },
    },
  };
}

// Liveness is the process only: a database that is away must not restart the fleet. Readiness is `/readyz` and the fleet view.
const running = (key: ServiceKey, { cpu, memory, variables }: RequestDriven | BusDriven): object => ({
  env: environment({
    SERVICE_VERSION: { value: '${VERSION}' },
    DATABASE_URL: { secret: `raptor-${key}-database-url` },
    REDIS_BUS_URL: { secret: 'raptor-redis-bus-url' },
    REDIS_CACHE_URL: { secret: 'raptor-redis-cache-url' },
    BUS_KEYS: { secret: 'raptor-bus-keys' },
    CHROMA_URL: { value: '${CHROMA_URL}' },
    OTEL_EXPORTER_OTLP_ENDPOINT: { value: '${OTEL_EXPORTER_OTLP_ENDPOINT}' },
    ...variables,
  }),
  resources: { limits: { cpu, memory } },
  startupProbe: probe({ periodSeconds: 2, failureThreshold: 60 }),
  livenessProbe: probe({ periodSeconds: 10, failureThreshold: 3 }),
});

const probe = (rhythm: { periodSeconds: number; failureThreshold: number }): object => ({
  httpGet: { path: '/healthz', port: CONTAINER_PORT },
  timeoutSeconds: 1,
  ...rhythm,
});

// Databases have private addresses in the VPC; what is public is reached directly.
const network = {
  'run.googleapis.com/execution-environment': 'gen2',
  'run.googleapis.com/network-interfaces': '[{"network":"${VPC_NETWORK}","subnetwork":"${VPC_SUBNET}"}]',
  'run.googleapis.com/vpc-access-egress': 'private-ranges-only',
};

const environment = (variables: Readonly<Record<string, Variable>>): object[] =>
  Object.entries(variables).map(([name, variable]) =>
    'secret' in variable
      ? { name, valueFrom: { secretKeyRef: { name: variable.secret, key: 'latest' } } }
      : { name, value: variable.value },
  );

const imageOf = (key: ServiceKey): string => `\${IMAGE_REPOSITORY}/${SERVICES[key].app}:\${VERSION}`;

const account = (who: ServiceKey | 'migrate'): string => `raptor-${who}@\${PROJECT_ID}.iam.gserviceaccount.com`;

const labels = (key: ServiceKey): Record<string, string> => ({ product: 'raptorflow', service: key });
