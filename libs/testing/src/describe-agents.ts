import { createHash } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import type { AgentDescription, Evidence, Sample } from '@raptor/agent-kit';
import { EVIDENCE_ID, ROSTER } from '@raptor/contracts';
import { z } from 'zod';
import { badAnswers } from './agents/bad-answers';
import { undescribedFields } from './agents/undescribed-fields';

type AnySample = Sample<z.ZodType, z.ZodType>;

const NOTHING: Evidence = { items: [], lacking: [] };

/** A line of a stranger's text that is this long got into a prompt by copying, not by chance. */
const A_LINE = 80;

/**
 * What every agent promises, whatever it does; three lines in each guild's `agents.spec.ts`. Needs neither model nor server.
 * @param folder where the agents' files are: by default where the calling test is.
 */
export function describeAgents(agents: readonly AgentDescription[], folder = folderOfThisTest()): void {
  describe('the list of agents', () => {
    it('has every agent of its folder, and each agent has its file', () => {
      expect(agents.map(fileOf).sort()).toEqual(agentFiles(folder));
    });

    it('is in code order', () => {
      const codes = agents.map(({ code }) => code);
      expect(codes).toEqual([...codes].sort());
    });
  });

  for (const agent of agents)
    describe(`${agent.code} ${agent.name}`, () => {
      describeDescription(agent);
      for (const sample of agent.samples) describe(sample.name, () => describeSample(agent, sample));
    });
}

function describeDescription(agent: AgentDescription): void {
  it('is on the roster', () => expect(ROSTER[agent.code]).toBe(agent.name));

  it('says in one sentence what it is for', () => expect(agent.purpose).toMatch(/^[A-Z][^.!?\n]{19,}\.$/));

  it.each(['input', 'output'] as const)('has an %s that others can read about', (side) => {
    const schema = z.toJSONSchema(agent[side], { io: 'input' });
    expect(schema.type).toBe('object');
    expect(undescribedFields(schema)).toEqual([]);
  });

  it('has three samples or more, of different names, with different answers', () => {
    const floors = agent.samples.map((sample) => agent.floor(taskOf(agent, sample), sample.evidence ?? NOTHING));
    expect(new Set(agent.samples.map(({ name }) => name)).size).toBe(agent.samples.length);
    expect(agent.samples.length).toBeGreaterThanOrEqual(3);
    floors.forEach((floor, at) => {
      const same = floors.findIndex((other) => isDeepStrictEqual(other, floor));
      expect([at, 'has the same floor as', same]).toEqual([at, 'has the same floor as', at]);
    });
  });
}

