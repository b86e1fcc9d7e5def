import { Body, Controller, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { ApiKeyPage, CreateApiKeyRequest, CreatedApiKeyResponse, PageQuery } from '@raptor/contracts';
import { ApiDelete, ApiGet, ApiPost } from '../api/operation';
import { ApiIds, Id } from '../api/params';
import { ApiKeysService } from './api-keys.service';

@ApiTags('workspaces')
@Controller('api-keys')
export class ApiKeysController {
  constructor(private readonly keys: ApiKeysService) {}

  @ApiGet('', {
    id: 'listApiKeys',
    summary: 'List the API keys of the workspace',
    description: 'Also those that are revoked; by `created_at` or `name`. The keys themselves are not shown again.',
    openTo: 'admin',
    answers: ApiKeyPage,
  })
  list(@Query() query: PageQuery): Promise<ApiKeyPage> {
    return this.keys.list(query);
  }

  @ApiPost('', {
    id: 'createApiKey',
    summary: 'Make an API key for a program',
    description: 'For people, not API keys. The key is in this answer and never shown again.',
    openTo: 'admin',
    answers: CreatedApiKeyResponse,
    problems: [409],
  })
  create(@Body() request: CreateApiKeyRequest): Promise<CreatedApiKeyResponse> {
    return this.keys.create(request);
  }

  @ApiDelete(':id', { id: 'revokeApiKey', summary: 'Revoke an API key', openTo: 'admin' })
  @ApiIds('id')
  revoke(@Id() id: string): Promise<void> {
    return this.keys.revoke(id);
  }
}
