import { Injectable } from '@nestjs/common';
import { workspaceOf, type Page, type PageRequest, type Transaction } from '@raptor/persistence';
import { AppError } from '@raptor/platform';
import { Not } from 'typeorm';
import type { QueryDeepPartialEntity } from 'typeorm/query-builder/QueryPartialEntity.js';
import { membershipPage } from './membership-page';
import { WorkspaceMemberEntity } from './workspace-member.entity';

type MemberChanges = Partial<
  Pick<WorkspaceMemberEntity, 'role' | 'status' | 'email' | 'inviteTokenHash' | 'inviteExpiresAt'>
>;

/** The members of one workspace; in `withTenant` of it. */
@Injectable()
export class MembersRepository {
  list(tx: Transaction, request: PageRequest): Promise<Page<WorkspaceMemberEntity>> {
    return membershipPage(tx, { workspaceId: workspaceOf(tx) }, 'userId', request);
  }

  find(tx: Transaction, userId: string): Promise<WorkspaceMemberEntity | null> {
    return tx.findOneBy(WorkspaceMemberEntity, { workspaceId: workspaceOf(tx), userId });
  }

  /** @throws AppError RESOURCE_NOT_FOUND */
  async get(tx: Transaction, userId: string): Promise<WorkspaceMemberEntity> {
    const member = await this.find(tx, userId);
    if (member) return member;
    throw new AppError('RESOURCE_NOT_FOUND', `${userId} does not belong to this workspace`);
  }

  /** Lets one transaction at a time decide who its members are, until its end. Whatever points at the workspace is not kept waiting. */
  async lock(tx: Transaction): Promise<void> {
    await tx.query('SELECT 1 FROM gateway.workspaces WHERE id = $1 FOR NO KEY UPDATE', [workspaceOf(tx)]);
  }

  /** How many can govern the workspace without this one. To be asked after {@link lock}. */
  otherAdmins(tx: Transaction, userId: string): Promise<number> {
    const others = {
      workspaceId: workspaceOf(tx),
      userId: Not(userId),
      role: 'admin' as const,
      status: 'active' as const,
    };
    return tx.countBy(WorkspaceMemberEntity, others);
  }

  /** Raises the version, with which tokens of before are good for nothing. To be asked after {@link lock}. */
  async update(tx: Transaction, userId: string, changes: MemberChanges): Promise<void> {
    const set = { ...changes, version: () => 'version + 1' } as QueryDeepPartialEntity<WorkspaceMemberEntity>;
    await tx.update(WorkspaceMemberEntity, { workspaceId: workspaceOf(tx), userId }, set);
  }

  /**
   * Gives an open invitation its token, good for so long; the one it had is not good any more.
   * @returns who is invited; undefined when there is no such invitation (any more).
   */
  async renewInvite(
    tx: Transaction,
    userId: string,
    tokenHash: Buffer,
    goodForMs: number,
  ): Promise<WorkspaceMemberEntity | undefined> {
    const { affected } = await tx
      .createQueryBuilder()
      .update(WorkspaceMemberEntity)
      .set({ inviteTokenHash: tokenHash, inviteExpiresAt: () => `now() + :goodForMs * interval '1 ms'` })
      .where({ workspaceId: workspaceOf(tx), userId, status: 'invited' })
      .setParameter('goodForMs', goodForMs)
      .execute();
    return affected === 1 ? this.get(tx, userId) : undefined;
  }
}
