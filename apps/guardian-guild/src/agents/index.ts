import type { AgentDescription } from '@raptor/agent-kit';
import { googleAdsPolicyEnforcer } from './grd-001.google-ads-policy-enforcer.agent';
import { metaAdsPolicyEnforcer } from './grd-003.meta-ads-policy-enforcer.agent';
import { linkedinOrganicEnforcer } from './grd-006.linkedin-organic-enforcer.agent';
import { brandSafetyValidator } from './grd-007.brand-safety-validator.agent';
import { platformSafetyAndInclusionValidator } from './grd-008.platform-safety-and-inclusion-validator.agent';
import { advertisingLawAndClaimsChecker } from './grd-009.advertising-law-and-claims-checker.agent';

/** The guild's roll, in code order. */
export const guardianAgents: readonly AgentDescription[] = [
  googleAdsPolicyEnforcer,
  metaAdsPolicyEnforcer,
  linkedinOrganicEnforcer,
  brandSafetyValidator,
  platformSafetyAndInclusionValidator,
  advertisingLawAndClaimsChecker,
];
