import type { MemberResponse } from '@raptor/contracts';
import type { WorkspaceMemberEntity } from './workspace-member.entity';

export const memberView = (member: WorkspaceMemberEntity): MemberResponse => ({
  user_id: member.userId,
  email: member.email,
  display_name: member.displayName,
  role: member.role,
  status: member.status,
  joined_at: member.joinedAt?.toISOString() ?? null,
  version: member.version,
  created_at: member.createdAt.toISOString(),
  updated_at: member.updatedAt.toISOString(),
});
