import { readdirSync } from 'node:fs';
import { SERVICE_KEYS, SERVICES, roleOf, type ServiceKey } from '@raptor/contracts';
import { parse } from 'yaml';
import { newBusKey } from './bus-key';
import { newSecretKey } from './secret-key';
import type { Manifest } from './cloudrun/manifests';
import { imageEnvironment, SERVICE_CONFIGS } from './declared-environment';
import { validatorFor } from './json-schema';
import { renderCloudRun } from './render-cloudrun';
import { readText, readYaml, repositoryPath } from './repository';
import structure from './schemas/cloud-run-v1.schema.json';
import limits from './schemas/cloud-run-v1.limits.schema.json';

interface Container {
  env: { name: string; value?: string; valueFrom?: { secretKeyRef: { name: string } } }[];
  args?: string[];
  startupProbe: { periodSeconds: number; failureThreshold: number };
}
interface Revision {
  metadata: { annotations: Record<string, string> };
  spec: { serviceAccountName: string; containers: [Container] };
}

// The API's list names Service only; for worker pools both are documented under "Manual scaling for worker pools".
const WORKER_POOL_SCALING = ['run.googleapis.com/scalingMode', 'run.googleapis.com/manualInstanceCount'];
const accepted: Record<string, string[]> = {
  ...structure.annotations,
  WorkerPool: ['run.googleapis.com/description', ...WORKER_POOL_SCALING],
};

const fitsStructure = validatorFor(structure);
const fitsLimits = validatorFor(limits);
const problemsOf = (manifest: unknown): string[] => [...fitsStructure(manifest), ...fitsLimits(manifest)];

const manifestOf = (file: string): Manifest => readYaml(`deploy/cloudrun/${file}`) as Manifest;
const serviceOf = (key: ServiceKey): Manifest => manifestOf(`${SERVICES[key].app}.yaml`);
const jobOf = (key: ServiceKey): Manifest => manifestOf(`${SERVICES[key].app}.migrate.yaml`);
const revisionOf = (key: ServiceKey): Revision => serviceOf(key).spec.template as Revision;
const taskOf = (key: ServiceKey) => {
  const { template } = jobOf(key).spec as {
    template: { metadata: Revision['metadata']; spec: { template: Revision } };
  };
  return { annotations: template.metadata.annotations, ...template.spec.template.spec };
};

