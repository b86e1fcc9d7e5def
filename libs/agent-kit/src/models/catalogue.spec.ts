import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ConfigurationError } from '@raptor/platform';
import { z } from 'zod';
import { BUILT_IN_CATALOGUE } from './built-in-catalogue';
import { candidatesFor } from './candidates';
import { loadCatalogue, rowOf } from './catalogue';
import type { ModelProvider } from './model';
import { modelConfig, modelVariables } from './models.config';

const folder = mkdtempSync(join(tmpdir(), 'catalogue-'));
afterAll(() => rmSync(folder, { recursive: true }));

const fileOf = (content: unknown): string => {
  const file = join(folder, 'catalogue.json');
  writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content));
  return file;
};
const problemsOf = (load: () => unknown): string => {
  try {
    load();
  } catch (error) {
    expect(error).toBeInstanceOf(ConfigurationError);
    return (error as ConfigurationError).problems.join('\n');
  }
  return '';
};

describe('the catalogue of models', () => {
  it('has a first choice and another vendor to stand in for it, in each tier', () => {
    const catalogue = loadCatalogue(undefined);
    for (const chosen of Object.values(catalogue.tiers)) {
      const providers = chosen.map((id) => rowOf(catalogue, id).provider);
      expect(new Set(providers).size).toBe(2);
    }
  });

  it('says of each price when and where it was read', () => {
    for (const { asOf, source } of loadCatalogue(undefined).models) {
      expect(asOf).toMatch(/^20\d\d-\d\d-\d\d$/);
      expect(source).toMatch(/^https:/);
    }
  });

  it('is replaced by a file of ops', () => {
    const [first] = BUILT_IN_CATALOGUE.models;
    const models = [{ ...first, id: 'own-model', usdPerMillion: { ...first?.usdPerMillion, input: 0 } }];
    const tiers = { flash: ['own-model'], balanced: ['own-model'], deep: ['own-model'] };
    const file = fileOf({ tiers, embedding: 'own-model', models });
    const { catalogue } = modelConfig(z.object(modelVariables).parse({ MODEL_CATALOGUE_FILE: file }));
    expect(catalogue.tiers.deep).toEqual(['own-model']);
  });

  it('names every problem of such a file, and stops the start', () => {
    expect(problemsOf(() => loadCatalogue(join(folder, 'missing.json')))).toMatch(
      /MODEL_CATALOGUE_FILE.*no readable JSON/,
    );
    expect(problemsOf(() => loadCatalogue(fileOf('{')))).toMatch(/MODEL_CATALOGUE_FILE.*no readable JSON/);
    const [first] = BUILT_IN_CATALOGUE.models;
    const bad = { ...BUILT_IN_CATALOGUE, models: [first, first, { ...first, id: 'x', usdPerMillion: { input: -1 } }] };
    const problems = problemsOf(() => loadCatalogue(fileOf(bad)));
    expect(problems).toContain('MODEL_CATALOGUE_FILE at models.2.usdPerMillion.input');
    const unlisted = problemsOf(() =>
      loadCatalogue(fileOf({ ...BUILT_IN_CATALOGUE, embedding: 'nobody', models: [first, first] })),
    );
    expect(unlisted).toContain('at embedding: nobody is not under `models`');
    expect(unlisted).toContain('is listed twice');
  });
});

describe('who is asked for a tier', () => {
  const catalogue = loadCatalogue(undefined);
  const idsFor = (tier: 'flash' | 'balanced' | 'deep', ...providers: ModelProvider[]): string[] =>
    candidatesFor(tier, catalogue, new Set(providers)).map(({ row }) => row.id);

  it('goes down from the tier, never up', () => {
    expect(idsFor('deep', 'anthropic', 'gemini')).toEqual([
      ...catalogue.tiers.deep,
      ...catalogue.tiers.balanced,
      ...catalogue.tiers.flash,
    ]);
    expect(idsFor('flash', 'anthropic', 'gemini')).toEqual(catalogue.tiers.flash);
  });

  it('leaves out vendors without a key', () => {
    expect(idsFor('balanced', 'gemini')).toEqual(['gemini-3.6-flash', 'gemini-3.5-flash-lite']);
    expect(idsFor('deep')).toEqual([]);
  });
});
