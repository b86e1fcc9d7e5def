import { Module } from '@nestjs/common';
import { VisualDesignsRepository } from './visual-designs.repository';

@Module({ providers: [VisualDesignsRepository], exports: [VisualDesignsRepository] })
export class VisualDesignsModule {}
