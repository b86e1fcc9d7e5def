import { Module } from '@nestjs/common';
import { DesignKeeper } from './design-keeper.service';
import { VisualDesignsRepository } from './visual-designs.repository';

@Module({ providers: [VisualDesignsRepository, DesignKeeper], exports: [VisualDesignsRepository, DesignKeeper] })
export class VisualDesignsModule {}
