import { Injectable } from '@nestjs/common';
import { TenantRepository, type Transaction } from '@raptor/persistence';
import { CompetitorEntity } from './competitor.entity';

@Injectable()
export class CompetitorsRepository extends TenantRepository<CompetitorEntity> {
  constructor() {
    super(CompetitorEntity, { name: 'name' });
  }

  /** Up to 500, by name. */
  all(tx: Transaction): Promise<CompetitorEntity[]> {
    return tx.find(CompetitorEntity, { where: this.where(tx, {}), order: { name: 'ASC', id: 'ASC' }, take: 500 });
  }

  findByDomain(tx: Transaction, domain: string): Promise<CompetitorEntity | null> {
    return tx.findOneBy(CompetitorEntity, this.where(tx, { domain: domain.toLowerCase() }));
  }
}
