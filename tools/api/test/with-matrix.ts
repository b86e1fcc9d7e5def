import type { RunningService } from '@raptor/platform';
import type { Fleet } from '../../../apps/gateway/test/support/fleet';
import { matrixConfig } from '../../../apps/matrix-guild/src/matrix.config';
import { MatrixModule } from '../../../apps/matrix-guild/src/matrix.module';

/** The matrix guild of a fleet, in this process. */
export const startMatrix = (fleet: Fleet): Promise<RunningService> => fleet.start(MatrixModule, matrixConfig);
