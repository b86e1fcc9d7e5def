import { Injectable } from '@nestjs/common';
import { Database } from '@raptor/persistence';
import { AppError, currentContext } from '@raptor/platform';
import { MembersRepository } from '../workspaces/members.repository';

/** Whose achievements can be looked at: those of members of the workspace of the token. */
@Injectable()
export class Players {
  constructor(
    private readonly database: Database,
    private readonly members: MembersRepository,
  ) {}

  /** @throws AppError RESOURCE_NOT_FOUND for anybody else, whether or not there is such a person. */
  async refuseStranger(userId: string): Promise<void> {
    const { workspaceId, actor } = currentContext() ?? {};
    if (!workspaceId || !actor) throw new AppError('AUTH_REQUIRED', 'Nobody has signed in');
    await this.database.withTenant(workspaceId, actor, (tx) => this.members.get(tx, userId));
  }
}
