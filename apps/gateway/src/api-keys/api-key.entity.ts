import { ROLES, type Role } from '@raptor/contracts';
import { Secret, TenantRow, oneOf } from '@raptor/persistence';
import { Check, Column, Entity, ForeignKey, Index, Unique } from 'typeorm';
import { WorkspaceEntity } from '../workspaces/workspace.entity';

/** A way into one workspace for a program. It goes with its workspace; a key that outlived it would open nothing anybody owns. */
@Entity({ name: 'api_keys' })
@ForeignKey(() => WorkspaceEntity, ['workspaceId'], ['id'], { onDelete: 'CASCADE' })
@Unique(['workspaceId', 'keyHash'])
@Index(['workspaceId', 'createdAt', 'id'])
@Check('api_keys_name_check', `name <> ''`)
@Check('api_keys_prefix_check', `prefix <> ''`)
@Check('api_keys_key_hash_check', 'length(key_hash) = 32')
@Check('api_keys_role_check', oneOf('role', ROLES))
@Check('api_keys_scopes_check', 'cardinality(scopes) <= 50')
export class ApiKeyEntity extends TenantRow {
  @Column('text') name!: string;
  /** The first characters of the secret, by which people tell their keys apart. */
  @Column('text') prefix!: string;
  /** SHA-256 of the secret part. */
  @Secret() @Column('bytea') keyHash!: Buffer;
  @Column('text') role!: Role;
  /** What it may be used for within its role; none means everything. */
  @Column('text', { array: true, default: [] }) scopes!: string[];
  /** To the minute. */
  @Column('timestamptz', { nullable: true }) lastUsedAt!: Date | null;
  @Column('timestamptz', { nullable: true }) expiresAt!: Date | null;
  @Column('timestamptz', { nullable: true }) revokedAt!: Date | null;
}
