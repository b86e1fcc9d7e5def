import { parseArgs } from 'node:util';
import { createPaidModels, modelConfig, modelVariables, replaySample, type AgentDescription } from '@raptor/agent-kit';
import { createLogger, loadConfig } from '@raptor/platform';
import { Registry } from 'prom-client';
import { z } from 'zod';
import type { CommandLine } from '../database/command-line';
import { textTable } from '../database/text-table';
import { describedAgents } from './all-agents';
import { EvalPurse } from './eval-purse';

export const USAGE = `npm run evals -- [<code>...] [--limit-usd 1]

Has real models answer the samples of agents, and judges the answers as a run would. Needs ANTHROPIC_API_KEY or GEMINI_API_KEY; without
either there is nothing to do. Needs no running fleet.

  <code>              only these agents
  --limit-usd <n>     what all of it may cost; default 1
`;

const NO_KEY = 'No key of a model is set (ANTHROPIC_API_KEY, GEMINI_API_KEY): no sample is replayed.\n';
const ANSWER_WITHIN_MS = 120_000;

/** `npm run evals`. */
export async function evalsCommand({ words, environment, say, complain }: CommandLine): Promise<number> {
  const wish = wishIn(words);
  if (typeof wish === 'string') {
    complain(`${wish}\n\n${USAGE}`);
    return 2;
  }
  const [values] = loadConfig([z.object(modelVariables)], environment);
  const config = modelConfig(values);
  if (!config.anthropic && !config.gemini) {
    say(NO_KEY);
    return 0;
  }
  const purse = new EvalPurse(wish.limitMicroUsd);
  const models = createPaidModels({
    config,
    budget: purse,
    keyPrefix: 'evals',
    logger: createLogger({ service: 'council', replica: 'evals', version: 'evals', log: { level: 'error' } }),
    registry: new Registry(),
  });
  try {
    const rows: string[][] = [];
    for (const agent of wish.agents)
      for (const sample of agent.samples) {
        const replayed = await replaySample(agent, sample, models, ANSWER_WITHIN_MS);
        rows.push([agent.code, sample.name, replayed.outcome, replayed.model ?? '', replayed.detail ?? '']);
      }
    const bad = rows.filter(([, , outcome]) => outcome !== 'as expected');
    say(`${textTable([['agent', 'sample', 'outcome', 'model', 'why'], ...rows])}\n`);
    say(
      `${rows.length - bad.length} of ${rows.length} as expected, ${(purse.spentMicroUsd / 1_000_000).toFixed(4)} USD.\n`,
    );
    return bad.length > 0 ? 1 : 0;
  } finally {
    await models.close();
  }
}

function wishIn(words: readonly string[]): { agents: AgentDescription[]; limitMicroUsd: number } | string {
  try {
    const { values, positionals } = parseArgs({
      args: [...words],
      allowPositionals: true,
      options: { 'limit-usd': { type: 'string', default: '1' } },
    });
    const usd = Number(values['limit-usd']);
    if (!(usd > 0 && usd <= 100)) return '--limit-usd is above 0 and at most 100';
    const asking = describedAgents().filter(({ tier }) => tier !== 'none');
    const codes = positionals.map((code) => code.toUpperCase());
    const unknown = codes.find((code) => !asking.some((agent) => agent.code === code));
    if (unknown) return `${unknown} is no agent that asks a model: \`npm run agents\` lists them`;
    const agents = codes.length > 0 ? asking.filter(({ code }) => codes.includes(code)) : asking;
    return { agents, limitMicroUsd: Math.round(usd * 1_000_000) };
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