function describeSample(agent: AgentDescription, sample: AnySample): void {
  const evidence = sample.evidence ?? NOTHING;
  const answer = (): unknown => agent.floor(taskOf(agent, sample), evidence);
  const finished = (output: unknown): unknown =>
    agent.finish ? agent.finish(output, taskOf(agent, sample), evidence) : output;
  const problemsWith = (output: unknown): string[] => agent.check?.(output, taskOf(agent, sample), evidence) ?? [];

  it('has an input and an answer that survive a message', () => {
    expect(JSON.parse(JSON.stringify(sample.input))).toEqual(sample.input);
    expect(JSON.parse(JSON.stringify(answer()))).toEqual(answer());
  });

  it('has a floor that fits the schema and passes the check', () => {
    expect(agent.output.parse(answer())).toEqual(answer());
    expect(problemsWith(answer())).toEqual([]);
  });

  it('has a floor with the property that is asked of every answer', () => expect(sample.expect(answer())).toBe(true));

  it('has a floor that is the same for the same, and changes nothing', () => {
    const [task, given] = [frozen(structuredClone(taskOf(agent, sample))), frozen(structuredClone(evidence))];
    expect(agent.floor(task, given)).toEqual(answer());
    expect(agent.floor(task, given)).toEqual(answer());
  });

  it('has a floor that passes its own check whatever people write, figures in words included', () => {
    const task = agent.input.safeParse(withFigures(sample.input));
    if (!task.success) return;
    const floor = agent.floor(task.data, evidence);
    expect(agent.output.parse(floor)).toEqual(floor);
    expect(agent.check?.(floor, task.data, evidence) ?? []).toEqual([]);
  });

  it('has a floor that an earlier answer of its own among the evidence does not change', () => {
    const known = { ...evidence, items: [earlierAnswer(agent, answer()), ...evidence.items] };
    expect(agent.floor(taskOf(agent, sample), known)).toEqual(answer());
  });

  it('has a floor that is finished', () => expect(finished(answer())).toEqual(answer()));

  it('has a floor that cites only what it was given', () => {
    const given = new Set([...evidence.items.map(({ id }) => id), ...textsIn(sample.input)]);
    expect(textsIn(answer()).filter((text) => EVIDENCE_ID.test(text) && !given.has(text))).toEqual([]);
  });

  const { prompt } = agent;
  if (!prompt) return;

  it('has a prompt that renders, with no text of strangers outside of a fence', () => {
    const text = prompt(taskOf(agent, sample), evidence, answer());
    expect(text.length).toBeGreaterThan(100);
    expect(text).not.toMatch(/\bundefined\b|\[object |workspace_?id/i);
    expect(text).not.toMatch(/\bNaN\b/);
    const unfenced = text.replaceAll(/<<<DATA [\s\S]*?\n<<<END [^>]*>>>/g, '');
    const strange = evidence.items.flatMap((item) => (item.tainted ? item.text.split('\n') : []));
    expect(strange.filter((line) => line.length >= A_LINE && unfenced.includes(line.trim()))).toEqual([]);
  });

  it('lets no bad answer of a model pass', () => {
    const passed = badAnswers(answer()).filter(({ answer: bad }) => {
      const parsed = agent.output.safeParse(bad);
      if (!parsed.success) return false;
      const output = finished(parsed.data);
      return !isDeepStrictEqual(output, answer()) && problemsWith(output).length === 0;
    });
    expect(passed.map(({ name }) => name)).toEqual([]);
  });
}

const taskOf = (agent: AgentDescription, sample: AnySample): unknown => agent.input.parse(sample.input);

/** Every sentence of an input ends as marketers write. */
function withFigures(value: unknown): unknown {
  if (typeof value === 'string') return /[a-z] [a-z]/i.test(value) ? `${value} B2B 2x v2.0 $1.2M 24h` : value;
  if (Array.isArray(value)) return value.map(withFigures);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, entry]) => [key, withFigures(entry)]));
}

/** As the runner puts it among the evidence: the agent's own answer to nearly the same question. */
const earlierAnswer = ({ guild, code }: AgentDescription, answer: unknown): Evidence['items'][number] => {
  const text = JSON.stringify(answer);
  const contentHash = createHash('sha256').update(text).digest('hex');
  return {
    kind: 'memory',
    id: `${guild}:${contentHash}`,
    source: 'memories',
    text,
    contentHash,
    seenAt: '2026-01-02T03:04:05.000Z',
    tainted: false,
    data: {
      memoryId: '01900000-0000-7000-8000-00000000000c',
      collection: 'answers',
      similarity: 0.9,
      metadata: { agent: code },
    },
  };
};

/** The test that is being collected: `describeAgents` is called at its top. */
function folderOfThisTest(): string {
  const { testPath } = expect.getState();
  if (!testPath)
    throw new Error('Call describeAgents at the top of a test file, or say in which folder the agents are');
  return dirname(testPath);
}

const agentFiles = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.agent.ts'))
    .map((path) => basename(path))
    .sort();

/** `MUSE-001` `Headline Copywriter`: `muse-001.headline-copywriter.agent.ts`; Lords drop their `The`. */
function fileOf({ code, name }: AgentDescription): string {
  const words = name.toLowerCase().match(/[a-z0-9]+/g) ?? [];
  return `${code.toLowerCase()}.${words.filter((word) => word !== 'the').join('-')}.agent.ts`;
}

function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
}

/** Whoever writes to it throws. */
function frozen<T>(value: T): T {
  if (typeof value !== 'object' || value === null) return value;
  Object.values(value).forEach(frozen);
  return Object.freeze(value);
}
