import { Module } from '@nestjs/common';
import { WarBriefsConsumer } from './war-briefs.consumer';
import { WarBriefsRepository } from './war-briefs.repository';

@Module({
  controllers: [WarBriefsConsumer],
  providers: [WarBriefsRepository],
  exports: [WarBriefsRepository],
})
export class BriefsModule {}
