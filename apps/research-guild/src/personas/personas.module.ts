import { Module } from '@nestjs/common';
import { PersonasRepository } from './personas.repository';

@Module({ providers: [PersonasRepository], exports: [PersonasRepository] })
export class PersonasModule {}
