import type { PinnedClient } from '../safe-fetch';
import type { DependencyCheck } from './readiness';

/** Memories make an answer better, their absence makes it plainer: ChromaDB away is degraded, not down. */
export const chromaCheck = (chroma: PinnedClient): DependencyCheck => ({
  name: 'chroma',
  optional: true,
  check: async () => {
    const { status, body } = await chroma.fetch('/api/v2/heartbeat');
    await body?.cancel();
    if (status !== 200) throw new Error(`heartbeat answered ${status}`);
  },
});
