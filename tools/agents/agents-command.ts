import { parseArgs } from 'node:util';
import { specificationOf } from '@raptor/agent-kit';
import { ROSTER, isAgentCode } from '@raptor/contracts';
import type { CommandLine } from '../database/command-line';
import { textTable } from '../database/text-table';
import { describedAgents } from './all-agents';
import { rollOf, rollTable } from './roll';

export const USAGE = `npm run agents -- [--json] [--schema <code>]

Lists the 87 agents: which are available, and what they are for. Needs no running fleet.

  --json            the same as JSON
  --schema <code>   JSON Schema of what an agent takes and gives
`;

/** `npm run agents`. */
export function agentsCommand({ words, say, complain }: CommandLine): Promise<number> {
  const wish = wishIn(words);
  if (typeof wish === 'string') {
    complain(`${wish}\n\n${USAGE}`);
    return Promise.resolve(2);
  }
  const described = describedAgents();
  if (wish.schema !== undefined) {
    const agent = described.find(({ code }) => code === wish.schema);
    if (agent) say(`${JSON.stringify(specificationOf(agent), null, 2)}\n`);
    else complain(`${whyNot(wish.schema)}\n`);
    return Promise.resolve(agent ? 0 : 1);
  }
  const entries = rollOf(described);
  const available = entries.filter(({ state }) => state === 'available').length;
  if (wish.json) say(`${JSON.stringify(entries, null, 2)}\n`);
  else say(`${textTable(rollTable(entries))}\n${available} of ${entries.length} are available, the others planned.\n`);
  return Promise.resolve(0);
}

/** Why there is no description of a code. */
export const whyNot = (code: string): string =>
  isAgentCode(code)
    ? `${code} ${ROSTER[code]} is planned and has no description yet`
    : `There is no agent ${code}: \`npm run agents\` lists them`;

function wishIn(words: readonly string[]): { json: boolean; schema?: string } | string {
  try {
    const { values } = parseArgs({
      args: [...words],
      options: { json: { type: 'boolean', default: false }, schema: { type: 'string' } },
    });
    const { json, schema } = values;
    return { json, ...(schema !== undefined && { schema: schema.toUpperCase() }) };
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
