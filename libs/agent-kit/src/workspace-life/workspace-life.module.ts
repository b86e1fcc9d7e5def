import { Module, type DynamicModule } from '@nestjs/common';
import { schemaOf } from '@raptor/contracts';
import { SERVICE_CONFIG, type PlatformConfig } from '@raptor/platform';
import { PurgeParticipants } from './purge-participants';
import type { Seed } from './seed';
import { SEED, WorkspaceLifeConsumer } from './workspace-life.consumer';
import { WorkspaceLives } from './workspace-lives';

/** Begins and ends a service's part of each workspace, when the gateway says that one was created or deleted. */
@Module({})
export class WorkspaceLifeModule {
  static forRoot(seed: Seed = nothing): DynamicModule {
    return {
      module: WorkspaceLifeModule,
      // Whoever keeps something of workspaces says so.
      global: true,
      controllers: [WorkspaceLifeConsumer],
      providers: [
        { provide: SEED, useValue: seed },
        PurgeParticipants,
        {
          provide: WorkspaceLives,
          inject: [SERVICE_CONFIG],
          useFactory: ({ service }: PlatformConfig) => new WorkspaceLives(schemaOf(service)),
        },
      ],
      exports: [PurgeParticipants],
    };
  }
}

const nothing: Seed = () => Promise.resolve();
