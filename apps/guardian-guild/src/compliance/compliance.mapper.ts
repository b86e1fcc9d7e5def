import type { ComplianceCheckResponse, PolicyPackResponse, WaiverResponse } from '@raptor/contracts';
import type { Finding } from '@raptor/policy-packs';
import type { PolicyPackEntity } from '../policy-packs/policy-pack.entity';
import type { PolicyWaiverEntity } from '../waivers/policy-waiver.entity';
import type { ComplianceCheckEntity } from './compliance-check.entity';

export const checkResponse = (row: ComplianceCheckEntity): ComplianceCheckResponse => ({
  id: row.id,
  asset_id: row.assetId,
  asset_version: row.assetVersion,
  content_hash: row.contentHash,
  platform: row.platform,
  verdict: row.verdict,
  findings: row.findings.map(findingFields),
  pack_versions: row.packVersions,
  checked_by: row.checkedBy,
  created_at: row.createdAt.toISOString(),
});

/** As the API spells it. */
export function findingFields({ ruleId, waivedBy, ...finding }: Finding): Record<string, unknown> {
  return { rule_id: ruleId, ...finding, ...(waivedBy !== undefined && { waived_by: waivedBy }) };
}

export const waiverResponse = (row: PolicyWaiverEntity): WaiverResponse => ({
  id: row.id,
  rule_id: row.ruleId,
  reason: row.reason,
  content_hash: row.contentHash,
  granted_by: row.grantedBy,
  expires_at: row.expiresAt.toISOString(),
  created_at: row.createdAt.toISOString(),
});

/**
 * All editions, and which of them hold on that day: of each platform the last that is in effect by then.
 * @param packs by platform and the day from which on they hold.
 */
export function packsOn(packs: readonly PolicyPackEntity[], day: string): PolicyPackResponse[] {
  const inForce = new Map<string, PolicyPackEntity>();
  for (const pack of packs) if (pack.effectiveFrom <= day) inForce.set(pack.platform, pack);
  return packs.map((pack) => ({
    platform: pack.platform,
    version: pack.version,
    effective_from: pack.effectiveFrom,
    review_by: pack.reviewBy,
    rules: pack.rules.length,
    content_hash: pack.contentHash,
    is_in_force: inForce.get(pack.platform) === pack,
  }));
}
