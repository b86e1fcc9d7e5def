import type { DependencyCheck } from './readiness';
import { pinnedClient } from '../safe-fetch';

/** Memories make an answer better, their absence makes it plainer: ChromaDB away is degraded, not down. */
export function chromaCheck(chromaUrl: string): DependencyCheck {
  const client = pinnedClient(new URL(chromaUrl).origin, { timeoutMs: 1_000 });
  return {
    name: 'chroma',
    optional: true,
    check: async () => {
      const { status } = await client.fetch('/api/v2/heartbeat');
      if (status !== 200) throw new Error(`heartbeat answered ${status}`);
    },
  };
}
