import { TenantRow } from '@raptor/persistence';
import { Check, Column, Entity, Index, Unique } from 'typeorm';

/** Another company that a workspace keeps an eye on; known by its domain. */
@Entity({ name: 'competitors' })
@Unique(['workspaceId', 'domain'])
@Index(['workspaceId', 'createdAt', 'id'])
@Check('competitors_name_check', `name <> ''`)
@Check('competitors_domain_check', `char_length(domain) BETWEEN 1 AND 253 AND domain = lower(domain)`)
export class CompetitorEntity extends TenantRow {
  @Column('text') name!: string;
  /** Lower case. */
  @Column('text') domain!: string;
  /** Where it is found on each platform: `{ linkedin: 'https://...' }`. */
  @Column('jsonb', { default: {} }) platforms!: Record<string, string>;
  @Column('text', { default: '' }) notes!: string;
  @Column('timestamptz', { nullable: true }) lastAnalyzedAt!: Date | null;
}
