import type { Catalogue } from '../catalogue/catalogue';
import type { Finding, Rule } from './finding';
import type { FleetManifest } from './fleet-manifest';
import { bookkeeping } from './rules/bookkeeping';
import { grants } from './rules/grants';
import { inventory } from './rules/inventory';
import { keys } from './rules/keys';
import { roles } from './rules/roles';
import { rowLevelSecurity } from './rules/row-level-security';
import { waysAround } from './rules/ways-around';

const RULES: readonly Rule[] = [inventory, rowLevelSecurity, keys, waysAround, grants, roles, bookkeeping];

/** Everything in the catalogue that is not as the manifest and the rules want it. Pure: what there is was read before. */
export const audit = (catalogue: Catalogue, manifest: FleetManifest): Finding[] =>
  RULES.flatMap((rule) => rule(catalogue, manifest));
