import { Injectable } from '@nestjs/common';
import type { Role } from '@raptor/contracts';
import { Database } from '@raptor/persistence';
import { AppError, currentContext } from '@raptor/platform';
import { MembersRepository } from '../workspaces/members.repository';

/** To whom something can be left to decide: active members of the workspace of the token. */
@Injectable()
export class Delegates {
  constructor(
    private readonly database: Database,
    private readonly members: MembersRepository,
  ) {}

  /** @throws AppError REQUEST_INVALID for anybody else, whether or not there is such a person. */
  async roleOf(userId: string): Promise<Role> {
    const { workspaceId, actor } = currentContext() ?? {};
    if (!workspaceId || !actor) throw new AppError('AUTH_REQUIRED', 'Nobody has signed in');
    const member = await this.database.withTenant(workspaceId, actor, (tx) => this.members.find(tx, userId));
    if (member?.status === 'active') return member.role;
    const message = 'is no active member of this workspace';
    throw new AppError('REQUEST_INVALID', `user_id ${message}`, {
      details: { errors: [{ field: 'user_id', message }] },
    });
  }
}
