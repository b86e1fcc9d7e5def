import { describeService } from '@raptor/testing';
import { guardianConfig } from '../src/guardian.config';
import { GuardianModule } from '../src/guardian.module';

describeService(GuardianModule, guardianConfig);
