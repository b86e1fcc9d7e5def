import type { MessageClass } from '../raptor-message';
import { CheckContent } from './check-content.query';
import { GrantWaiver } from './grant-waiver.query';
import { ListComplianceChecks } from './list-compliance-checks.query';
import { ReadPolicyPacks } from './read-policy-packs.query';

/** Operations about rules, and what was checked against them. */
export const COMPLIANCE_MESSAGES: readonly MessageClass[] = [
  CheckContent,
  GrantWaiver,
  ListComplianceChecks,
  ReadPolicyPacks,
];
