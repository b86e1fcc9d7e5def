import { WAYS_OUT } from '../../former-schemas';
import type { Rule } from '../finding';

/** Nothing is left aside by a restore that was killed. */
export const interruptedRestore: Rule = ({ formerSchemas }) =>
  formerSchemas.map((schema) => ({
    rule: 'interrupted-restore',
    where: schema,
    what: 'A restore was interrupted and has left the former rows here.',
    why: 'What is under the usual names is unfinished: services would work on empty tables.',
    remedy: `With the services stopped: ${WAYS_OUT}.`,
  }));
