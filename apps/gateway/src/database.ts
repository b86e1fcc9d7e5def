import type { ServiceDatabase } from '@raptor/persistence';
import { BUS_TABLES } from '@raptor/raptor-bus';
import { RefreshTokenEntity } from './identity/refresh-token.entity';
import { UserEntity } from './identity/user.entity';
import { CreateIdentity1795410000000 } from './migrations/1795410000000-create-identity';
import { CreateBusTables1795420000000 } from './migrations/1795420000000-create-bus-tables';
import { WorkspaceMemberEntity } from './workspaces/workspace-member.entity';
import { WorkspaceEntity } from './workspaces/workspace.entity';

export const gatewayDatabase: ServiceDatabase = {
  service: 'gateway',
  tables: {
    workspaces: 'own-tenant',
    workspace_members: 'own-tenant',
    users: 'person',
    refresh_tokens: 'person',
    ...BUS_TABLES,
  },
  entities: [WorkspaceEntity, UserEntity, WorkspaceMemberEntity, RefreshTokenEntity],
  migrations: [CreateIdentity1795410000000, CreateBusTables1795420000000],
};
