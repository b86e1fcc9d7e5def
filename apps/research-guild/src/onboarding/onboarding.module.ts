import { Module } from '@nestjs/common';
import { OnboardingSessionsRepository } from './onboarding-sessions.repository';
import { OnboardingStepsRepository } from './onboarding-steps.repository';

@Module({
  providers: [OnboardingSessionsRepository, OnboardingStepsRepository],
  exports: [OnboardingSessionsRepository, OnboardingStepsRepository],
})
export class OnboardingModule {}
