import { parseArgs } from 'node:util';
import { SERVICE_KEYS } from '@raptor/contracts';
import { DEAD_LETTER_REASONS, type DeadLetterReason, type LetterFilter, type LetterState } from '@raptor/raptor-bus';

const COMMANDS = ['counts', 'list', 'show', 'redrive', 'edit', 'discard'] as const;
const STATES: readonly LetterState[] = ['open', 'queued', 'redriven', 'discarded'];

export const USAGE = `npm run dead-letters -- <service> <command>

  service   ${SERVICE_KEYS.join(', ')}
  command   counts                        how many are open, by reason
            list                          newest first; --state open, --limit 20
            show <id>                     one with its contents and history
            redrive <id...>               have them handled once more
            edit <id> <payload.json>      the same, with another payload
            discard <id...> --because "why nobody is to handle them"

  Instead of ids, redrive and discard take a filter, and so does list:
            --reason ${DEAD_LETTER_REASONS.join(' | ')}
            --name <message>  --channel <channel>  --workspace <id>  --since <time>  --until <time>

The database is DATABASE_URL, the sealing keys BUS_KEYS; else those of the fleet that \`npm start\` is running.
`;

export interface Wish {
  readonly service: string;
  readonly command: (typeof COMMANDS)[number];
  readonly ids: readonly string[];
  readonly filter: LetterFilter & { readonly state?: LetterState };
  readonly limit: number;
  readonly because: string;
  /** Path of the new payload. */
  readonly file: string;
}

const text = { type: 'string' } as const;
const options = {
  state: text,
  reason: text,
  name: text,
  channel: text,
  workspace: text,
  since: text,
  until: text,
  limit: { type: 'string', default: '20' },
  because: text,
} as const;

/** What the command line asks for; a sentence when it does not make sense. */
export function readWish(args: string[]): Wish | string {
  const parsed = parse(args);
  if (typeof parsed === 'string') return parsed;
  const { values, positionals } = parsed;
  const [service, name, ...rest] = positionals;
  const command = COMMANDS.find((known) => known === name);
  if (!service || !command) return 'Say which service, and what to do';
  const ids = command === 'edit' ? rest.slice(0, 1) : rest;
  const problem = problemOf(values) ?? missing(command, rest, values);
  if (problem) return problem;
  return {
    service,
    command,
    ids,
    filter: filterOf(values),
    limit: Number(values.limit),
    because: values.because ?? '',
    file: rest[1] ?? '',
  };
}

type Values = Readonly<Partial<Record<keyof typeof options, string>>>;

function parse(args: string[]): { values: Values; positionals: string[] } | string {
  try {
    return parseArgs({ args, options, allowPositionals: true });
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

function problemOf({ state, reason, since, until, limit }: Values): string | undefined {
  if (state && !STATES.includes(state as LetterState)) return `--state is one of ${STATES.join(', ')}`;
  if (reason && !DEAD_LETTER_REASONS.includes(reason as DeadLetterReason))
    return `--reason is one of ${DEAD_LETTER_REASONS.join(', ')}`;
  if ([since, until].some((time) => time && Number.isNaN(Date.parse(time))))
    return '--since and --until are ISO 8601 times';
  if (!(Number(limit) >= 1 && Number(limit) <= 1_000)) return '--limit is 1 to 1000';
  return undefined;
}

function missing(command: Wish['command'], rest: readonly string[], values: Values): string | undefined {
  const filtered = Object.keys(filterOf(values)).length > 0;
  if (command === 'show' && rest.length !== 1) return 'show takes the id of one letter';
  if (command === 'edit' && rest.length !== 2) return 'edit takes the id of one letter and a file with its new payload';
  if (command === 'discard' && !values.because) return 'Say --because: it is kept with the letter';
  if ((command === 'redrive' || command === 'discard') && rest.length > 0 === filtered)
    return `${command} takes ids or a filter`;
  return undefined;
}

function filterOf({ state, reason, name, channel, workspace, since, until }: Values): Wish['filter'] {
  return {
    ...(state && { state: state as LetterState }),
    ...(reason && { reason: reason as DeadLetterReason }),
    ...(name && { name }),
    ...(channel && { channel }),
    ...(workspace && { workspaceId: workspace }),
    ...(since && { since: new Date(since) }),
    ...(until && { until: new Date(until) }),
  };
}
