import { SERVICE_KEYS, SERVICES, roleOf } from '@raptor/contracts';
import composeSchema from 'docker-compose/schema/compose-spec.json';
import { COMPOSE_ENVIRONMENT, newComposeEnvironment } from './create-compose-environment';
import { firstWorkspace } from './create-first-workspace';
import { imageEnvironment, SERVICE_CONFIGS } from './declared-environment';
import { interpolate, requiredVariables } from './interpolate';
import { validatorFor } from './json-schema';
import { provisioningSettings } from './provision-database';
import { readText, readYaml } from './repository';

interface ComposeService {
  image: string;
  build?: { target: string; args?: Record<string, string> };
  command?: string[];
  user?: string;
  environment?: Record<string, string | number>;
  depends_on?: Record<string, { condition: string }>;
  healthcheck?: { disable?: boolean; test?: string[] };
  networks: string[];
  ports?: string[];
  read_only: boolean;
  cap_drop: string[];
  security_opt: string[];
  stop_grace_period?: string;
  restart: string;
}

const path = 'deploy/compose/docker-compose.yml';
const text = readText(path);
const document = readYaml(path) as {
  services: Record<string, ComposeService>;
  networks: Record<string, { internal?: boolean }>;
};
const { services } = document;
const apps = SERVICE_KEYS.map((key) => ({ key, app: SERVICES[key].app }));
const servers = ['postgres', 'redis-bus', 'redis-cache', 'chroma'];
/** Shows what the fleet mails; no service waits for it. */
const mail = 'mail';

/** As Compose would read `deploy/compose/.env`: no value of ours holds a quote. */
const secrets = Object.fromEntries(
  [...newComposeEnvironment().matchAll(/^(\w+)='([^']*)'$/gm)].map(([, name = '', value = '']) => [name, value]),
);
const environmentOf = (service: string): NodeJS.ProcessEnv =>
  Object.fromEntries(
    Object.entries(services[service]?.environment ?? {}).map(([name, value]) => [
      name,
      interpolate(String(value), secrets),
    ]),
  );

describe(path, () => {
  const duration = /^(?:\d+(?:\.\d+)?(?:us|ms|s|m|h))+$/;
  const problems = validatorFor(composeSchema, {
    duration,
    uri: true,
    ports: true,
    expose: true,
    subnet_ip_address: true,
  });

  it('fits the Compose specification', () => {
    expect(problems(document)).toEqual([]);
  });

  it('is checked by a schema that notices a misspelt field', () => {
    expect(problems({ services: { muse: { image: 'muse', comand: ['x'] } } })).not.toEqual([]);
    expect(
      problems({ services: { muse: { image: 'muse', depends_on: { a: { condition: 'healthy' } } } } }),
    ).not.toEqual([]);
  });

  it('runs the six services, a migration of each, the four servers, and one that catches mails', () => {
    const expected = [
      ...apps.flatMap(({ app }) => [app, `${app}-migrate`]),
      ...servers,
      mail,
      'provision',
      'first-workspace',
    ];
    expect(Object.keys(services).sort()).toEqual(expected.sort());
  });

  it.each(Object.entries(services))(
    '%s: pinned, unprivileged, without anything to write to but what it needs',
    (_, service) => {
      expect(service.image).toMatch(/:(v?\d+\.\d+|\$\{RAPTOR_VERSION:-\d+\.\d+\.\d+\})/);
      expect(service).toMatchObject({ read_only: true, cap_drop: ['ALL'], security_opt: ['no-new-privileges:true'] });
    },
  );

  it('lets people in to the gateway and to its mails, from this machine only, and lets no server out', () => {
    const published = Object.entries(services).filter(([, { ports }]) => ports);
    expect(published.map(([name, { ports }]) => [name, ports])).toEqual([
      [mail, ['127.0.0.1:${MAIL_PORT:-8025}:8025']],
      ['gateway', ['127.0.0.1:${GATEWAY_PORT:-8080}:8080']],
    ]);
    expect(document.networks.data).toEqual({ internal: true });
    for (const server of servers) expect(services[server]!.networks).toEqual(['data']);
  });

  it('never evicts from the bus and keeps it on disk; the cache may evict and keeps nothing', () => {
    expect(services['redis-bus']!.command?.join(' ')).toMatch(/--appendonly yes .*--maxmemory-policy noeviction/);
    expect(services['redis-cache']!.command?.join(' ')).toMatch(/--appendonly no .*--maxmemory-policy allkeys-lru/);
  });

  describe.each(apps)('$app', ({ key, app }) => {
    it('is built from the one Dockerfile, as is its migration', () => {
      for (const name of [app, `${app}-migrate`])
        expect(services[name]).toMatchObject({
          image: expect.stringContaining(`raptorflow/${app}:`) as string,
          build: { dockerfile: 'deploy/docker/Dockerfile', target: 'service', args: { APP: app } },
        });
    });

    it('starts with the environment that it gets, under its own role', () => {
      const environment = environmentOf(app);
      expect(SERVICE_CONFIGS[key].variables).toEqual(expect.arrayContaining(Object.keys(environment)));
      expect(SERVICE_CONFIGS[key].load({ ...imageEnvironment(), ...environment })).toMatchObject({
        environment: 'production',
      });
      const { username, password } = new URL(environment.DATABASE_URL!);
      expect(username).toBe(roleOf(key));
      expect(password).toBe(provisioningSettings(environmentOf('provision')).secrets.roles[key]);
    });

    it('comes after its migration, which comes after the roles', () => {
      expect(services[app]!.depends_on?.[`${app}-migrate`]).toEqual({ condition: 'service_completed_successfully' });
      expect(services[`${app}-migrate`]!.depends_on).toEqual({
        provision: { condition: 'service_completed_successfully' },
      });
      expect(services[`${app}-migrate`]!.command).toEqual(['./dist/service/migrate.js']);
      const { username, password } = new URL(environmentOf(`${app}-migrate`).DATABASE_OWNER_URL!);
      expect([username, password]).toEqual(['raptor_owner', secrets.RAPTOR_OWNER_PASSWORD]);
    });

    it('has the time it needs to drain, and its health is watched', () => {
      expect(parseInt(services[app]!.stop_grace_period ?? '0', 10)).toBeGreaterThanOrEqual(10);
      // Not overridden: the image's own check.
      expect(services[app]!.healthcheck).toBeUndefined();
    });
  });

  it('says what to do about every secret that is missing, and has no default for any', () => {
    const required = requiredVariables(text);
    expect(new Set(required.map(({ name }) => name))).toEqual(new Set(Object.keys(secrets)));
    for (const { message } of required) expect(message).toBe('run npm run compose:env');
    expect(text).not.toMatch(/\$\{\w*(PASSWORD|JWT_KEYS|BUS_KEYS|SECRET_KEYS)\w*:-/);
  });

  it('creates a first workspace with what the secrets say', () => {
    expect(firstWorkspace(environmentOf('first-workspace')).seed).toMatchObject({
      workspaceId: secrets.FIRST_WORKSPACE_ID,
      email: secrets.FIRST_ADMIN_EMAIL,
    });
  });

  it('has its secrets in a file that neither git nor an image sees', () => {
    expect(COMPOSE_ENVIRONMENT).toBe('deploy/compose/.env');
    expect(readText('.gitignore').split('\n')).toContain('.env');
    expect(readText('.dockerignore')).not.toMatch(/^!deploy/m);
  });
});
