import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startService, type RunningService } from '@raptor/platform';
import {
  aKeyPrefix,
  cloneDatabase,
  modelStandIn,
  serviceEnvironment,
  type ClonedDatabase,
  type ModelStandIn,
} from '@raptor/testing';
import { v7 as uuidv7 } from 'uuid';
import { QuietCouncilModule, quietCouncilConfig } from '../../libs/agent-kit/test/run/support/quiet-council';
import { freeModels, testGuildConfig, testGuildModule } from '../../libs/agent-kit/test/run/support/test-guild';
import { agentCommand } from './agent-command';
import { evalsCommand } from './evals-command';

describe('an agent asked from a terminal', () => {
  let clone: ClonedDatabase;
  let models: ModelStandIn;
  let services: RunningService[];
  let environment: NodeJS.ProcessEnv;
  const folder = mkdtempSync(join(tmpdir(), 'raptor-agents-'));

  const run = async (
    command: typeof agentCommand,
    words: readonly string[],
    more: NodeJS.ProcessEnv = {},
  ): Promise<{ code: number; said: string; complained: string }> => {
    let [said, complained] = ['', ''];
    const [say, complain] = [(text: string) => (said += text), (text: string) => (complained += text)];
    const code = await command({ words, environment: { ...environment, ...more }, say, complain });
    return { code, said, complained };
  };
  const input = (value: unknown): string => {
    const path = join(folder, `${uuidv7()}.json`);
    writeFileSync(path, JSON.stringify(value));
    return path;
  };

  beforeAll(async () => {
    clone = await cloneDatabase();
    models = await modelStandIn();
    const prefix = aKeyPrefix();
    environment = { ...serviceEnvironment('muse', clone, prefix), RAPTOR_DIR: folder };
    services = [
      await startService(QuietCouncilModule, quietCouncilConfig, {
        environment: serviceEnvironment('council', clone, prefix),
      }),
      await startService(testGuildModule(), testGuildConfig, {
        environment: {
          ...serviceEnvironment('muse', clone, prefix),
          ...models.environment,
          MODEL_CATALOGUE_FILE: await freeModels(),
        },
      }),
    ];
    const record = {
      postgres: { roleUrls: clone.roleUrls },
      redis: { busUrl: environment['REDIS_BUS_URL'] },
      demo: { workspaceId: uuidv7() },
    };
    writeFileSync(join(folder, 'run.json'), JSON.stringify(record));
  });

  afterAll(async () => {
    await Promise.all(services.map((service) => service.stop()));
    await models.close();
    await clone.drop();
  });

  it('answers with its output, where that comes from, what it rests on, its cost and its steps', async () => {
    const { code, said } = await run(agentCommand, ['MUSE-004', '--input', input({ topic: 'spring' }), '--steps']);
    expect(code).toBe(0);
    expect(said).toMatch(/"claims": \[/);
    expect(said).toMatch(/Made +by the model of its tier \(gemini-3\.5-flash-lite\)\nCost +0\.000000 USD/);
    expect(said).toMatch(/Evidence\n +muse:[0-9a-f]{64} +rows\.notes/);
    expect(said).toMatch(/\ngather +\d+\.\d +1 read, 0 lacking/);
  });

  it('says what is wrong with an input', async () => {
    const { code, complained } = await run(agentCommand, ['MUSE-001', '--input', input({ promise: 7 })]);
    expect(code).toBe(1);
    expect(complained).toMatch(/^AGENT_INPUT_INVALID: .*promise: [^\n]*\n$/);
  });

  it('says so when nobody answers', async () => {
    const wish = ['RES-002', '--input', input({}), '--within', '2'];
    expect(await run(agentCommand, wish)).toMatchObject({
      code: 1,
      complained:
        'The research service did not answer in time: is the fleet running? (npm start) What was begun goes on; ask again.\n',
    });
  });

  it('has a model answer the samples of an agent, and counts what that costs', async () => {
    const { said, complained } = await run(evalsCommand, ['MUSE-001'], models.environment);
    expect(complained).toBe('');
    expect(said.match(/^MUSE-001 /gm)?.length).toBeGreaterThanOrEqual(3);
    expect(said).toMatch(/\d of \d as expected, 0\.\d{4} USD\.\n$/);
  });
});
