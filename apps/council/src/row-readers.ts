import type { RowReaders } from '@raptor/agent-kit';
import { AgentsRepository } from './registry/agents.repository';

const agents = new AgentsRepository();

/** What Lords may read of the council's tables. */
export const rowReaders: RowReaders = {
  /** All agents: `{ code, isActive, p95Ms }`. */
  agents: async (tx) => (await agents.all(tx)).map(({ code, isActive, p95Ms }) => ({ code, isActive, p95Ms })),
};
