import { Injectable } from '@nestjs/common';
import { TenantRepository } from '@raptor/persistence';
import { OnboardingSessionEntity } from './onboarding-session.entity';

@Injectable()
export class OnboardingSessionsRepository extends TenantRepository<OnboardingSessionEntity> {
  constructor() {
    super(OnboardingSessionEntity);
  }
}
