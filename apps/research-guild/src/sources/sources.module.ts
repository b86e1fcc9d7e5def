import { Module } from '@nestjs/common';
import { Library } from './library';
import { SourceDocumentsRepository } from './source-documents.repository';

@Module({ providers: [SourceDocumentsRepository, Library], exports: [SourceDocumentsRepository] })
export class SourcesModule {}
