import { Injectable } from '@nestjs/common';
import { TenantRepository, type Transaction } from '@raptor/persistence';
import { IsNull, MoreThan } from 'typeorm';
import { ResearchReportEntity } from './research-report.entity';

@Injectable()
export class ResearchReportsRepository extends TenantRepository<ResearchReportEntity> {
  constructor() {
    super(ResearchReportEntity);
  }

  /** The newest report of an agent on a subject that is still valid at that moment. */
  freshest(tx: Transaction, agentCode: string, subject: string, at: Date): Promise<ResearchReportEntity | null> {
    const about = { agentCode, subject };
    return tx.findOne(ResearchReportEntity, {
      where: [
        this.where(tx, { ...about, validUntil: IsNull() }),
        this.where(tx, { ...about, validUntil: MoreThan(at) }),
      ],
      order: { createdAt: 'DESC', id: 'DESC' },
    });
  }
}
