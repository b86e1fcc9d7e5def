import { Module } from '@nestjs/common';
import { ApiKeysRepository } from './api-keys.repository';

@Module({ providers: [ApiKeysRepository], exports: [ApiKeysRepository] })
export class ApiKeysModule {}
