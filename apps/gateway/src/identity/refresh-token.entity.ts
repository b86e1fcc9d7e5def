import { Column, CreateDateColumn, Entity, PrimaryColumn, Unique } from 'typeorm';

@Entity({ name: 'refresh_tokens' })
@Unique('refresh_tokens_token_hash_key', ['userId', 'tokenHash'])
export class RefreshTokenEntity {
  @PrimaryColumn('uuid', { name: 'user_id', primaryKeyConstraintName: 'refresh_tokens_pkey' }) userId!: string;
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'refresh_tokens_pkey' }) id!: string;
  /** The workspace of the session. */
  @Column('uuid', { name: 'workspace_id' }) workspaceId!: string;
  /** All tokens that descend from one sign-in; reuse of a rotated one revokes them together. */
  @Column('uuid', { name: 'family_id' }) familyId!: string;
  /** SHA-256 of the secret part. */
  @Column('bytea', { name: 'token_hash' }) tokenHash!: Buffer;
  @Column('text', { nullable: true }) device!: string | null;
  @Column('timestamptz', { name: 'expires_at' }) expiresAt!: Date;
  @Column('timestamptz', { name: 'rotated_at', nullable: true }) rotatedAt!: Date | null;
  @Column('timestamptz', { name: 'revoked_at', nullable: true }) revokedAt!: Date | null;
  @CreateDateColumn({ type: 'timestamptz', name: 'created_at' }) createdAt!: Date;
}
