import type { ServiceKey } from '@raptor/contracts';
import type { ServiceDatabase } from '@raptor/persistence';
import { councilDatabase } from '../../apps/council/src/database';
import { gatewayDatabase } from '../../apps/gateway/src/database';
import { guardianDatabase } from '../../apps/guardian-guild/src/database';
import { matrixDatabase } from '../../apps/matrix-guild/src/database';
import { museDatabase } from '../../apps/muse-guild/src/database';
import { researchDatabase } from '../../apps/research-guild/src/database';

/** What each service keeps in Postgres, for tools that look at all of them. */
export const SERVICE_DATABASES: Readonly<Record<ServiceKey, ServiceDatabase>> = {
  gateway: gatewayDatabase,
  council: councilDatabase,
  research: researchDatabase,
  muse: museDatabase,
  matrix: matrixDatabase,
  guardian: guardianDatabase,
};
