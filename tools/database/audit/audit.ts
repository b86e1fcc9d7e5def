import type { Catalogue } from '../catalogue/catalogue';
import type { Finding, Rule } from './finding';
import type { FleetManifest } from './fleet-manifest';
import { bookkeeping } from './rules/bookkeeping';
import { newObjects } from './rules/default-grants';
import { grants } from './rules/grants';
import { interruptedRestore } from './rules/interrupted-restore';
import { inWorkingOrder } from './rules/in-working-order';
import { inheritance } from './rules/inheritance';
import { inventory } from './rules/inventory';
import { keys } from './rules/keys';
import { listeners } from './rules/listeners';
import { members } from './rules/members';
import { outsideRights } from './rules/outside-rights';
import { roles } from './rules/roles';
import { rowLevelSecurity } from './rules/row-level-security';
import { settings } from './rules/settings';
import { waysAround } from './rules/ways-around';

const RULES: readonly Rule[] = [
  interruptedRestore,
  inventory,
  rowLevelSecurity,
  keys,
  waysAround,
  inheritance,
  grants,
  newObjects,
  outsideRights,
  roles,
  members,
  settings,
  listeners,
  inWorkingOrder,
  bookkeeping,
];

/** Everything in the catalogue that is not as the manifest and the rules want it. Pure: what there is was read before. */
export const audit = (catalogue: Catalogue, manifest: FleetManifest): Finding[] =>
  RULES.flatMap((rule) => rule(catalogue, manifest));
