import { describeService } from '@raptor/testing';
import { museConfig } from '../src/muse.config';
import { MuseModule } from '../src/muse.module';

describeService(MuseModule, museConfig);
