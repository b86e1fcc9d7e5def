import { v7 as uuidv7 } from 'uuid';
import { ClaimEvidenceEntity } from '../../../../apps/guardian-guild/src/claims/claim-evidence.entity';
import { ComplianceCheckEntity } from '../../../../apps/guardian-guild/src/compliance/compliance-check.entity';
import { PolicyPackEntity } from '../../../../apps/guardian-guild/src/policy-packs/policy-pack.entity';
import { PolicyWaiverEntity } from '../../../../apps/guardian-guild/src/waivers/policy-waiver.entity';
import { everyAgentRow } from './agent-kit';
import { builder } from './builder';
import { aContentHash, anEvidenceId } from './content-hash';

const inADay = (): Date => new Date(Date.now() + 86_400_000);

/** Of no workspace. The service's role may not write it: the owner has to. */
export const aPolicyPack = builder(PolicyPackEntity, () => ({
  platform: 'google_ads',
  version: uuidv7(),
  rules: [],
  effectiveFrom: '2026-01-01',
  reviewBy: '2026-12-31',
  contentHash: aContentHash(),
}));

/** Of a text by itself. */
export const aComplianceCheck = builder(ComplianceCheckEntity, () => ({
  contentHash: aContentHash(),
  platform: 'google_ads',
  verdict: 'passed',
  packVersions: { google_ads: '2026-01' },
  checkedBy: 'GRD-001',
}));

/** Of an asset that the guardians have only heard of. */
export const aClaim = builder(ClaimEvidenceEntity, () => ({
  assetId: uuidv7(),
  assetVersion: 1,
  claim: 'Paid nine days sooner',
  kind: 'number',
  evidenceId: anEvidenceId(),
  state: 'supported',
}));

export const aPolicyWaiver = builder(PolicyWaiverEntity, () => ({
  ruleId: 'google_ads.headline.length',
  reason: 'The platform has agreed',
  grantedBy: uuidv7(),
  expiresAt: inADay(),
  contentHash: aContentHash(),
}));

/**
 * One row of every table of the guardian guild, in an order in which they can be written; by the owner of the schema,
 * as the first is a policy pack.
 */
export function everyGuardianRow(workspaceId: string): object[] {
  const check = aComplianceCheck({ workspaceId, assetId: uuidv7(), assetVersion: 1 });
  return [
    aPolicyPack(),
    check,
    aClaim({ workspaceId, assetId: check.assetId ?? uuidv7() }),
    aPolicyWaiver({ workspaceId, contentHash: check.contentHash }),
    ...everyAgentRow('guardian', workspaceId),
  ];
}
