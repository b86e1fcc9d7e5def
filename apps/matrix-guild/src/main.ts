import { bootstrapService } from '@raptor/platform';
import { matrixConfig } from './matrix.config';
import { MatrixModule } from './matrix.module';

void bootstrapService(MatrixModule, matrixConfig);
