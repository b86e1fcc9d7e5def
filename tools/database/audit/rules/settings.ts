import { OWNER_ROLE } from '../../identifiers';
import type { Setting } from '../../catalogue/surroundings';
import type { Rule } from '../finding';

/** Limits, logs and the planner: they change how long and how fast, never which rows. */
const HARMLESS =
  /^(\w+_timeout|log_\w+|(auto_explain|pg_stat_statements|pgaudit)\.\w+|application_name|timezone|work_mem|maintenance_work_mem|temp_file_limit|effective_\w+|random_page_cost|jit|tcp_\w+|client_connection_check_interval|app\.settings\.\w+)$/i;

/** Sessions of the product begin with nothing that picks rows, tables or rights for them. */
export const settings: Rule = (catalogue) =>
  catalogue.settings
    .filter(({ name }) => !HARMLESS.test(name))
    .map((setting) => ({
      rule: 'session-setting',
      where: whereOf(setting),
      what: `Every session of ${whereOf(setting)} begins with a value of its own for ${setting.name}.`,
      why: 'A transaction that sets nothing works with it: in a workspace nobody chose, on other tables, or without keys and policies.',
      remedy: remedyFor(setting),
    }));

const whereOf = ({ role, isOfThisDatabase }: Setting): string =>
  role ?? (isOfThisDatabase ? 'this database' : 'all roles');

function remedyFor({ role, isOfThisDatabase, name }: Setting): string {
  if (isOfThisDatabase && role === null) return `ALTER DATABASE ... RESET ${name}; for this database.`;
  return `ALTER ROLE ${role ?? 'ALL'}${isOfThisDatabase ? ' IN DATABASE ...' : ''} RESET ${name};${role === OWNER_ROLE ? ' Migrations set what they need themselves.' : ''}`;
}
