import type { Role } from '@raptor/contracts';
import {
  Check,
  Column,
  CreateDateColumn,
  Entity,
  Index,
  JoinColumn,
  ManyToOne,
  PrimaryColumn,
  UpdateDateColumn,
} from 'typeorm';
import { WorkspaceEntity } from './workspace.entity';

export type MemberStatus = 'invited' | 'active' | 'suspended';

/** Members are suspended, never deleted: other rows keep pointing at them. */
@Entity({ name: 'workspace_members' })
@Index('workspace_members_user_id_idx', ['userId'])
@Check('workspace_members_role_check', `role IN ('viewer', 'analyst', 'operator', 'admin')`)
@Check('workspace_members_status_check', `status IN ('invited', 'active', 'suspended')`)
export class WorkspaceMemberEntity {
  @PrimaryColumn('uuid', { name: 'workspace_id', primaryKeyConstraintName: 'workspace_members_pkey' })
  workspaceId!: string;
  @PrimaryColumn('uuid', { name: 'user_id', primaryKeyConstraintName: 'workspace_members_pkey' }) userId!: string;
  @ManyToOne(() => WorkspaceEntity, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'workspace_id', foreignKeyConstraintName: 'workspace_members_workspace_id_fkey' })
  workspace?: WorkspaceEntity;
  @Column('text') role!: Role;
  @Column('text', { default: 'active' }) status!: MemberStatus;
  @Column('bytea', { name: 'invite_token_hash', nullable: true }) inviteTokenHash!: Buffer | null;
  /** Raised with every change; access tokens carry it. */
  @Column('integer', { default: 1 }) version!: number;
  @CreateDateColumn({ type: 'timestamptz', name: 'created_at' }) createdAt!: Date;
  @UpdateDateColumn({ type: 'timestamptz', name: 'updated_at' }) updatedAt!: Date;
}
