import { Injectable } from '@nestjs/common';
import { TenantRepository } from '@raptor/persistence';
import { AlertResponseEntity } from './alert-response.entity';

@Injectable()
export class AlertResponsesRepository extends TenantRepository<AlertResponseEntity> {
  constructor() {
    super(AlertResponseEntity);
  }
}
