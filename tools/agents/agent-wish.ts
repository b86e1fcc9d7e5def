import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';

export const USAGE = `npm run agent -- <code> [--input <file>] [--workspace <id>] [--steps] [--json] [--within <seconds>]

Asks one agent of the running fleet and prints its answer, where it comes from, what it rests on and what it has cost.

  --input <file>      JSON of the input; \`-\` or left out: what is piped in. \`npm run agents -- --schema <code>\` says what it takes
  --workspace <id>    default: the workspace of the demo
  --steps             also what the run did, step by step
  --json              all of it as JSON
  --within <seconds>  default 60
`;

export interface AgentWish {
  readonly code: string;
  readonly input: Readonly<Record<string, unknown>>;
  readonly workspaceId: string | undefined;
  readonly steps: boolean;
  readonly json: boolean;
  readonly withinMs: number;
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const MOST_SECONDS = 600;

/** What the command line asks for; a sentence when it does not make sense. */
export function readAgentWish(words: readonly string[], stdin: () => string): AgentWish | string {
  try {
    const { values, positionals } = parseArgs({
      args: [...words],
      allowPositionals: true,
      options: {
        input: { type: 'string' },
        workspace: { type: 'string' },
        within: { type: 'string', default: '60' },
        steps: { type: 'boolean', default: false },
        json: { type: 'boolean', default: false },
      },
    });
    const [code, ...rest] = positionals;
    const { input, workspace, within, steps, json } = values;
    const seconds = Number(within);
    if (!code || rest.length > 0) return 'Say which agent, by its code';
    if (!(seconds >= 2 && seconds <= MOST_SECONDS)) return `--within is 2 to ${MOST_SECONDS} seconds`;
    if (workspace !== undefined && !UUID.test(workspace)) return '--workspace is the id of a workspace';
    const text = input === undefined || input === '-' ? stdin() : readFileSync(input, 'utf8');
    const parsed = objectIn(text);
    if (!parsed) return 'The input is not a JSON object';
    return {
      code: code.toUpperCase(),
      input: parsed,
      workspaceId: workspace?.toLowerCase(),
      steps,
      json,
      withinMs: seconds * 1_000,
    };
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

function objectIn(text: string): Record<string, unknown> | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : undefined;
}
