import type { Catalogue } from '../catalogue/catalogue';
import type { FleetManifest } from './fleet-manifest';

/** Something in the catalogue that is not as it has to be, in words for whoever mends it. */
export interface Finding {
  /** A name for the kind of finding, such as `not-forced`. */
  readonly rule: string;
  /** The table, role, schema or function. */
  readonly where: string;
  readonly what: string;
  readonly why: string;
  readonly remedy: string;
}

/** A rule looks at plain facts and says what it finds. */
export type Rule = (catalogue: Catalogue, manifest: FleetManifest) => Finding[];
