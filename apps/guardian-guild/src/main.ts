import { bootstrapService } from '@raptor/platform';
import { guardianConfig } from './guardian.config';
import { GuardianModule } from './guardian.module';

void bootstrapService(GuardianModule, guardianConfig);
