import { Module } from '@nestjs/common';
import { MovesConsumer } from './moves.consumer';
import { MovesRepository } from './moves.repository';
import { MovesService } from './moves.service';

@Module({
  controllers: [MovesConsumer],
  providers: [MovesRepository, MovesService],
  exports: [MovesRepository],
})
export class MovesModule {}
