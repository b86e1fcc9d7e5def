import { Module } from '@nestjs/common';
import { ApiKeysModule } from '../api-keys/api-keys.module';
import { WorkspaceAnnouncements } from './workspace-announcements';
import { WorkspaceDeletionConsumer } from './workspace-deletion.consumer';
import { WorkspaceDeletionRepository } from './workspace-deletion.repository';
import { WorkspaceLife } from './workspace-life.service';
import { WorkspacesRepository } from './workspaces.repository';

@Module({
  imports: [ApiKeysModule],
  controllers: [WorkspaceDeletionConsumer],
  providers: [WorkspacesRepository, WorkspaceDeletionRepository, WorkspaceAnnouncements, WorkspaceLife],
  exports: [WorkspacesRepository, WorkspaceAnnouncements, WorkspaceLife],
})
export class WorkspacesModule {}
