import { parseArgs } from 'node:util';
import { SERVICE_KEYS, type AgentHome } from '@raptor/contracts';

const COMMANDS = ['status', 'rebuild'] as const;
const HOMES = SERVICE_KEYS.filter((key): key is AgentHome => key !== 'gateway');
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

export const USAGE = `npm run memories -- <command> [--guild <guild>] [--workspace <id>]

  command      status     how many memories there are, and how many wait to be indexed
               rebuild    empties the index and fills it again from PostgreSQL; the services do it, this waits for them
  --guild      ${HOMES.join(', ')}; default: all
  --workspace  only this one; default: every workspace that the guild knows
  --no-wait    says what is to be rebuilt and leaves

The fleet is the one that \`npm start\` is running. For another set DATABASE_URL (of the guild's role), BUS_KEYS and --guild.
`;

export interface Wish {
  readonly command: (typeof COMMANDS)[number];
  readonly homes: readonly AgentHome[];
  readonly workspaceId?: string;
  readonly wait: boolean;
}

const options = {
  guild: { type: 'string' },
  workspace: { type: 'string' },
  'no-wait': { type: 'boolean', default: false },
} as const;

/** What the command line asks for; a sentence when it does not make sense. */
export function readWish(args: string[]): Wish | string {
  try {
    const { values, positionals } = parseArgs({ args, options, allowPositionals: true });
    const command = COMMANDS.find((known) => known === positionals[0]);
    if (!command || positionals.length > 1) return 'Say what to do: status or rebuild';
    const { guild, workspace } = values;
    const homes = guild === undefined ? HOMES : HOMES.filter((home) => home === guild);
    if (homes.length === 0) return `There is no guild ${guild}: it is one of ${HOMES.join(', ')}`;
    if (workspace !== undefined && !UUID.test(workspace)) return '--workspace is the id of a workspace';
    const workspaceId = workspace?.toLowerCase();
    return { command, homes, ...(workspaceId && { workspaceId }), wait: !values['no-wait'] };
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
