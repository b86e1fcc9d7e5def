import { TenantRow } from '@raptor/persistence';
import { Check, Column, Entity, Index } from 'typeorm';

/** What one agent found out about one subject. */
@Entity({ name: 'research_reports' })
@Index(['workspaceId', 'createdAt', 'id'])
@Index(['workspaceId', 'campaignId', 'createdAt', 'id'])
@Index(['workspaceId', 'agentCode', 'subject'])
@Check('research_reports_agent_code_check', `agent_code ~ '^RES-[0-9]{3}$'`)
@Check('research_reports_subject_check', 'char_length(subject) BETWEEN 1 AND 500')
@Check('research_reports_confidence_check', 'confidence BETWEEN 0 AND 1')
export class ResearchReportEntity extends TenantRow {
  @Column('text') agentCode!: string;
  /** A row of the council; null when the report serves the workspace as a whole. */
  @Column('uuid', { nullable: true }) campaignId!: string | null;
  @Column('text') subject!: string;
  /** The agent's output, as its schema has it. */
  @Column('jsonb') findings!: Record<string, unknown>;
  @Column('text', { array: true, default: [] }) evidenceIds!: string[];
  @Column('double precision') confidence!: number;
  /** Null when it does not age. */
  @Column('timestamptz', { nullable: true }) validUntil!: Date | null;
}
