import { describeService } from '@raptor/testing';
import { councilConfig } from '../src/council.config';
import { CouncilModule } from '../src/council.module';

describeService(CouncilModule, councilConfig);
