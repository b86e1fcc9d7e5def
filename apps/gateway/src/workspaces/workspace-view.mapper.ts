import type { Role, WorkspaceResponse } from '@raptor/contracts';
import type { WorkspaceEntity } from './workspace.entity';

export const workspaceView = (workspace: WorkspaceEntity, role: Role): WorkspaceResponse => ({
  id: workspace.id,
  name: workspace.name,
  slug: workspace.slug,
  plan: workspace.plan,
  timezone: workspace.timezone,
  settings: workspace.settings,
  role,
  version: workspace.version,
  created_at: workspace.createdAt.toISOString(),
  updated_at: workspace.updatedAt.toISOString(),
});
