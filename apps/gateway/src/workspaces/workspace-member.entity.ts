import { ROLES, type Role } from '@raptor/contracts';
import { Secret, oneOf } from '@raptor/persistence';
import { Check, Column, CreateDateColumn, Entity, ForeignKey, Index, PrimaryColumn, UpdateDateColumn } from 'typeorm';
import { WorkspaceEntity } from './workspace.entity';

export const MEMBER_STATUSES = ['invited', 'active', 'suspended'] as const;
export type MemberStatus = (typeof MEMBER_STATUSES)[number];

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
  /** Raised with every change; access tokens carry it. */
  @Column('integer', { default: 1 }) version!: number;
  @CreateDateColumn({ type: 'timestamptz' }) createdAt!: Date;
  @UpdateDateColumn({ type: 'timestamptz' }) updatedAt!: Date;
}
