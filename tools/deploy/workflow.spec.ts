import { execFile } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { readText, readYaml, repositoryPath } from './repository';

interface Step {
  uses?: string;
  run?: string;
  with?: Record<string, unknown>;
  env?: Record<string, string>;
}
interface Workflow {
  permissions?: unknown;
  concurrency?: unknown;
  jobs: Record<string, { 'timeout-minutes'?: number; permissions?: unknown; steps: Step[] }>;
}

const folder = '.github/workflows';
const files = readdirSync(repositoryPath(folder)).filter((file) => /\.ya?ml$/.test(file));

/** What GitHub itself would say of a workflow. */
async function problemsOf(path: string): Promise<unknown> {
  const checker = repositoryPath('tools/deploy/check-workflow.mjs');
  const { stdout } = await promisify(execFile)(process.execPath, [checker, path], { cwd: repositoryPath('.') });
  return JSON.parse(stdout) as unknown;
}

describe.each(files)(`${folder}/%s`, (file) => {
  const text = readText(`${folder}/${file}`);
  const workflow = readYaml(`${folder}/${file}`) as Workflow;
  const steps = Object.values(workflow.jobs).flatMap((job) => job.steps);

  it("passes GitHub's own parser", async () => {
    expect(await problemsOf(repositoryPath(`${folder}/${file}`))).toEqual([]);
  });

  it('uses actions by full commit, each with its version beside it', () => {
    const uses = [...text.matchAll(/uses: (\S+)(.*)$/gm)];
    expect(uses.length).toBe(steps.filter((step) => step.uses).length);
    for (const [, action, comment] of uses) {
      expect(action).toMatch(/^[\w.-]+\/[\w./-]+@[0-9a-f]{40}$/);
      expect(comment).toMatch(/^ # v\d+\.\d+\.\d+$/);
    }
  });

  it('uses each action in one version', () => {
    const actions = new Set(steps.flatMap(({ uses }) => uses ?? []));
    const names = [...actions].map((action) => action.split('@')[0]);
    expect(new Set(names).size).toBe(names.length);
  });

  it('may read the code and nothing else, and leaves no token in the clone', () => {
    expect(workflow.permissions).toEqual({ contents: 'read' });
    for (const job of Object.values(workflow.jobs)) expect(job.permissions).toBeUndefined();
    for (const step of steps.filter(({ uses }) => uses?.startsWith('actions/checkout@')))
      expect(step.with).toMatchObject({ 'persist-credentials': false });
  });

  it('ends by itself, and an outdated run with it', () => {
    expect(workflow.concurrency).toMatchObject({ 'cancel-in-progress': true });
    for (const job of Object.values(workflow.jobs)) expect(job['timeout-minutes']).toBeLessThanOrEqual(30);
  });

  it('takes nothing from an event into a shell', () => {
    for (const { run } of steps) expect(run ?? '').not.toMatch(/\$\{\{\s*github\.(event|head_ref)/);
  });
});

describe('what CI runs', () => {
  const { jobs } = readYaml(`${folder}/ci.yml`) as Workflow;
  const scriptOf = (job: string): string => jobs[job]!.steps.map(({ run }) => run ?? '').join('\n');

  it('is what everybody can run, on the Node of the image', () => {
    expect(scriptOf('verify')).toContain('.ci/run');
    const [, version] = /^ARG NODE_IMAGE=node:([\d.]+)/m.exec(readText('deploy/docker/Dockerfile')) ?? [];
    expect(readYaml(`${folder}/ci.yml`)).toMatchObject({ env: { NODE_VERSION: version } });
  });

  it('includes the integration suite on containers, which must not fall back to embedded servers', () => {
    expect(jobs.containers!.steps).toContainEqual({
      run: 'npx jest --selectProjects int e2e',
      env: { RAPTOR_TEST_CONTAINERS: 'required' },
    });
  });

  it('includes the images, the Compose file, the audit and the bill of materials', () => {
    expect(scriptOf('images')).toMatch(/docker compose config .*docker compose build/s);
    expect(scriptOf('supply-chain')).toMatch(/npm audit --omit=dev --audit-level=high/);
    expect(scriptOf('supply-chain')).toMatch(/npm sbom/);
  });
});

describe("GitHub's parser", () => {
  const job = 'jobs: { a: { runs-on: x, steps: [{ run: y }] } }';
  let temporary: string;
  beforeEach(() => (temporary = mkdtempSync(join(tmpdir(), 'raptorflow-workflow-'))));
  afterEach(() => rmSync(temporary, { recursive: true, force: true }));

  it.each([
    ['a misspelt key', job.replace('runs-on', 'run-on')],
    ['a job that needs one that is not there', job.replace('runs-on: x', 'runs-on: x, needs: b')],
    ['an expression that does not parse', job.replace('run: y', 'run: "${{ github. }}"')],
  ])('notices %s', async (_, jobs) => {
    const path = join(temporary, 'broken.yml');
    writeFileSync(path, `on: push\n${jobs}\n`);
    expect(await problemsOf(path)).not.toEqual([]);
  });
});
