import { References, VersionedTenantRow } from '@raptor/persistence';
import { Check, Column, Entity, Unique } from 'typeorm';
import { PositioningEntity } from './positioning.entity';

export interface ProofPoint {
  readonly claim: string;
  /** `<guild>:<content hash>`: a proof point without evidence is not stored. */
  readonly evidenceId: string;
}

/** What is said for one positioning, from the one claim down to the tone. */
@Entity({ name: 'message_architecture' })
@References(() => PositioningEntity, 'positioningId', { onDelete: 'CASCADE' })
@Unique(['workspaceId', 'positioningId'])
@Check('message_architecture_primary_claim_check', `primary_claim <> ''`)
@Check(
  'message_architecture_proof_points_check',
  `jsonb_typeof(proof_points) = 'array'
     AND NOT jsonb_path_exists(proof_points, '$[*] ? (!(exists(@.evidenceId ? (@.type() == "string" && @ != ""))))')`,
)
export class MessageArchitectureEntity extends VersionedTenantRow {
  @Column('uuid') positioningId!: string;
  @Column('text') primaryClaim!: string;
  @Column('text', { array: true, default: [] }) subClaims!: string[];
  @Column('jsonb', { default: [] }) proofPoints!: ProofPoint[];
  @Column('text', { default: '' }) tagline!: string;
  @Column('text', { default: '' }) elevatorPitch!: string;
  @Column('text', { array: true, default: [] }) contentPillars!: string[];
  @Column('text', { default: '' }) tone!: string;
}
