import { AgentMemoryEntity } from './agent-memory.entity';
import type { Hit } from './chroma-memories';
import { disbeliefIn } from './judge-hit';

const now = new Date('2026-11-01T00:00:00Z');
const row = Object.assign(new AgentMemoryEntity(), {
  id: 'm',
  kind: 'facts',
  text: 'Paid by Friday',
  textHash: 'h',
  agentCode: 'MUSE-001',
  expiresAt: null,
});
const hit: Hit = { vectorId: 'v', memoryId: 'm', textHash: 'h', start: 0, end: 14, similarity: 0.9 };
const judge = (changes: Partial<Hit> = {}, of: Partial<AgentMemoryEntity> | undefined = {}, agentCode?: string) =>
  disbeliefIn(
    { ...hit, ...changes },
    of && Object.assign(new AgentMemoryEntity(), row, of),
    { kind: 'facts', ...(agentCode && { agentCode }) },
    now,
  );

describe('a vector that the index found', () => {
  it('is believed when the workspace has just that memory', () => {
    expect(judge()).toBeUndefined();
    expect(judge({ start: 5, end: 7 }, { expiresAt: new Date('2026-11-02T00:00:00Z') }, 'MUSE-001')).toBeUndefined();
  });

  it('is not believed otherwise, with the reason', () => {
    expect(disbeliefIn(hit, undefined, { kind: 'facts' }, now)).toBe('no_such_memory');
    expect(judge({}, { expiresAt: now })).toBe('expired');
    expect(judge({ textHash: 'other' })).toBe('other_text');
    expect(judge({ end: 15 })).toBe('other_text');
    expect(judge({ start: 7, end: 7 })).toBe('other_text');
    expect(judge({}, { kind: 'copy' })).toBe('other_kind');
    expect(judge({}, {}, 'MUSE-002')).toBe('other_agent');
  });
});
