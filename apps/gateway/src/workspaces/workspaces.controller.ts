import { Body, Controller, Query, type StreamableFile } from '@nestjs/common';
import { ApiProduces, ApiTags } from '@nestjs/swagger';
import {
  ChangeWorkspaceRequest,
  FoundWorkspaceRequest,
  PageQuery,
  WorkspaceExportLine,
  WorkspacePage,
  WorkspaceResponse,
} from '@raptor/contracts';
import { NDJSON } from '../api/ndjson';
import { ApiDelete, ApiGet, ApiPatch, ApiPost } from '../api/operation';
import { ApiIds, IfMatch } from '../api/params';
import { ExportsService } from './exports.service';
import { OwnWorkspace } from './own-workspace';
import { personAsking } from './person-asking';
import { WorkspaceLife } from './workspace-life.service';
import { WorkspacesService } from './workspaces.service';

@ApiTags('workspaces')
@Controller('workspaces')
export class WorkspacesController {
  constructor(
    private readonly workspaces: WorkspacesService,
    private readonly life: WorkspaceLife,
    private readonly exports: ExportsService,
  ) {}

  @ApiPost('', {
    id: 'createWorkspace',
    summary: 'Found another workspace and be its admin',
    description: 'For people, not API keys. To work in it, refresh with its `workspace_id`.',
    openTo: 'viewer',
    answers: WorkspaceResponse,
    problems: [409],
  })
  found(@Body() request: FoundWorkspaceRequest): Promise<WorkspaceResponse> {
    return this.workspaces.found(request);
  }

  @ApiGet('', {
    id: 'listWorkspaces',
    summary: 'List the workspaces that you belong to',
    openTo: 'viewer',
    answers: WorkspacePage,
  })
  list(@Query() query: PageQuery): Promise<WorkspacePage> {
    return this.workspaces.list(query);
  }

  @ApiGet(':id', {
    id: 'getWorkspace',
    summary: 'Read the workspace that you are signed in to',
    openTo: 'viewer',
    answers: WorkspaceResponse,
  })
  @ApiIds('id')
  read(@OwnWorkspace() _id: string): Promise<WorkspaceResponse> {
    return this.workspaces.read();
  }

  @ApiPatch(':id', {
    id: 'changeWorkspace',
    summary: 'Change name or settings of the workspace',
    openTo: 'admin',
    answers: WorkspaceResponse,
    versioned: true,
  })
  @ApiIds('id')
  change(
    @OwnWorkspace() _id: string,
    @Body() request: ChangeWorkspaceRequest,
    @IfMatch() seen: number | undefined,
  ): Promise<WorkspaceResponse> {
    return this.workspaces.change(request, seen);
  }

  @ApiDelete(':id', {
    id: 'deleteWorkspace',
    summary: 'Delete the workspace and everything in it',
    description:
      'For people, not API keys. Nobody gets in any more once it is answered; the rows of all services go soon after. There is no way back.',
    openTo: 'admin',
  })
  @ApiIds('id')
  async delete(@OwnWorkspace() id: string): Promise<void> {
    await this.life.deleteWorkspace(personAsking('delete a workspace'), id);
  }

  @ApiGet(':id/export', {
    id: 'exportWorkspace',
    summary: 'Export what is stored of the workspace, as NDJSON',
    description:
      'The first line is a manifest: which services have given their rows, and which are lacking. Every other is a row. Secrets are left out.',
    openTo: 'admin',
    answers: WorkspaceExportLine,
  })
  @ApiIds('id')
  @ApiProduces(NDJSON)
  export(@OwnWorkspace() id: string): Promise<StreamableFile> {
    return this.exports.export(id);
  }
}
