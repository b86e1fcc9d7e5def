import { readFileSync } from 'node:fs';
import { ConfigurationError } from '@raptor/platform';
import { z } from 'zod';
import { BUILT_IN_CATALOGUE } from './built-in-catalogue';
import { MODEL_PROVIDERS } from './model';

const tokens = z.number().int().positive();
const price = z.number().nonnegative().max(10_000);

const modelRow = z.strictObject({
  /** As the vendor calls it. */
  id: z.string().regex(/^[\w.:@/-]{1,120}$/),
  provider: z.enum(MODEL_PROVIDERS),
  /** USD per 1M tokens, which is micro-USD per token. Thinking is output. */
  usdPerMillion: z.strictObject({
    input: price,
    output: price,
    /** Input read from the vendor's cache. */
    cached: price,
    /** Input written to the vendor's cache. */
    cacheWrite: price,
    batchInput: price,
    batchOutput: price,
  }),
  /** Longest input for which these prices hold; longer prompts are not sent to it. */
  contextTokens: tokens,
  maxOutputTokens: tokens,
  /** How hard it thinks, for models that can be told. */
  effort: z.enum(['low', 'medium', 'high']).optional(),
  /** Day on which the prices were read, and where. */
  asOf: z.iso.date(),
  source: z.url(),
});

/** First choice, then who stands in for it; of another vendor, or the two fail together. */
const choices = z.array(z.string()).min(1).max(4);

const catalogueSchema = z
  .strictObject({
    tiers: z.strictObject({ flash: choices, balanced: choices, deep: choices }),
    /** What turns text into vectors. */
    embedding: z.string(),
    models: z.array(modelRow).min(1),
  })
  .superRefine(({ tiers, embedding, models }, context) => {
    const ids = models.map(({ id }) => id);
    const complain = (path: (string | number)[], message: string) =>
      context.addIssue({ code: 'custom', path, message });
    for (const [index, id] of ids.entries())
      if (ids.indexOf(id) !== index) complain(['models', index, 'id'], `${id} is listed twice`);
    for (const [tier, chosen] of Object.entries(tiers))
      for (const [index, id] of chosen.entries())
        if (!ids.includes(id)) complain(['tiers', tier, index], `${id} is not under \`models\``);
    if (!ids.includes(embedding)) complain(['embedding'], `${embedding} is not under \`models\``);
  });

export type ModelRow = z.output<typeof modelRow>;
export type ModelCatalogue = z.output<typeof catalogueSchema>;
export type PaidTier = keyof ModelCatalogue['tiers'];

/**
 * Checks a catalogue.
 * @throws ConfigurationError with every problem; `where` is the variable that brought it.
 */
export function readCatalogue(value: unknown, where = 'MODEL_CATALOGUE_FILE'): ModelCatalogue {
  const { data, error } = catalogueSchema.safeParse(value);
  if (data) return data;
  throw new ConfigurationError(error.issues.map(({ path, message }) => `${where} at ${path.join('.')}: ${message}`));
}

/** The catalogue that ops put in `file`, else the one built in. Read once, at start. */
export function loadCatalogue(file: string | undefined): ModelCatalogue {
  if (file === undefined) return readCatalogue(BUILT_IN_CATALOGUE, 'the built-in catalogue of models');
  let value: unknown;
  try {
    value = JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new ConfigurationError([`MODEL_CATALOGUE_FILE names ${file}, which is no readable JSON: ${reason}`]);
  }
  return readCatalogue(value);
}

/** @throws Error for an id that is not in the catalogue, which its check rules out. */
export function rowOf(catalogue: ModelCatalogue, id: string): ModelRow {
  const row = catalogue.models.find((model) => model.id === id);
  if (!row) throw new Error(`No model ${id} in the catalogue`);
  return row;
}
