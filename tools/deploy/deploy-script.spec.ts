import { execFile } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { SERVICE_KEYS, SERVICES } from '@raptor/contracts';
import { parseAllDocuments } from 'yaml';
import { repositoryPath } from './repository';

const environment = {
  PROJECT_ID: 'a-project',
  REGION: 'europe-west1',
  VERSION: '1.10',
  IMAGE_REPOSITORY: 'europe-west1-docker.pkg.dev/a-project/raptorflow',
  VPC_NETWORK: 'fleet',
  VPC_SUBNET: 'fleet-europe-west1',
  CHROMA_URL: 'http://10.0.0.4:8000',
  JWT_ISSUER: 'https://api.example/?a=b&c',
  MAIL_FROM: 'Raptor <no-reply@raptor.example>',
  PUBLIC_URL: 'https://app.example',
};

let folder: string;
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'raptorflow-deploy-'))));
afterEach(() => rmSync(folder, { recursive: true, force: true }));

interface Outcome {
  code: number;
  stdout: string;
  stderr: string;
  /** The gcloud commands, one a line, without the temporary folder. */
  commands: string[];
}

/** Runs the script with a `gcloud` that notes what it was told and fails when told `failOn`. */
function deploy(args: string[], options: { env?: NodeJS.ProcessEnv; failOn?: string } = {}): Promise<Outcome> {
  const log = join(folder, 'gcloud.log');
  writeFileSync(log, '');
  const fake = `#!/usr/bin/env bash\necho "$*" >> '${log}'\n[[ -z '${options.failOn ?? ''}' || "$*" != *'${options.failOn ?? ''}'* ]]\n`;
  writeFileSync(join(folder, 'gcloud'), fake);
  chmodSync(join(folder, 'gcloud'), 0o755);
  const env = { ...environment, ...options.env, PATH: `${folder}${delimiter}${process.env.PATH ?? ''}` };
  return new Promise((resolve) => {
    execFile('bash', [repositoryPath('deploy/cloudrun/deploy.sh'), ...args], { env }, (error, stdout, stderr) => {
      const commands = readFileSync(log, 'utf8').trim().split('\n').filter(Boolean);
      const code = error ? Number(error.code) : 0;
      resolve({ code, stdout, stderr, commands: commands.map((line) => line.replace(/\/\S+\/(\w+\.yaml)/, '$1')) });
    });
  });
}

const where = '--project a-project --region europe-west1';

describe('deploy/cloudrun/deploy.sh', () => {
  it('migrates, waits, then deploys a worker pool', async () => {
    const { code, commands } = await deploy(['muse-guild']);
    expect(commands).toEqual([
      `run jobs replace migrate.yaml ${where}`,
      `run jobs execute muse-guild-migrate --wait ${where}`,
      `run worker-pools replace service.yaml ${where}`,
    ]);
    expect(code).toBe(0);
  });

  it('deploys the gateway as a service', async () => {
    const { commands } = await deploy(['gateway']);
    expect(commands.at(-1)).toBe(`run services replace service.yaml ${where}`);
  });

  it('leaves the running revision alone when the migration fails', async () => {
    const { code, commands } = await deploy(['muse-guild'], { failOn: 'jobs execute' });
    expect(code).not.toBe(0);
    expect(commands.at(-1)).toContain('jobs execute');
  });

  it.each(SERVICE_KEYS.map((key) => SERVICES[key].app))(
    'fills in every placeholder of %s, as a string',
    async (app) => {
      const { stdout, commands } = await deploy([app, '--print']);
      expect(stdout).not.toContain('${');
      expect(commands).toEqual([]);
      const [, service] = parseAllDocuments(stdout).map((document) => JSON.stringify(document.toJS()));
      expect(service).toContain(`"image":"${environment.IMAGE_REPOSITORY}/${app}:1.10"`);
      expect(service).toContain('{"name":"SERVICE_VERSION","value":"1.10"}');
      expect(service).toContain('[{\\"network\\":\\"fleet\\",\\"subnetwork\\":\\"fleet-europe-west1\\"}]');
    },
  );

  it('takes values as they are', async () => {
    const { stdout } = await deploy(['gateway', '--print']);
    expect(stdout).toContain(`value: '${environment.JWT_ISSUER}'`);
  });

  it.each([
    ['no app', [], {}, 'Name the app: deploy.sh <council|gateway|'],
    ['an app that is not there', ['muse'], {}, 'Name the app'],
    ['an unknown option', ['muse-guild', '--dry'], {}, 'may only be --print'],
    ['a variable that is missing', ['muse-guild'], { VERSION: '' }, 'VERSION is not set'],
    ['no region', ['muse-guild'], { REGION: '' }, 'REGION is not set'],
    [
      'a value that would break the manifest',
      ['muse-guild'],
      { VPC_SUBNET: "a'b" },
      'VPC_SUBNET must not hold a quote',
    ],
  ])('refuses %s before it touches anything', async (_, args, env, message) => {
    const { code, stderr, commands } = await deploy(args, { env });
    expect(stderr).toContain(message);
    expect(code).toBe(64);
    expect(commands).toEqual([]);
  });
});
