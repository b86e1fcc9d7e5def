import { Secret } from '@raptor/persistence';
import { Column, CreateDateColumn, Entity, Index, PrimaryColumn, Unique } from 'typeorm';

/** A session of a person: what they show to get the next access token. */
@Entity({ name: 'refresh_tokens' })
@Unique('refresh_tokens_token_hash_key', ['userId', 'tokenHash'])
@Index(['userId', 'familyId'])
export class RefreshTokenEntity {
  @PrimaryColumn('uuid') userId!: string;
  @PrimaryColumn('uuid') id!: string;
  /** The workspace of the session. */
  @Column('uuid') workspaceId!: string;
  /** All tokens that descend from one sign-in; reuse of a rotated one revokes them together. */
  @Column('uuid') familyId!: string;
  /** SHA-256 of the secret part. */
  @Secret() @Column('bytea') tokenHash!: Buffer;
  @Column('text', { nullable: true }) device!: string | null;
  @Column('timestamptz') expiresAt!: Date;
  @Column('timestamptz', { nullable: true }) rotatedAt!: Date | null;
  @Column('timestamptz', { nullable: true }) revokedAt!: Date | null;
  @CreateDateColumn({ type: 'timestamptz' }) createdAt!: Date;
}
