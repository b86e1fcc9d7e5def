import { AGENT_VARIABLES, agentConfig } from '../../agents.config';
import type { Budget } from '../../budget/budget';
import { z } from 'zod';
import { configuredEmbedder } from './configured-embedder';
import { embedderId } from './embedder';
import { GeminiEmbedder } from './gemini-embedder';

const budget = {} as Budget;
const configured = (environment: Record<string, string>) => {
  const { memories, models } = agentConfig(z.object(AGENT_VARIABLES).parse(environment));
  return configuredEmbedder(memories, models, budget);
};

describe('the embedder of a service', () => {
  it('needs no model where nothing is configured', () => {
    expect(embedderId(configured({}))).toBe('local1-512');
  });

  it('is Gemini’s where that is configured, under its own name', () => {
    const environment = { MEMORY_EMBEDDER: 'gemini', GEMINI_API_KEY: 'k' };
    expect(embedderId(configured(environment))).toBe('gemini-embedding-001-768');
  });

  it('is refused without a key, with what to do', () => {
    expect(() => configured({ MEMORY_EMBEDDER: 'gemini' })).toThrow('GEMINI_API_KEY');
  });
});

describe('vectors of Gemini', () => {
  const answering = (vectors: readonly (readonly number[])[]) =>
    new GeminiEmbedder({ model: 'models/some_model', dimensions: 2, embed: () => Promise.resolve(vectors) });

  it('have the length 1, and a name that collections can have', async () => {
    const embedder = answering([[3, 4]]);
    expect(embedderId(embedder)).toBe('some-model-2');
    expect(await embedder.embed(['a'])).toEqual([[0.6, 0.8]]);
  });

  it.each([
    ['too few', []],
    ['too short', [[1]]],
    ['no numbers', [[Number.NaN, 1]]],
    ['nothing', [[0, 0]]],
  ])('are refused when they are %s', async (_what, vectors) => {
    await expect(answering(vectors).embed(['a'])).rejects.toMatchObject({ code: 'MODEL_MALFORMED' });
  });
});
