import { SERVICE_KEYS, type ServiceKey } from '@raptor/contracts';

const COMMANDS = ['status', 'migrate', 'revert', 'create', 'generate', 'drift'] as const;
type Command = (typeof COMMANDS)[number];

/** What all services may be asked for at once; taking back is never done by the dozen. */
const FOR_ALL: readonly Command[] = ['status', 'migrate'];
const YES = '--yes';
const NAMED: readonly Command[] = ['create', 'generate'];

export const USAGE = `npm run db -- <service> <command>

  service   ${SERVICE_KEYS.join(', ')}, or all (status and migrate)
  command   status             which migrations have run ([X]) and which have not
            migrate            run what is missing, each in its own transaction
            revert [--yes]     take the last one back, and with it the rows of the tables it made; asks before, without --yes
            create <name>      an empty migration for the service
            generate <name>    a migration from what entities and schema differ in; read it before you keep it
            drift              what entities and schema differ in

In short:   npm run db:status [service], npm run db:migrate [service], npm run db:revert <service> [-- --yes]
Also:       npm run db:audit, npm run db:docs

The database is DATABASE_OWNER_URL, else the one that \`npm start\` is running.
`;

export interface Wish {
  readonly command: Command;
  readonly services: readonly ServiceKey[];
  /** Of the migration to be made; else empty. */
  readonly name: string;
  /** Rows may be lost without asking. */
  readonly yes: boolean;
}

/** What the command line asks for, service and command in either order; a sentence when it does not make sense. */
export function readWish(given: readonly string[]): Wish | string {
  const words = given.filter((word) => word !== YES);
  const yes = words.length < given.length;
  const [first, second, name, ...more] = COMMANDS.some((known) => known === words[0])
    ? [words[1], words[0], ...words.slice(2)]
    : words;
  const command = COMMANDS.find((known) => known === second);
  if (!command) return second === undefined ? 'Say what to do' : `There is no command ${second}`;
  const target = first ?? (FOR_ALL.includes(command) ? 'all' : undefined);
  if (target === undefined) return `Say of which service: ${command} <service>`;
  const services = target === 'all' ? SERVICE_KEYS : SERVICE_KEYS.filter((key) => key === target);
  if (services.length === 0) return `There is no service ${target}`;
  if (target === 'all' && !FOR_ALL.includes(command)) return `${command} is for one service at a time`;
  if (NAMED.includes(command) && !name) return `Say the name of the migration: ${command} <name>`;
  if (more.length > 0 || (name && !NAMED.includes(command)))
    return `Nobody knows what "${[name, ...more].join(' ')}" means`;
  if (yes && command !== 'revert') return `${YES} is for revert`;
  return { command, services, name: name ?? '', yes };
}
