/**
 * GitHub's parser is published as an ES module only.
 * @jest-environment-options {"customExportConditions": ["node", "import", "default"]}
 */
import { convertWorkflowTemplate, NoOperationTraceWriter, parseWorkflow } from '@actions/workflow-parser';
import { readdirSync } from 'node:fs';
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

/** What GitHub itself would say of a workflow: unknown keys, wrong types, needs without a job, broken expressions. */
async function problemsOf(name: string, content: string): Promise<string[]> {
  const { context, value } = parseWorkflow({ name, content }, new NoOperationTraceWriter());
  if (value) await convertWorkflowTemplate(context, value);
  return context.errors.getErrors().map(({ message }) => message);
}

describe.each(files)(`${folder}/%s`, (file) => {
  const text = readText(`${folder}/${file}`);
  const workflow = readYaml(`${folder}/${file}`) as Workflow;
  const steps = Object.values(workflow.jobs).flatMap((job) => job.steps);

  it("passes GitHub's own parser", async () => {
    expect(await problemsOf(file, text)).toEqual([]);
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

  it.each([
    ['a misspelt key', `on: push\n${job.replace('runs-on', 'run-on')}`],
    ['a job that needs one that is not there', `on: push\n${job.replace('runs-on: x', 'runs-on: x, needs: b')}`],
    ['an expression that does not parse', `on: push\n${job.replace('run: y', 'run: "${{ github. }}"')}`],
  ])('notices %s', async (_, content) => {
    expect(await problemsOf('broken.yml', content)).not.toEqual([]);
  });
});
