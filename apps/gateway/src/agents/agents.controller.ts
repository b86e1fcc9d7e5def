import { Body, Controller, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import {
  AgentDetailResponse,
  AgentMetricsResponse,
  AgentRegistryResponse,
  ChangeAgent,
  ChangeAgentRequest,
  DecisionPage,
  DecisionsQuery,
  ListDecisions,
  ListWorkspaceAgents,
  MemoriesQuery,
  MemoriesResponse,
  ReadAgentMetrics,
  ReadWorkspaceAgent,
  RecallMemories,
  SpanQuery,
  WorkspaceAgentResponse,
  homeOf,
  type AgentCode,
} from '@raptor/contracts';
import { ApiGet, ApiPatch } from '../api/operation';
import { Owners } from '../api/owners';
import { IfMatch } from '../api/params';
import { Services } from '../fleet/services';
import { ApiCode, Code } from './agent-code';
import { AgentRegistry } from './agent-registry.service';

const REGISTRY = {
  description:
    'What a service knows that does not answer is left out, and the service named in `unavailable`; the state of its agents is `unknown`.',
  asks: ListWorkspaceAgents,
  answers: AgentRegistryResponse,
} as const;

/** The agents of the workspace. What they do is in RunsController. */
@ApiTags('agents')
@Controller('agents')
export class AgentsController {
  constructor(
    private readonly registry: AgentRegistry,
    private readonly owners: Owners,
    private readonly services: Services,
  ) {}

  @ApiGet('', { id: 'getAgents', summary: 'Read the registry of all 87 agents', ...REGISTRY })
  list(): Promise<AgentRegistryResponse> {
    return this.registry.all();
  }

  @ApiGet('registry', { id: 'getAgentRegistry', summary: 'Read the registry: the same as `GET agents`', ...REGISTRY })
  getRegistry(): Promise<AgentRegistryResponse> {
    return this.registry.all();
  }

  @ApiGet('council/decisions', {
    id: 'listCouncilDecisions',
    summary: 'List what the Lords decided, and why',
    description: 'Order: `created_at`.',
    asks: ListDecisions,
    answers: DecisionPage,
  })
  decisions(@Query() query: DecisionsQuery): Promise<DecisionPage> {
    return this.owners.ask(ListDecisions, query);
  }

  @ApiGet(':code', {
    id: 'getAgent',
    summary: 'Read an agent: what it takes and gives, and what the workspace has set',
    asks: ReadWorkspaceAgent,
    answers: AgentDetailResponse,
  })
  @ApiCode()
  read(@Code() code: AgentCode): Promise<AgentDetailResponse> {
    return this.registry.one(code);
  }

  @ApiPatch(':code', {
    id: 'changeAgent',
    summary: 'Switch an agent on or off, set its cadence and settings',
    asks: ChangeAgent,
    answers: WorkspaceAgentResponse,
    versioned: true,
  })
  @ApiCode()
  change(
    @Code() code: AgentCode,
    @Body() request: ChangeAgentRequest,
    @IfMatch() version?: number,
  ): Promise<WorkspaceAgentResponse> {
    return this.owners.ask(ChangeAgent, { ...request, code, ...(version !== undefined && { if_version: version }) });
  }

  @ApiGet(':code/metrics', {
    id: 'getAgentMetrics',
    summary: 'Read how an agent has done in a span of time',
    asks: ReadAgentMetrics,
    answers: AgentMetricsResponse,
  })
  @ApiCode()
  metrics(@Code() code: AgentCode, @Query() query: SpanQuery): Promise<AgentMetricsResponse> {
    return this.owners.ask(ReadAgentMetrics, { ...query, code });
  }

  @ApiGet(':code/memories', {
    id: 'recallMemories',
    summary: 'Ask what an agent remembers of a subject',
    description: 'While the index of memories is away or being restored, `context_unavailable` says so.',
    asks: RecallMemories,
    answers: MemoriesResponse,
  })
  @ApiCode()
  memories(@Code() code: AgentCode, @Query() query: MemoriesQuery): Promise<MemoriesResponse> {
    return this.services.ask(homeOf(code), RecallMemories, { ...query, code });
  }
}
