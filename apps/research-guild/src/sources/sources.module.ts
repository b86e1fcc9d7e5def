import { Module } from '@nestjs/common';
import { SourceDocumentsRepository } from './source-documents.repository';

@Module({ providers: [SourceDocumentsRepository], exports: [SourceDocumentsRepository] })
export class SourcesModule {}
