import { DescribeAgents, type AgentAnswer, type AgentSpecification } from '@raptor/contracts';
import type { RunningService } from '@raptor/platform';
import { RaptorBus } from '@raptor/raptor-bus';
import { eventually, type ModelStandIn } from '@raptor/testing';
import { v7 as uuidv7 } from 'uuid';
import { RedisAnswerCache } from '../../src/cache/redis-answer-cache';
import { codeOf, openStage, type RunRow, type Stage } from './support/stage';

describe('an agent that somebody waits for', () => {
  let stage: Stage;
  let guild: RunningService;
  let models: ModelStandIn;
  let workspaceId: string;

  const bus = (): RaptorBus => stage.council.app.get(RaptorBus);
  const rows = <T>(sql: string, ...values: unknown[]): Promise<T[]> => stage.rows<T>(sql, ...values);
  const invoke = (
    agentCode: string,
    input: Record<string, unknown>,
    options?: Parameters<Stage['invoke']>[3],
  ): Promise<AgentAnswer> => stage.invoke(workspaceId, agentCode, input, options);

  beforeAll(async () => {
    stage = await openStage();
    models = stage.models;
    guild = await stage.startGuild();
  });

  afterAll(() => stage.close());

  beforeEach(() => {
    workspaceId = uuidv7();
    models.reset();
  });

  describe('says how an answer came about:', () => {
    it('by the model of the tier', async () => {
      const { output, provenance } = await invoke('MUSE-001', { promise: 'Paid by Friday' });
      expect(provenance).toMatchObject({ mode: 'model', model: 'claude-sonnet-4-6', unreviewed: true, tainted: false });
      expect(provenance.promptHash).toMatch(/^[0-9a-f]{64}$/);
      expect(provenance).not.toHaveProperty('degradedBy');
      expect(output['words']).toBe(String(output['headline']).split(/\s+/).length);
    });

    it('by a cheaper one, because the model of the tier was overloaded', async () => {
      models.tell({
        faults: ['claude-sonnet-4-6', 'gemini-3.6-flash'].map((model) => ({ kind: 'overloaded', model })),
      });
      const { provenance } = await invoke('MUSE-001', { promise: 'Paid by Thursday' });
      expect(provenance).toMatchObject({ mode: 'cheaper_tier', model: 'gemini-3.5-flash-lite' });
    });

    it('by code alone, because the agent asks no model', async () => {
      const { output, provenance, evidence } = await invoke('MUSE-003', { topic: 'spring' });
      expect(provenance).toMatchObject({ mode: 'floor', tainted: true });
      expect(provenance).not.toHaveProperty('degradedBy');
      expect(output).toMatchObject({ evidenceIds: provenance.evidenceIds });
      expect(evidence).toEqual([expect.objectContaining({ id: provenance.evidenceIds[0], source: 'rows.notes' })]);
    });

    it('by code alone, because no model answers', async () => {
      await models.refuse();
      try {
        const { output, provenance } = await invoke('MUSE-001', { promise: 'Paid by Monday' });
        expect(output).toEqual({ headline: 'Paid by Monday', words: 3 });
        expect(provenance).toMatchObject({ mode: 'floor', degradedBy: 'MODEL_UNAVAILABLE' });
      } finally {
        await models.open();
      }
    });

    it('given before, to the same question', async () => {
      const first = await invoke('MUSE-002', { promise: 'Less paper' });
      const calls = models.meteredCalls().length;
      const second = await invoke('MUSE-002', { promise: 'Less paper' });
      expect(first.provenance.mode).toBe('model');
      expect(second.provenance).toMatchObject({ mode: 'cache', runId: first.runId, costMicroUsd: 0 });
      expect(second.output).toEqual(first.output);
      expect(models.meteredCalls()).toHaveLength(calls);
    });
  });

  it('does not give an answer to another workspace, nor to another question', async () => {
    await invoke('MUSE-002', { promise: 'Less paper' });
    expect((await invoke('MUSE-002', { promise: 'Less paper, sooner' })).provenance.mode).toBe('model');
    workspaceId = uuidv7();
    expect((await invoke('MUSE-002', { promise: 'Less paper' })).provenance.mode).toBe('model');
  });

  it('gives the last answer to a question, though the cache has lost it, when no model answers', async () => {
    const first = await invoke('MUSE-002', { promise: 'One login' });
    await eventually(async () => {
      const waiting = await rows(
        `SELECT 1 FROM muse.agent_memories WHERE workspace_id = $1 AND indexed_at IS NOT NULL`,
        workspaceId,
      );
      expect(waiting).toHaveLength(1);
    });
    await guild.app.get(RedisAnswerCache).forget(workspaceId);
    await models.refuse();
    try {
      const again = await invoke('MUSE-002', { promise: 'One login' });
      expect(again.provenance).toMatchObject({ mode: 'cache', degradedBy: 'MODEL_UNAVAILABLE', runId: first.runId });
      expect(again.output).toEqual(first.output);
    } finally {
      await models.open();
    }
  });

  it('gives the same answer to the same invocation, and refuses another one of its name', async () => {
    const invocationId = uuidv7();
    const [one, other] = await Promise.all([
      invoke('MUSE-001', { promise: 'Quick' }, { invocationId }),
      invoke('MUSE-001', { promise: 'Quick' }, { invocationId }),
    ]);
    expect(other).toEqual(one);
    expect(models.meteredCalls()).toHaveLength(1);
    expect(await codeOf(invoke('MUSE-001', { promise: 'Slow' }, { invocationId }))).toBe('IDEMPOTENCY_KEY_REUSED');
  });

  it.each([
    ['an input that does not fit', 'MUSE-001', { promise: '' }, 'AGENT_INPUT_INVALID'],
    ['an input that cannot be stored', 'MUSE-001', { promise: 'a\u0000b' }, 'AGENT_INPUT_INVALID'],
    ['an agent that is planned', 'MUSE-030', {}, 'AGENT_PLANNED'],
    ['an agent that there is not', 'MUSE-099', {}, 'AGENT_UNKNOWN'],
    ['an agent of another guild', 'RES-001', {}, 'AGENT_UNKNOWN'],
  ])('refuses %s', async (_what, code, input, expected) => {
    expect(await codeOf(invoke(code, input))).toBe(expected);
  });

  it('says of an input what is wrong with it', async () => {
    await expect(invoke('MUSE-001', { promise: 7 })).rejects.toMatchObject({
      details: { problems: [expect.stringContaining('promise')] },
    });
  });

  it('refuses work with less than a second left', async () => {
    expect(await codeOf(invoke('MUSE-001', { promise: 'Quick' }, { withinMs: 900 }))).toBe('DEADLINE_EXCEEDED');
  });

  it('answers from its floor at the deadline, when reading does not end', async () => {
    const began = Date.now();
    const { output, provenance } = await invoke('MUSE-006', { promise: 'In time' }, { withinMs: 2_000 });
    expect(Date.now() - began).toBeLessThan(2_000);
    expect(output['headline']).toBe('In time');
    expect(provenance).toMatchObject({ mode: 'floor', degradedBy: 'DEADLINE_EXCEEDED' });
    expect(provenance.lacking).toEqual([expect.objectContaining({ reason: 'there was no time left for it' })]);
  });

  it('has no answer where the floor does not pass its own check', async () => {
    expect(await codeOf(invoke('MUSE-005', { promise: 'Any' }))).toBe('AGENT_ANSWER_INVALID');
  });

  it('shows a model evidence fenced, and nobody the id of the workspace', async () => {
    const { provenance, output } = await invoke('MUSE-004', { topic: `spring for ${workspaceId}` });
    const [request] = models.requests;
    const sent = JSON.stringify(request?.body);
    expect(sent).not.toContain(workspaceId);
    expect(sent).toMatch(/<<<DATA [0-9a-f]{24} id=muse:[0-9a-f]{64} source=rows\.notes>>>/);
    expect(provenance).toMatchObject({ mode: 'model', tainted: true });
    const cited = (output['claims'] as { evidenceId: string }[]).map(({ evidenceId }) => evidenceId);
    expect(new Set(cited)).toEqual(new Set(provenance.evidenceIds));
  });

  it('keeps what a run did, step by step', async () => {
    const { runId } = await invoke('MUSE-004', { topic: 'steps' });
    const [row] = await rows<RunRow>(`SELECT * FROM muse.agent_runs WHERE id = $1`, runId);
    expect(row?.steps.map(({ name }) => name)).toEqual(['gather', 'floor', 'model']);
    expect(row).toMatchObject({ state: 'completed', attempt: 1 });
  });

  it('remembers what the agent says is worth it, marked as read from strangers', async () => {
    await invoke('MUSE-003', { topic: 'memory' });
    const kept = await rows(
      `SELECT text, tainted, agent_code FROM muse.agent_memories WHERE workspace_id = $1`,
      workspaceId,
    );
    expect(kept).toEqual([{ text: '6 words about memory', tainted: true, agent_code: 'MUSE-003' }]);
  });

  it('counts runs by agent, mode and outcome, and nothing of anybody', async () => {
    await invoke('MUSE-003', { topic: 'metrics' });
    const text = await (await fetch(`${guild.url}/metrics`)).text();
    expect(text).toMatch(/agent_runs_total\{agent="MUSE-003",mode="floor",outcome="completed",service="muse"\} [1-9]/);
    expect(text).toMatch(/agent_steps_seconds_count\{service="muse",step="gather"\} [1-9]/);
    expect(text).not.toContain(workspaceId);
  });

  it('tells what its agents take and give', async () => {
    const all = await bus().ask<AgentSpecification[]>(new DescribeAgents(), { to: 'muse' });
    expect(all.map(({ code }) => code)).toEqual([
      'MUSE-001',
      'MUSE-002',
      'MUSE-003',
      'MUSE-004',
      'MUSE-005',
      'MUSE-006',
    ]);
    expect(all[0]).toMatchObject({ tier: 'balanced', input: { type: 'object', required: ['promise'] } });
  });

  it('has a limit to how many are waited for at once', async () => {
    models.tell({ latencyMs: 1_000 });
    const asked = await Promise.all(
      Array.from({ length: 20 }, (_, n) => codeOf(invoke('MUSE-001', { promise: `At once ${n}` }))),
    );
    expect(asked.filter((code) => code === 'answered')).toHaveLength(6);
    expect(asked.filter((code) => code === 'AGENT_BUSY')).toHaveLength(14);
  });

  it('runs nothing in a workspace that was deleted', async () => {
    await rows(`INSERT INTO muse.workspace_lives (workspace_id, deleted_at) VALUES ($1, now())`, workspaceId);
    expect(await codeOf(invoke('MUSE-003', { topic: 'late' }))).toBe('RESOURCE_NOT_FOUND');
    expect(await rows(`SELECT 1 FROM muse.agent_runs WHERE workspace_id = $1`, workspaceId)).toEqual([]);
  });
});
