import { Injectable } from '@nestjs/common';
import type { MeResponse, MyWorkspaceResponse, PageQuery, Role, SessionPage } from '@raptor/contracts';
import { Database, decodeCursor, encodeCursor, invalid, limitOf } from '@raptor/persistence';
import { AppError } from '@raptor/platform';
import type { WorkspaceEntity } from '../workspaces/workspace.entity';
import { WorkspacesRepository } from '../workspaces/workspaces.repository';
import { authRequired } from './auth.errors';
import { IdentityRepository } from './identity.repository';
import type { Principal } from './principal';
import { SessionsRepository } from './sessions.repository';

const NEWEST_FIRST = '-created_at';

/** What somebody may know of themselves. */
@Injectable()
export class MeService {
  constructor(
    private readonly database: Database,
    private readonly identity: IdentityRepository,
    private readonly sessions: SessionsRepository,
    private readonly workspaces: WorkspacesRepository,
  ) {}

  me(principal: Principal): Promise<MeResponse> {
    return principal.type === 'user' ? this.person(principal) : this.program(principal);
  }

  async list(userId: string, currentId: string | undefined, query: PageQuery): Promise<SessionPage> {
    if (query.sort !== undefined && query.sort !== NEWEST_FIRST) throw invalid('sort', `must be ${NEWEST_FIRST}`);
    const limit = limitOf(query);
    const after = query.cursor === undefined ? undefined : decodeCursor(query.cursor, NEWEST_FIRST).after[1];
    const found = await this.database.withUser(userId, (tx) => this.sessions.list(tx, userId, limit + 1, after));
    const items = found.slice(0, limit);
    const last = found.length > limit ? items.at(-1) : undefined;
    return {
      items: items.map((session) => ({
        id: session.id,
        workspace_id: session.workspaceId,
        device: session.device,
        is_current: session.id === currentId,
        created_at: session.createdAt.toISOString(),
        last_used_at: session.lastUsedAt.toISOString(),
        expires_at: session.expiresAt.toISOString(),
      })),
      next_cursor: last ? encodeCursor({ sort: NEWEST_FIRST, after: [last.createdAt.toISOString(), last.id] }) : null,
    };
  }

  /** @throws AppError RESOURCE_NOT_FOUND */
  async endSession(userId: string, id: string): Promise<void> {
    const isEnded = await this.database.withUser(userId, (tx) => this.identity.revokeFamily(tx, userId, id));
    if (!isEnded) throw new AppError('RESOURCE_NOT_FOUND', `You have no session ${id}`);
  }

  private async person({ id, workspaceId, role }: Principal): Promise<MeResponse> {
    return this.database.withUser(id, async (tx) => {
      const user = await this.identity.findUser(tx, id);
      if (!user) throw authRequired();
      const mine = await this.workspaces.workspacesOf(tx, id);
      return {
        type: 'user',
        id,
        email: user.email,
        display_name: user.displayName,
        email_verified: user.emailVerifiedAt !== null,
        workspace_id: workspaceId,
        role,
        scopes: [],
        workspaces: mine.map(({ workspace, membership }) => workspaceResponse(workspace, membership.role)),
      };
    });
  }

  private async program({ id, workspaceId, role, scopes }: Principal): Promise<MeResponse> {
    const workspace = await this.database.withTenant(workspaceId, { type: 'api_key', id }, (tx) =>
      this.workspaces.find(tx, workspaceId),
    );
    return {
      type: 'api_key',
      id,
      email: null,
      display_name: null,
      email_verified: null,
      workspace_id: workspaceId,
      role,
      scopes: [...scopes],
      workspaces: workspace ? [workspaceResponse(workspace, role)] : [],
    };
  }
}

const workspaceResponse = ({ id, name, slug, plan }: WorkspaceEntity, role: Role): MyWorkspaceResponse => ({
  id,
  name,
  slug,
  plan,
  role,
});
