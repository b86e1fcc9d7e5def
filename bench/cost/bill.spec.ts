import type { MeteredCall } from '../../tools/model-stand-in';
import { billByTier, billOf, type Billed } from './bill';
import { Prices } from './prices';

const call = (model: string): MeteredCall => ({
  ...{ key: undefined, model, lane: 'inline', inputTokens: 10_000, outputTokens: 1_000 },
  ...{ cachedTokens: 0, cacheWriteTokens: 0, thinkingTokens: 0 },
});
const asked = (key: string, mode: Billed['mode'], ...calls: MeteredCall[]): Billed => ({
  ...{ key, mode, calls },
  ask: { agentCode: 'MUSE-001' },
});

describe('the bill of a month', () => {
  const prices = new Prices();
  const opus = call('claude-opus-5-5');

  it('charges tokens at list price and at the planned one, and hits nothing', () => {
    const line = billOf('LORD-001', [asked('a', 'model', opus), asked('a', 'cache'), asked('b', 'floor')], prices);
    expect(line).toMatchObject({ runs: 3, fromCache: 1, calls: 1, inputTokens: 10_000, outputTokens: 1_000 });
    expect(line.listMicroUsd).toBe(10_000 * 4 + 1_000 * 20);
    expect(line.plannedMicroUsd).toBe(10_000 * 15 + 1_000 * 75);
  });

  it('knows what hits would have cost, and what thinking would', () => {
    const line = billOf('LORD-001', [asked('a', 'model', opus), asked('a', 'cache'), asked('a', 'cache')], prices);
    expect(line.withoutCacheMicroUsd).toBe(3 * line.listMicroUsd);
    expect(line.withThinkingMicroUsd).toBe(line.listMicroUsd + 1_000 * 20);
  });

  it('puts each call on the line of its tier', () => {
    const lines = billByTier([asked('a', 'model', opus), asked('b', 'model', call('claude-sonnet-4-6'))], prices);
    expect(lines.map(({ name, calls }) => `${name} ${calls}`)).toEqual(['flash 0', 'balanced 1', 'deep 1']);
  });
});
