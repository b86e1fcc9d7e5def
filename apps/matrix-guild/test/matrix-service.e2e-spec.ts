import { describeService } from '@raptor/testing';
import { matrixConfig } from '../src/matrix.config';
import { MatrixModule } from '../src/matrix.module';

describeService(MatrixModule, matrixConfig);
