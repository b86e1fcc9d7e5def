import { TenantRow } from '@raptor/persistence';
import { Check, Column, Entity, Index, Unique } from 'typeorm';

export interface Pain {
  readonly text: string;
  /** Share of the sources that mention it, 0..1. */
  readonly frequency: number;
  /** How much it hurts, 0..1. */
  readonly intensity: number;
}

/** Word for word, and where it was said. */
export interface Quote {
  readonly text: string;
  readonly evidenceId: string;
}

export interface BuyingRole {
  readonly role: string;
  /** 0..1. */
  readonly influence: number;
}

/** A kind of customer, found again under its name. */
@Entity({ name: 'personas' })
@Unique(['workspaceId', 'name'])
@Index(['workspaceId', 'createdAt', 'id'])
@Check('personas_name_check', 'char_length(name) BETWEEN 1 AND 200')
@Check('personas_quotes_check', `NOT jsonb_path_exists(quotes, '$[*] ? (!exists(@.evidenceId ? (@ like_regex ".")))')`)
export class PersonaEntity extends TenantRow {
  @Column('text') name!: string;
  @Column('text') narrative!: string;
  /** The worst first. */
  @Column('jsonb', { default: [] }) pains!: Pain[];
  @Column('text', { array: true, default: [] }) motivations!: string[];
  @Column('jsonb', { default: [] }) quotes!: Quote[];
  @Column('jsonb', { default: [] }) buyingGroup!: BuyingRole[];
  /** The source documents it was made from. */
  @Column('uuid', { array: true, default: [] }) sourceIds!: string[];
}
