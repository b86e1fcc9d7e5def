import type { ChangeMemberRequest, MemberStatus, Role } from '@raptor/contracts';
import { AppError } from '@raptor/platform';
import type { WorkspaceMemberEntity } from './workspace-member.entity';

export type Member = Pick<WorkspaceMemberEntity, 'role' | 'status' | 'joinedAt'>;

export interface MemberChange {
  readonly role: Role;
  readonly status: MemberStatus;
  /** Whether anything is different. */
  readonly isOne: boolean;
}

/**
 * What becomes of a member whom an admin changes.
 * @param otherAdmins active ones besides this member.
 * @throws AppError STATE_FORBIDS where nobody would be left to govern the workspace, or somebody became a member who never said that they want to.
 */
export function changeMember(member: Member, request: ChangeMemberRequest, otherAdmins: number): MemberChange {
  const role = request.role ?? member.role;
  const status = request.status ?? member.status;
  if (status === 'active' && member.status !== 'active' && member.joinedAt === null)
    throw new AppError('STATE_FORBIDS', 'They have not accepted an invitation yet: invite them (again)');
  if (isAdmin(member) && !isAdmin({ role, status }) && otherAdmins === 0)
    throw new AppError('STATE_FORBIDS', 'This is the last active admin: make somebody else one first');
  return { role, status, isOne: role !== member.role || status !== member.status };
}

const isAdmin = ({ role, status }: Pick<Member, 'role' | 'status'>): boolean => role === 'admin' && status === 'active';
