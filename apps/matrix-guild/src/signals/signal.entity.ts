import { TenantRow, oneOf } from '@raptor/persistence';
import { Check, Column, Entity, Index, Unique } from 'typeorm';

export const THREAT_LEVELS = ['none', 'low', 'medium', 'high', 'critical'] as const;
export type ThreatLevel = (typeof THREAT_LEVELS)[number];

/** What became of a signal: `received` until somebody has looked at it. */
export const DISPOSITIONS = ['received', 'archived', 'opportunity', 'crisis'] as const;
export type Disposition = (typeof DISPOSITIONS)[number];

export interface SignalDetails {
  readonly url?: string;
  readonly author?: { readonly name: string; readonly followers?: number; readonly isVerified?: boolean };
  /** What it was found to be about: customers, competitors, keywords. */
  readonly mentions?: readonly string[];
}

/** Something noticed in the world; the same text is noticed once. */
@Entity({ name: 'intelligence_logs' })
@Unique(['workspaceId', 'contentHash'])
@Index(['workspaceId', 'detectedAt', 'id'])
@Index(['workspaceId', 'createdAt', 'id'])
@Check('intelligence_logs_signal_type_check', `signal_type <> ''`)
@Check('intelligence_logs_source_check', `source <> ''`)
@Check('intelligence_logs_headline_check', `headline <> ''`)
@Check('intelligence_logs_relevance_check', 'relevance BETWEEN 0 AND 1')
@Check('intelligence_logs_sentiment_check', 'sentiment BETWEEN -1 AND 1')
@Check('intelligence_logs_threat_level_check', oneOf('threat_level', THREAT_LEVELS))
@Check('intelligence_logs_content_hash_check', `content_hash ~ '^[0-9a-f]{64}$'`)
@Check('intelligence_logs_disposition_check', oneOf('disposition', DISPOSITIONS))
@Check('intelligence_logs_expires_check', 'expires_at > detected_at')
export class SignalEntity extends TenantRow {
  /** Such as `news`, `mention`, `review`. */
  @Column('text') signalType!: string;
  @Column('text') source!: string;
  @Column('text') headline!: string;
  @Column('text') content!: string;
  @Column('double precision') relevance!: number;
  /** -1..1; null when it has none to tell. */
  @Column('double precision', { nullable: true }) sentiment!: number | null;
  @Column('text', { default: 'none' }) threatLevel!: ThreatLevel;
  /** SHA-256 of the content. */
  @Column('text') contentHash!: string;
  /** 64 bits as a signed decimal number, which JavaScript's numbers could not keep. */
  @Column('bigint') simhash!: string;
  @Column('jsonb', { default: {} }) details!: SignalDetails;
  @Column('timestamptz') detectedAt!: Date;
  @Column('timestamptz', { nullable: true }) expiresAt!: Date | null;
  @Column('text', { default: 'received' }) disposition!: Disposition;
}