describe('deploy/cloudrun', () => {
  it('is what the description of the fleet renders to; otherwise run npm run render:cloudrun', () => {
    const rendered = renderCloudRun();
    for (const { path, text } of rendered) expect(readText(path)).toBe(text);
    const files = readdirSync(repositoryPath('deploy/cloudrun')).filter((file) => file.endsWith('.yaml'));
    expect(files.sort()).toEqual(rendered.map(({ path }) => path.replace('deploy/cloudrun/', '')).sort());
  });

  it.each(renderCloudRun().map(({ path, text }) => ({ path, text })))("$path fits Cloud Run's schema", ({ text }) => {
    expect(problemsOf(parse(text))).toEqual([]);
  });

  it('has a schema that notices misspelt, unsupported and misplaced fields', () => {
    const pool = serviceOf('muse');
    const broken = (change: (container: Record<string, unknown>, spec: Record<string, unknown>) => void): string[] => {
      const copy = structuredClone(pool);
      const { spec } = copy.spec.template as {
        spec: Record<string, unknown> & { containers: Record<string, unknown>[] };
      };
      change(spec.containers[0]!, spec);
      return problemsOf(copy);
    };
    expect(broken(() => undefined)).toEqual([]);
    expect(broken((container) => (container.livenesProbe = {}))).not.toEqual([]);
    expect(broken((container) => (container.securityContext = { runAsUser: 0 }))).not.toEqual([]);
    expect(broken((container) => (container.ports = [{ containerPort: 8080 }]))).not.toEqual([]);
    expect(broken((container) => (container.env = [{ name: 'A', value: 1 }]))).not.toEqual([]);
    expect(broken((container) => (container.resources = { limits: { cpu: '1', memory: '1GB' } }))).not.toEqual([]);
    expect(broken((_, spec) => (spec.containerConcurrency = 80))).not.toEqual([]);
    expect(problemsOf({ ...pool, apiVersion: 'serving.knative.dev/v1' })).not.toEqual([]);
  });

  it('runs the gateway as a service whose CPU is never taken away, and the rest as worker pools', () => {
    expect(serviceOf('gateway')).toMatchObject({ apiVersion: 'serving.knative.dev/v1', kind: 'Service' });
    const { annotations } = revisionOf('gateway').metadata;
    expect(annotations['run.googleapis.com/cpu-throttling']).toBe('false');
    expect(Number(annotations['autoscaling.knative.dev/minScale'])).toBeGreaterThanOrEqual(1);
    for (const key of SERVICE_KEYS.filter((other) => other !== 'gateway')) {
      expect(serviceOf(key).kind).toBe('WorkerPool');
      expect(Number(serviceOf(key).metadata.annotations?.['run.googleapis.com/manualInstanceCount'])).toBeGreaterThan(
        0,
      );
    }
  });

  it.each(SERVICE_KEYS)('%s: uses only annotations that its resources accept', (key) => {
    const service = serviceOf(key);
    expect(accepted[service.kind]).toEqual(expect.arrayContaining(Object.keys(service.metadata.annotations ?? {})));
    expect(accepted.Revision).toEqual(expect.arrayContaining(Object.keys(revisionOf(key).metadata.annotations)));
    expect(accepted.Execution).toEqual(expect.arrayContaining(Object.keys(taskOf(key).annotations)));
  });

  it.each(SERVICE_KEYS)('%s: starts with the environment that it gets, and only that', (key) => {
    const { env } = revisionOf(key).spec.containers[0];
    const names = env.map(({ name }) => name);
    expect(SERVICE_CONFIGS[key].variables).toEqual(expect.arrayContaining(names));
    expect(new Set(names).size).toBe(names.length);
    expect(names).not.toContain('EGRESS_ORIGINS');
    const config = SERVICE_CONFIGS[key].load({ ...imageEnvironment(), ...filledIn(env) });
    expect(config).toMatchObject({ environment: 'production', http: { host: '0.0.0.0', port: 8080 } });
  });

  it.each(SERVICE_KEYS)('%s: keeps what is secret out of the manifest', (key) => {
    const containers = [revisionOf(key).spec.containers[0], taskOf(key).containers[0]];
    for (const { name, valueFrom } of containers.flatMap(({ env }) => env))
      if (/DATABASE|REDIS|JWT_KEYS|API_KEY|SECRET|PASSWORD|TOKEN|SMTP/.test(name)) expect(valueFrom).toBeDefined();
  });

  it.each(SERVICE_KEYS)('%s: has its own account and role, and only its job the owner of the schemas', (key) => {
    const { serviceAccountName, containers } = revisionOf(key).spec;
    expect(serviceAccountName).toBe(`raptor-${key}@\${PROJECT_ID}.iam.gserviceaccount.com`);
    const secretsOf = ({ env }: Container): (string | undefined)[] =>
      env.map(({ valueFrom }) => valueFrom?.secretKeyRef.name).filter(Boolean);
    expect(secretsOf(containers[0])).toContain(`${roleOf(key).replace('_', '-')}-database-url`);
    expect(secretsOf(containers[0])).not.toContain('raptor-database-owner-url');
    expect(taskOf(key).serviceAccountName).not.toBe(serviceAccountName);
    expect(taskOf(key).containers[0].args).toEqual(['./dist/service/migrate.js']);
    expect(taskOf(key).containers[0].env.map(({ name }) => name)).toEqual(['DATABASE_OWNER_URL']);
  });

  it.each(SERVICE_KEYS)('%s: is given up as not starting within the four minutes that Cloud Run allows', (key) => {
    const { periodSeconds, failureThreshold } = revisionOf(key).spec.containers[0].startupProbe;
    expect(periodSeconds * failureThreshold).toBeLessThanOrEqual(240);
  });
});

/** Values such as an operator's: secrets by name, placeholders by what they stand for. */
function filledIn(env: Container['env']): NodeJS.ProcessEnv {
  const jwk = { kty: 'EC', crv: 'P-256', x: 'x', y: 'y', d: 'd' };
  const secrets: Record<string, string> = {
    DATABASE_URL: 'postgres://role:password@10.0.0.3:5432/raptorflow',
    REDIS_BUS_URL: 'rediss://10.0.0.5:6379',
    REDIS_CACHE_URL: 'rediss://10.0.0.6:6379',
    BUS_KEYS: newBusKey(),
    SECRET_KEYS: newSecretKey(),
    ANTHROPIC_API_KEY: 'key-of-anthropic',
    GEMINI_API_KEY: 'key-of-gemini',
    SMTP_URL: 'smtps://user:password@mail.example',
    JWT_KEYS: JSON.stringify([{ kid: 'a', use: 'sign', privateJwk: jwk }]),
  };
  const placeholders: Record<string, string> = {
    '${VERSION}': '0.1.0',
    '${CHROMA_URL}': 'http://10.0.0.4:8000',
    '${OTEL_EXPORTER_OTLP_ENDPOINT}': '',
    '${JWT_ISSUER}': 'https://api.example',
    '${CORS_ORIGINS}': 'https://app.example',
    '${MAIL_FROM}': 'Raptor <no-reply@raptor.example>',
    '${PUBLIC_URL}': 'https://app.example',
  };
  return Object.fromEntries(
    env.map(({ name, value, valueFrom }) => [name, valueFrom ? secrets[name] : (placeholders[value ?? ''] ?? value)]),
  );
}
