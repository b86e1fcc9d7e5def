import { Global, Module } from '@nestjs/common';
import { Operations } from './operations';

@Global()
@Module({ providers: [Operations], exports: [Operations] })
export class OperationsModule {}
