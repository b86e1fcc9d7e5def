import { Module } from '@nestjs/common';
import { MovesRepository } from './moves.repository';

@Module({ providers: [MovesRepository], exports: [MovesRepository] })
export class MovesModule {}
