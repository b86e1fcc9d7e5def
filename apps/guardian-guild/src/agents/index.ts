import type { AgentDescription } from '@raptor/agent-kit';
import { googleAdsPolicyEnforcer } from './grd-001.google-ads-policy-enforcer.agent';
import { advertisingLawAndClaimsChecker } from './grd-009.advertising-law-and-claims-checker.agent';

/** The guild's roll, in code order. */
export const guardianAgents: readonly AgentDescription[] = [googleAdsPolicyEnforcer, advertisingLawAndClaimsChecker];
