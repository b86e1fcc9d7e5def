import type { ModelStandIn } from '@raptor/testing';
import { Registry } from 'prom-client';
import { z } from 'zod';
import { type PaidModelsOptions, createPaidModels, modelConfig, modelVariables } from '../../../src';
import type { PaidQuestion } from '../../../src/models/model';
import { Ledger } from './ledger';

export const payer = {
  workspaceId: '0190a000-0000-7000-8000-000000000001',
  agentCode: 'MUSE-001',
  runId: '0190a000-0000-7000-8000-000000000002',
};

/** A line that was logged: its fields, then its text. */
export type Logged = [fields: Record<string, unknown>, text: string];

/** Times short enough for tests; everything else as in production. */
const QUICK = {
  MODEL_RETRY_FIRST_MS: '20',
  MODEL_RETRY_LONGEST_MS: '100',
  MODEL_IDLE_TIMEOUT_MS: '400',
  MODEL_TIMEOUT_MS: '3000',
  MODEL_BATCH_POLL_MS: '20',
};

/** A desk against a stand-in, with its books. */
export function aDesk(
  standIn: ModelStandIn,
  environment: Record<string, string> = {},
  options: Partial<PaidModelsOptions> & { budget?: Ledger } = {},
) {
  const ledger = options.budget ?? new Ledger();
  const logged: Logged[] = [];
  const log = (...line: unknown[]): void => void logged.push(line as Logged);
  const registry = new Registry();
  const values = z.object(modelVariables).parse({ ...QUICK, ...standIn.environment, ...withoutEmpty(environment) });
  const desk = createPaidModels({
    config: modelConfig({ ...values, ...emptied(environment) }),
    keyPrefix: 'test',
    logger: { warn: log, error: log },
    registry,
    ...options,
    budget: ledger,
  });
  return { desk, ledger, logged, registry };
}

const withoutEmpty = (environment: Record<string, string>) =>
  Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
/** An empty variable counts as absent. */
const emptied = (environment: Record<string, string>) =>
  Object.fromEntries(
    Object.entries(environment)
      .filter(([, value]) => value === '')
      .map(([name]) => [name, undefined]),
  );

const headline = z.strictObject({
  headlines: z
    .array(z.strictObject({ text: z.string().min(5).max(60), reason: z.string().max(200) }))
    .min(2)
    .max(4),
  tone: z.enum(['plain', 'bold']),
});

/** A question of an agent, as a runner would ask it. */
export function aQuestion(changes: Partial<PaidQuestion> = {}): PaidQuestion {
  return {
    tier: 'flash',
    system: 'You write headlines for a marketing team. Answer with JSON.',
    prompt:
      'Write headlines for Tally, an accounting tool. Tally sends invoices in one click. Freelancers are paid eleven days sooner with it. It costs 9 euros a month.',
    schema: z.toJSONSchema(headline),
    maxOutputTokens: 1_000,
    judge: (text) => {
      const { data, error } = headline.safeParse(JSON.parse(text));
      return data ? { value: data } : { problems: error.issues.map(({ message }) => message) };
    },
    payer,
    signal: new AbortController().signal,
    deadlineAt: new Date(Date.now() + 30_000),
    ...changes,
  };
}
