import { Injectable } from '@nestjs/common';
import {
  ROLES,
  type ChangeWorkspaceRequest,
  type FoundWorkspaceRequest,
  type Role,
  type WorkspacePage,
  type WorkspaceResponse,
} from '@raptor/contracts';
import { Database, workspaceOf, type PageRequest, type Transaction } from '@raptor/persistence';
import { AppError, currentContext } from '@raptor/platform';
import { Changes } from '../api/changes';
import { idOfEffect } from '../idempotency/open-claim';
import { personAsking } from './person-asking';
import { slugOf } from './slug';
import { isUniqueViolation } from './unique-violation';
import { WorkspaceLife, type FoundedWorkspace } from './workspace-life.service';
import { workspaceView } from './workspace-view.mapper';
import type { WorkspaceEntity } from './workspace.entity';
import { WorkspacesRepository } from './workspaces.repository';

@Injectable()
export class WorkspacesService {
  constructor(
    private readonly database: Database,
    private readonly workspaces: WorkspacesRepository,
    private readonly life: WorkspaceLife,
    private readonly changes: Changes,
  ) {}

  /**
   * Founds a workspace beside the one that the caller is signed in to. They are two transactions, of two workspaces: what is repeated after
   * a crash between them finds the new one under the id that its idempotency key makes.
   * @throws AppError NAME_TAKEN, AUTH_FORBIDDEN
   */
  async found(request: FoundWorkspaceRequest): Promise<WorkspaceResponse> {
    const actor = personAsking('found a workspace');
    const id = idOfEffect();
    const slug = request.slug ?? slugOf(request.name, id);
    const timezone = request.timezone ?? 'UTC';
    await this.foundOnce(actor, { id, name: request.name, slug, plan: 'free', timezone, ownerId: actor.id });
    const founded = await this.database.withTenant(id, actor, (tx) => this.get(tx));
    return this.changes.run(() => Promise.resolve({ answer: workspaceView(founded, 'admin') }));
  }

  /** Those in which a person is active; to a program, the one that its key is for. */
  async list(request: PageRequest): Promise<WorkspacePage> {
    const { workspaceId, actor } = currentContext() ?? {};
    if (!actor || !workspaceId) throw new AppError('AUTH_REQUIRED', 'Nobody has signed in');
    if (actor.type !== 'user') return { items: [await this.read()], next_cursor: null };
    const page = await this.database.withUser(actor.id, (tx) => this.workspaces.pageOf(tx, actor.id, request));
    const items = page.items.map(({ workspace, membership }) => workspaceView(workspace, membership.role));
    return { items, next_cursor: page.nextCursor };
  }

  async read(): Promise<WorkspaceResponse> {
    const { workspaceId, actor } = currentContext() ?? {};
    if (!actor || !workspaceId) throw new AppError('AUTH_REQUIRED', 'Nobody has signed in');
    return this.database.withTenant(workspaceId, actor, async (tx) => workspaceView(await this.get(tx), roleAsking()));
  }

  /** @throws AppError VERSION_CHANGED */
  change(request: ChangeWorkspaceRequest, seen: number | undefined): Promise<WorkspaceResponse> {
    const changes = {
      ...(request.name !== undefined && { name: request.name }),
      ...(request.settings && { settings: request.settings }),
    };
    return this.changes.run(async (tx) => {
      const { version, ...before } = await this.get(tx);
      if (Object.keys(changes).length === 0 && (seen ?? version) === version)
        return { answer: workspaceView({ ...before, version }, roleAsking()) };
      if (!(await this.workspaces.update(tx, changes, seen)))
        throw new AppError('VERSION_CHANGED', `It is at version ${version}, not ${seen}`, { details: { version } });
      const answer = workspaceView(await this.get(tx), roleAsking());
      const detail = { changed: Object.keys(changes) };
      return {
        answer,
        audited: { action: 'workspace.changed', subjectType: 'workspace', subjectId: answer.id, detail },
      };
    });
  }

  private async foundOnce(actor: { type: 'user'; id: string }, workspace: FoundedWorkspace): Promise<void> {
    try {
      await this.life.createWorkspace(actor, workspace);
    } catch (error) {
      if (!isUniqueViolation(error)) throw error;
      const mine = await this.database.withTenant(workspace.id, actor, (tx) => this.workspaces.find(tx, workspace.id));
      // Its id is of this very request, which has come before and was cut off.
      if (mine) return;
      throw new AppError('NAME_TAKEN', `There is a workspace with the slug ${workspace.slug} already`, {
        cause: error,
      });
    }
  }

  private async get(tx: Transaction): Promise<WorkspaceEntity> {
    const workspace = await this.workspaces.find(tx, workspaceOf(tx));
    if (!workspace || workspace.deletedAt) throw new AppError('RESOURCE_NOT_FOUND', 'This workspace has been deleted');
    return workspace;
  }
}

/** The role with which the request came in. */
function roleAsking(): Role {
  const asked = currentContext()?.actor?.role;
  return ROLES.find((role) => role === asked) ?? 'viewer';
}
