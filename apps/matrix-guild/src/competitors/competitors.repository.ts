import { Injectable } from '@nestjs/common';
import { TenantRepository, type Transaction } from '@raptor/persistence';
import { CompetitorEntity } from './competitor.entity';

@Injectable()
export class CompetitorsRepository extends TenantRepository<CompetitorEntity> {
  constructor() {
    super(CompetitorEntity, { name: 'name' });
  }

  findByDomain(tx: Transaction, domain: string): Promise<CompetitorEntity | null> {
    return tx.findOneBy(CompetitorEntity, this.where(tx, { domain: domain.toLowerCase() }));
  }
}
