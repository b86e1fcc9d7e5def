import type { ServiceKey } from '@raptor/contracts';
import { everyCouncilRow } from './council';
import { everyGatewayRow } from './gateway';
import { everyGuardianRow } from './guardian';
import { everyMatrixRow } from './matrix';
import { everyMuseRow } from './muse';
import { everyResearchRow } from './research';

/** By service, one row of every table for a workspace, in an order in which they can be written. */
export const EVERY_ROW: Readonly<Record<ServiceKey, (workspaceId: string) => object[]>> = {
  gateway: everyGatewayRow,
  council: everyCouncilRow,
  research: everyResearchRow,
  muse: everyMuseRow,
  matrix: everyMatrixRow,
  guardian: everyGuardianRow,
};
