import { MEMBER_STATUSES, ROLES, type MemberStatus, type Role } from '@raptor/contracts';
import { Secret, oneOf } from '@raptor/persistence';
import { Check, Column, CreateDateColumn, Entity, ForeignKey, Index, PrimaryColumn, UpdateDateColumn } from 'typeorm';
import { WorkspaceEntity } from './workspace.entity';

/**
 * A person in a workspace, and what they may do there. Members are suspended, never deleted: other rows keep pointing at them. They go
 * when their workspace is purged, after those.
 */
@Entity({ name: 'workspace_members' })
@ForeignKey(() => WorkspaceEntity, ['workspaceId'], ['id'], { onDelete: 'CASCADE' })
@Index(['userId'])
@Check('workspace_members_role_check', oneOf('role', ROLES))
@Check('workspace_members_status_check', oneOf('status', MEMBER_STATUSES))
export class WorkspaceMemberEntity {
  @PrimaryColumn('uuid') workspaceId!: string;
  @PrimaryColumn('uuid') userId!: string;
  @Column('text') role!: Role;
  @Column('text', { default: 'active' }) status!: MemberStatus;
  /** SHA-256 of the secret part; only while the invitation is open. */
  @Secret() @Column('bytea', { nullable: true }) inviteTokenHash!: Buffer | null;
  @Column('timestamptz', { nullable: true }) inviteExpiresAt!: Date | null;
  /** Null for somebody who has been invited and never joined. */
  @Column('timestamptz', { nullable: true }) joinedAt!: Date | null;
  /** The address that was invited, or that the founder signed in with. The account itself is out of a workspace's reach. */
  @Column('text', { nullable: true }) email!: string | null;
  /** As the person called themselves when they joined. */
  @Column('text', { nullable: true }) displayName!: string | null;
  /** Raised with every change; access tokens carry it. */
  @Column('integer', { default: 1 }) version!: number;
  @CreateDateColumn({ type: 'timestamptz' }) createdAt!: Date;
  @UpdateDateColumn({ type: 'timestamptz' }) updatedAt!: Date;
}
