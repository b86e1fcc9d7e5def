import { TenantRow, oneOf } from '@raptor/persistence';
import { type Finding, type Verdict } from '@raptor/policy-packs';
import { Check, Column, Entity, Index } from 'typeorm';

/** The guardians' finding on one exact content for one platform. Written once: another look is another row. */
@Entity({ name: 'compliance_checks' })
@Index(['workspaceId', 'createdAt', 'id'])
@Index(['workspaceId', 'assetId', 'createdAt', 'id'])
@Index(['workspaceId', 'contentHash', 'platform'])
@Check('compliance_checks_version_check', 'version >= 1')
@Check('compliance_checks_asset_check', '(asset_id IS NULL) = (version IS NULL)')
@Check('compliance_checks_content_hash_check', `content_hash ~ '^[0-9a-f]{64}$'`)
@Check('compliance_checks_platform_check', 'char_length(platform) BETWEEN 1 AND 50')
@Check(
  'compliance_checks_verdict_check',
  oneOf('verdict', ['passed', 'warning', 'rejected', 'needs_review'] satisfies Verdict[]),
)
@Check('compliance_checks_findings_check', `jsonb_typeof(findings) = 'array'`)
@Check('compliance_checks_reason_check', `verdict = 'passed' OR findings <> '[]'`)
@Check('compliance_checks_checked_by_check', `checked_by <> ''`)
export class ComplianceCheckEntity extends TenantRow {
  /** A row of the muse guild; null, as is its version, when a text by itself was checked. */
  @Column('uuid', { nullable: true }) assetId!: string | null;
  @Column('integer', { name: 'version', nullable: true }) assetVersion!: number | null;
  /** SHA-256 of what was checked: the verdict holds for that and nothing else. */
  @Column('text') contentHash!: string;
  @Column('text') platform!: string;
  @Column('text') verdict!: Verdict;
  @Column('jsonb', { default: [] }) findings!: Finding[];
  /** By platform, the version of the pack that was applied. */
  @Column('jsonb') packVersions!: Record<string, string>;
  /** Code of the agent. */
  @Column('text') checkedBy!: string;
}
