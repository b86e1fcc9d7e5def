import { AGENT_ENTITIES, AGENT_TABLES, WORKSPACE_LIFE_TABLES } from '@raptor/agent-kit';
import type { ServiceDatabase } from '@raptor/persistence';
import { BUS_TABLES } from '@raptor/raptor-bus';
import { ClaimEvidenceEntity } from './claims/claim-evidence.entity';
import { ComplianceCheckEntity } from './compliance/compliance-check.entity';
import { CreateBusTables1795420000000 } from './migrations/1795420000000-create-bus-tables';
import { CreatePolicyPacks1795435000000 } from './migrations/1795435000000-create-policy-packs';
import { CreateComplianceChecks1795435001000 } from './migrations/1795435001000-create-compliance-checks';
import { CreateClaimEvidence1795435002000 } from './migrations/1795435002000-create-claim-evidence';
import { CreatePolicyWaivers1795435003000 } from './migrations/1795435003000-create-policy-waivers';
import { CreateWorkspaceLives1795435600000 } from './migrations/1795435600000-create-workspace-lives';
import { CreateAgentTables1795436000000 } from './migrations/1795436000000-create-agent-tables';
import { BringInPolicyPacks1795437000000 } from './migrations/1795437000000-bring-in-policy-packs';
import { BringInMorePolicyPacks1795445000000 } from './migrations/1795445000000-bring-in-more-policy-packs';
import { PolicyPackEntity } from './policy-packs/policy-pack.entity';
import { PolicyWaiverEntity } from './waivers/policy-waiver.entity';

export const guardianDatabase: ServiceDatabase = {
  service: 'guardian',
  tables: {
    policy_packs: 'global',
    compliance_checks: 'tenant',
    claim_evidence: 'tenant',
    policy_waivers: 'tenant',
    ...AGENT_TABLES,
    ...BUS_TABLES,
    ...WORKSPACE_LIFE_TABLES,
  },
  entities: [PolicyPackEntity, ComplianceCheckEntity, ClaimEvidenceEntity, PolicyWaiverEntity, ...AGENT_ENTITIES],
  migrations: [
    CreateBusTables1795420000000,
    CreatePolicyPacks1795435000000,
    CreateComplianceChecks1795435001000,
    CreateClaimEvidence1795435002000,
    CreatePolicyWaivers1795435003000,
    CreateWorkspaceLives1795435600000,
    CreateAgentTables1795436000000,
    BringInPolicyPacks1795437000000,
    BringInMorePolicyPacks1795445000000,
  ],
};
