import type { AgentMemoryEntity } from './agent-memory.entity';
import type { Hit, VectorQuestion } from './chroma-memories';
import type { Disbelief } from './memory-metrics';

/**
 * Whether a vector that the index found is one of this memory, as the workspace's own row has it.
 * @param row what row level security let be seen under the id that the index named.
 */
export function disbeliefIn(
  hit: Hit,
  row: AgentMemoryEntity | undefined,
  { kind, agentCode }: Pick<VectorQuestion, 'kind' | 'agentCode'>,
  now: Date,
): Disbelief | undefined {
  if (!row) return 'no_such_memory';
  if (row.expiresAt && row.expiresAt <= now) return 'expired';
  if (row.textHash !== hit.textHash || hit.start >= hit.end || hit.end > row.text.length) return 'other_text';
  if (row.kind !== kind) return 'other_kind';
  if (agentCode !== undefined && row.agentCode !== agentCode) return 'other_agent';
  return undefined;
}
