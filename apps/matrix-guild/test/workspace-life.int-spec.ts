import { describeWorkspaceLife } from '@raptor/testing';
import { everyMatrixRow } from '@raptor/testing/builders';
import { matrixDatabase } from '../src/database';
import { matrixConfig } from '../src/matrix.config';
import { MatrixModule } from '../src/matrix.module';

describeWorkspaceLife(MatrixModule, matrixConfig, matrixDatabase, { everyRow: everyMatrixRow, seeds: {} });
