import { Module } from '@nestjs/common';
import { PersonasConsumer } from './personas.consumer';
import { PersonasRepository } from './personas.repository';

@Module({ controllers: [PersonasConsumer], providers: [PersonasRepository], exports: [PersonasRepository] })
export class PersonasModule {}
