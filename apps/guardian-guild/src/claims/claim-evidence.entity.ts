import { TenantRow, oneOf } from '@raptor/persistence';
import { Check, Column, Entity, Index, Unique } from 'typeorm';

export const CLAIM_KINDS = ['number', 'superlative', 'testimonial', 'health', 'finance'] as const;
export type ClaimKind = (typeof CLAIM_KINDS)[number];

export const CLAIM_STATES = ['supported', 'unsupported', 'waived'] as const;
export type ClaimState = (typeof CLAIM_STATES)[number];

/** Something that one version of an asset claims, and what it can show for it. */
@Entity({ name: 'claim_evidence' })
@Unique(['workspaceId', 'assetId', 'assetVersion', 'kind', 'claim'])
@Index(['workspaceId', 'createdAt', 'id'])
@Check('claim_evidence_version_check', 'version >= 1')
@Check('claim_evidence_claim_check', 'char_length(claim) BETWEEN 1 AND 500')
@Check('claim_evidence_kind_check', oneOf('kind', CLAIM_KINDS))
@Check('claim_evidence_evidence_id_check', `evidence_id ~ '^[a-z]+:[0-9a-f]{64}$'`)
@Check('claim_evidence_state_check', oneOf('state', CLAIM_STATES))
@Check('claim_evidence_support_check', `state <> 'supported' OR evidence_id IS NOT NULL`)
export class ClaimEvidenceEntity extends TenantRow {
  /** A row of the muse guild. */
  @Column('uuid') assetId!: string;
  @Column('integer', { name: 'version' }) assetVersion!: number;
  @Column('text') claim!: string;
  @Column('text') kind!: ClaimKind;
  @Column('text', { nullable: true }) evidenceId!: string | null;
  @Column('text', { default: 'unsupported' }) state!: ClaimState;
}
