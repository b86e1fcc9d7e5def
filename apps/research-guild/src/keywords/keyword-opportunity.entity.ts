import { SEARCH_INTENTS, type SearchIntent } from '@raptor/contracts';
import { TenantRow, oneOf } from '@raptor/persistence';
import { Check, Column, Entity, Index, Unique } from 'typeorm';

/** A keyword worth going for, with the evidence that says so. */
@Entity({ name: 'keyword_opportunities' })
@Unique(['workspaceId', 'keyword'])
@Index(['workspaceId', 'gapScore', 'id'])
@Index(['workspaceId', 'createdAt', 'id'])
@Check('keyword_opportunities_keyword_check', 'char_length(keyword) BETWEEN 1 AND 200')
@Check('keyword_opportunities_intent_check', oneOf('intent', SEARCH_INTENTS))
@Check('keyword_opportunities_volume_check', 'volume >= 0')
@Check('keyword_opportunities_difficulty_check', 'difficulty BETWEEN 0 AND 100')
@Check('keyword_opportunities_gap_score_check', 'gap_score BETWEEN 0 AND 1')
@Check('keyword_opportunities_evidence_id_check', `evidence_id ~ '^[a-z]+:[0-9a-f]{64}$'`)
export class KeywordOpportunityEntity extends TenantRow {
  @Column('text') keyword!: string;
  @Column('text', { nullable: true }) cluster!: string | null;
  @Column('text') intent!: SearchIntent;
  /** Searches a month; null when no source said. */
  @Column('integer', { nullable: true }) volume!: number | null;
  /** 0..100, as vendors count; null when no source said. */
  @Column('double precision', { nullable: true }) difficulty!: number | null;
  /** 0..1: how far competitors are ahead. */
  @Column('double precision') gapScore!: number;
  @Column('text') evidenceId!: string;
}
