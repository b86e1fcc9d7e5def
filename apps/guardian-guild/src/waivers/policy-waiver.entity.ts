import { TenantRow } from '@raptor/persistence';
import { Check, Column, Entity, Index } from 'typeorm';

/** Somebody's word that a rule may be broken: by one exact content, for a time, and they say why. */
@Entity({ name: 'policy_waivers' })
@Index(['workspaceId', 'createdAt', 'id'])
@Index(['workspaceId', 'contentHash', 'expiresAt'])
@Check('policy_waivers_rule_id_check', `rule_id <> ''`)
@Check('policy_waivers_reason_check', `reason <> ''`)
@Check('policy_waivers_expires_check', 'expires_at > created_at')
@Check('policy_waivers_content_hash_check', `content_hash ~ '^[0-9a-f]{64}$'`)
export class PolicyWaiverEntity extends TenantRow {
  @Column('text') ruleId!: string;
  @Column('text') reason!: string;
  @Column('uuid') grantedBy!: string;
  @Column('timestamptz') expiresAt!: Date;
  @Column('text') contentHash!: string;
}
