const ANTHROPIC = 'https://platform.claude.com/docs/en/about-claude/pricing';
const GEMINI = 'https://ai.google.dev/gemini-api/docs/pricing';

/**
 * Which model a tier is today, and what each costs: the vendors' list prices in USD per 1M tokens. `MODEL_CATALOGUE_FILE`
 * replaces all of it. Each model is charged at its own price, whatever its tier was planned with. `contextTokens` is
 * where a price ends: some models charge more for longer prompts. Batches are half the price with both vendors. `source` is the page that
 * decides; the figures were read from published copies of it at the time of `asOf`: compare them before the first bill.
 */
export const BUILT_IN_CATALOGUE = {
  tiers: {
    flash: ['gemini-3.5-flash-lite', 'claude-haiku-5-5'],
    balanced: ['claude-sonnet-4-6', 'gemini-3.6-flash'],
    deep: ['claude-opus-5-5', 'gemini-3.1-pro-preview'],
  },
  embedding: 'gemini-embedding-001',
  models: [
    {
      id: 'gemini-3.5-flash-lite',
      provider: 'gemini',
      usdPerMillion: { input: 0.3, output: 2.5, cached: 0.03, cacheWrite: 0.3, batchInput: 0.15, batchOutput: 1.25 },
      contextTokens: 1_000_000,
      maxOutputTokens: 65_536,
      asOf: '2026-10-07',
      source: GEMINI,
    },
    {
      id: 'claude-haiku-5-5',
      provider: 'anthropic',
      usdPerMillion: { input: 0.1, output: 0.5, cached: 0.01, cacheWrite: 0.125, batchInput: 0.05, batchOutput: 0.25 },
      contextTokens: 100_000,
      maxOutputTokens: 64_000,
      asOf: '2026-10-10',
      source: ANTHROPIC,
    },
    {
      id: 'claude-sonnet-4-6',
      provider: 'anthropic',
      usdPerMillion: { input: 3, output: 15, cached: 0.3, cacheWrite: 3.75, batchInput: 1.5, batchOutput: 7.5 },
      contextTokens: 1_000_000,
      maxOutputTokens: 64_000,
      asOf: '2026-10-10',
      source: ANTHROPIC,
    },
    {
      // Half of it until the end of 2026; what is charged here is never less than what is billed.
      id: 'gemini-3.6-flash',
      provider: 'gemini',
      usdPerMillion: { input: 1.5, output: 7.5, cached: 0.15, cacheWrite: 1.5, batchInput: 0.75, batchOutput: 3.75 },
      contextTokens: 1_000_000,
      maxOutputTokens: 65_536,
      asOf: '2026-07-21',
      source: GEMINI,
    },
    {
      id: 'claude-opus-5-5',
      provider: 'anthropic',
      usdPerMillion: { input: 4, output: 20, cached: 0.2, cacheWrite: 5, batchInput: 2, batchOutput: 10 },
      contextTokens: 200_000,
      maxOutputTokens: 64_000,
      asOf: '2026-10-10',
      source: ANTHROPIC,
    },
    {
      id: 'gemini-3.1-pro-preview',
      provider: 'gemini',
      usdPerMillion: { input: 2, output: 12, cached: 0.2, cacheWrite: 2, batchInput: 1, batchOutput: 6 },
      contextTokens: 200_000,
      maxOutputTokens: 65_536,
      asOf: '2026-10-07',
      source: GEMINI,
    },
    // The three prices that the product was planned with. The vendors have retired the first and the last themselves;
    // installations that reach them by a gateway of their own put them into a tier by MODEL_CATALOGUE_FILE.
    {
      id: 'gemini-2.0-flash-lite',
      provider: 'gemini',
      usdPerMillion: {
        input: 0.075,
        output: 0.3,
        cached: 0.075,
        cacheWrite: 0.075,
        batchInput: 0.0375,
        batchOutput: 0.15,
      },
      contextTokens: 1_000_000,
      maxOutputTokens: 8_192,
      asOf: '2025-12-01',
      source: GEMINI,
    },
    {
      id: 'claude-opus-4-1',
      provider: 'anthropic',
      usdPerMillion: { input: 15, output: 75, cached: 1.5, cacheWrite: 18.75, batchInput: 7.5, batchOutput: 37.5 },
      contextTokens: 200_000,
      maxOutputTokens: 32_000,
      asOf: '2026-10-10',
      source: ANTHROPIC,
    },
    {
      id: 'gemini-embedding-001',
      provider: 'gemini',
      usdPerMillion: { input: 0.15, output: 0, cached: 0.15, cacheWrite: 0.15, batchInput: 0.075, batchOutput: 0 },
      contextTokens: 2_048,
      maxOutputTokens: 1,
      asOf: '2026-10-07',
      source: GEMINI,
    },
  ],
};
