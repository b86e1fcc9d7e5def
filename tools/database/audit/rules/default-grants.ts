import type { DefaultGrant } from '../../catalogue/catalogue';
import type { Finding, Rule } from '../finding';
import type { ServiceManifest } from '../fleet-manifest';
import { ROWS, SEQUENCE } from './grants';

const FOR_A_SERVICE: Readonly<Record<string, readonly string[]>> = { tables: ROWS, sequences: SEQUENCE };

/** PostgreSQL lets everybody call new functions and use new types unless told otherwise; an entry repeats that. */
const BUILT_IN = ['functions EXECUTE', 'types USAGE'];

/** What is made later is open to the role of its schema, and to nobody else. */
export const newObjects: Rule = ({ defaultGrants }, { services }) =>
  defaultGrants
    .filter(({ schema }) => !schema?.endsWith('_before_restore'))
    .filter((grant) => !isWanted(grant, services))
    .map((grant) => openedLater(grant, services));

function isWanted(
  { schema, on, to, privilege, canPassOn }: DefaultGrant,
  services: readonly ServiceManifest[],
): boolean {
  if (canPassOn) return false;
  if (schema === null) return to === 'PUBLIC' && BUILT_IN.includes(`${on} ${privilege}`);
  const service = services.find((each) => each.schema === schema);
  return to === service?.role && FOR_A_SERVICE[on]?.includes(privilege) === true;
}

function openedLater({ schema, on, of, to, privilege }: DefaultGrant, services: readonly ServiceManifest[]): Finding {
  const isOwnRole = services.some((each) => each.schema === schema && each.role === to);
  return {
    rule: 'default-grant',
    where: schema ?? of,
    what: `What ${of} makes ${schema === null ? 'in any schema' : 'there'} gives ${to} the right ${privilege} on ${on}.`,
    why: `The next migration would open a table to ${isOwnRole ? 'more than its rows' : 'others than its service'}.`,
    remedy: `ALTER DEFAULT PRIVILEGES FOR ROLE ${of}${schema === null ? '' : ` IN SCHEMA ${schema}`} REVOKE ${privilege} ON ${on} FROM ${to};`,
  };
}
