import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ROSTER } from '@raptor/contracts';
import { agentCommand } from './agent-command';
import { readAgentWish } from './agent-wish';
import { agentsCommand } from './agents-command';
import { evalsCommand } from './evals-command';
import { EvalPurse } from './eval-purse';

type Command = Parameters<typeof run>[0];

async function run(
  command: typeof agentsCommand,
  words: readonly string[],
  environment: NodeJS.ProcessEnv = {},
): Promise<{ code: number; said: string; complained: string }> {
  let [said, complained] = ['', ''];
  const code = await command({
    words,
    environment,
    say: (text) => (said += text),
    complain: (text) => (complained += text),
  });
  return { code, said, complained };
}

const nowhere = { RAPTOR_DIR: mkdtempSync(join(tmpdir(), 'no-fleet-')) };
const file = (text: string): string => {
  const path = join(mkdtempSync(join(tmpdir(), 'input-')), 'input.json');
  writeFileSync(path, text);
  return path;
};

describe('npm run agents', () => {
  it('lists every agent of the roster, and what those are for that are available', async () => {
    const { code, said } = await run(agentsCommand, ['--json']);
    const entries = JSON.parse(said) as { code: string; state: string; purpose?: string }[];
    expect(code).toBe(0);
    expect(entries.map((entry) => entry.code)).toEqual(Object.keys(ROSTER));
    for (const { state, purpose } of entries) expect(state === 'available').toBe(purpose !== undefined);
  });

  it('is a table for people', async () => {
    const { said } = await run(agentsCommand, []);
    expect(said).toMatch(/^code +name +guild +tier +cadence +state +purpose/);
    expect(said).toMatch(/\d+ of 87 are available, the others planned\.\n$/);
  });

  it('shows what an agent takes and gives', async () => {
    const { code, said } = await run(agentsCommand, ['--schema', 'muse-001']);
    expect(code).toBe(0);
    expect(JSON.parse(said)).toMatchObject({ code: 'MUSE-001', input: { type: 'object' }, output: { type: 'object' } });
  });

  it.each([
    ['MUSE-030', 'MUSE-030 Brand Consistency Director is planned and has no description yet'],
    ['MUSE-099', 'There is no agent MUSE-099: `npm run agents` lists them'],
  ])('says why there is no schema of %s', async (agent, reason) => {
    expect(await run(agentsCommand, ['--schema', agent])).toEqual({ code: 1, said: '', complained: `${reason}\n` });
  });
});

describe('npm run agent', () => {
  it.each([
    [[], 'Say which agent, by its code'],
    [['MUSE-001', '--within', '1', '--input', '-'], '--within is 2 to 600 seconds'],
    [['MUSE-001', '--workspace', 'acme'], '--workspace is the id of a workspace'],
    [['MUSE-001', '--input', file('[1]')], 'The input is not a JSON object'],
  ])('refuses %j', (words, reason) => {
    expect(readAgentWish(words, () => '{}')).toBe(reason);
  });

  it('reads its input from a file, or from what is piped in', () => {
    expect(readAgentWish(['muse-001', '--input', file('{"a":1}')], () => '')).toMatchObject({
      code: 'MUSE-001',
      input: { a: 1 },
    });
    expect(readAgentWish(['MUSE-001'], () => '{"a":2}')).toMatchObject({ input: { a: 2 }, withinMs: 60_000 });
  });

  it('says what to do where no fleet runs', async () => {
    const { code, complained } = await run(agentCommand, ['MUSE-001', '--input', file('{}')], nowhere);
    expect(code).toBe(78);
    expect(complained).toContain('No fleet: start one with `npm start`');
  });
});

describe('npm run evals', () => {
  it('has nothing to do without a key, and says so', async () => {
    expect(await run(evalsCommand as Command, [], {})).toMatchObject({
      code: 0,
      said: expect.stringContaining('No key of a model is set') as string,
    });
  });

  it('knows which agents ask a model', async () => {
    const { code, complained } = await run(evalsCommand as Command, ['GRD-001'], { GEMINI_API_KEY: 'x' });
    expect([code, complained]).toEqual([2, expect.stringContaining('GRD-001 is no agent that asks a model')]);
  });

  it('cannot spend more than its limit', async () => {
    const purse = new EvalPurse(100);
    const ask = (attemptId: string, reservedMicroUsd: number) =>
      purse.reserve({ attemptId, reservedMicroUsd } as Parameters<EvalPurse['reserve']>[0]);
    expect(await ask('a', 60)).toEqual({ outcome: 'reserved' });
    expect(await ask('b', 60)).toMatchObject({ outcome: 'refused', code: 'BUDGET_EXHAUSTED' });
    await purse.settle({ attemptId: 'a', reportedMicroUsd: 10 } as Parameters<EvalPurse['settle']>[0]);
    expect(await ask('b', 60)).toEqual({ outcome: 'reserved' });
    expect(purse.spentMicroUsd).toBe(10);
  });
});
