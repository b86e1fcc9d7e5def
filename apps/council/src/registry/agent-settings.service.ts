import { Injectable } from '@nestjs/common';
import type { Changed } from '@raptor/agent-kit';
import {
  isAgentCode,
  type AgentMetricsResponse,
  type ChangeAgent,
  type ReadAgentMetrics,
  type WorkspaceAgentResponse,
} from '@raptor/contracts';
import type { Changes, Transaction } from '@raptor/persistence';
import { AppError } from '@raptor/platform';
import { realChanges, refuseOtherVersion } from '../operations/fields';
import { spanOf } from '../operations/span';
import { AgentFiguresRepository } from './agent-figures.repository';
import { metricsResponse, workspaceAgentResponse } from './agent-view.mapper';
import type { AgentEntity } from './agent.entity';
import { AgentsRepository } from './agents.repository';
import { TrustScoresRepository } from './trust-scores.repository';

/** What a workspace has set for the 87, and how they do there. */
@Injectable()
export class AgentSettings {
  constructor(
    private readonly agents: AgentsRepository,
    private readonly figures: AgentFiguresRepository,
    private readonly trust: TrustScoresRepository,
  ) {}

  async all(tx: Transaction): Promise<WorkspaceAgentResponse[]> {
    const agents = await this.agents.all(tx);
    const figures = await this.figures.all(tx, spanOf({}));
    return agents.map((agent) => workspaceAgentResponse(agent, figures.get(agent.code)));
  }

  async read(tx: Transaction, code: string): Promise<WorkspaceAgentResponse> {
    const agent = await this.get(tx, code);
    return workspaceAgentResponse(agent, await this.figures.ofAgent(tx, code, spanOf({})));
  }

  /** @throws AppError AGENT_UNKNOWN, VERSION_CHANGED, REQUEST_INVALID */
  async change(
    tx: Transaction,
    { code, if_version: seen, ...asked }: ChangeAgent,
  ): Promise<Changed<WorkspaceAgentResponse>> {
    const agent = await this.get(tx, code);
    const wanted: Changes<AgentEntity> = {
      isActive: asked.is_active,
      cadence: asked.cadence,
      settings: asked.settings,
    };
    const changes = realChanges<Changes<AgentEntity>>(agent, wanted);
    const fields = Object.keys(changes).map((property) => (property === 'isActive' ? 'is_active' : property));
    refuseOtherVersion(agent, seen);
    if (fields.length > 0) await this.agents.update(tx, agent.id, changes, seen);
    const answer = await this.read(tx, code);
    if (fields.length === 0) return { answer };
    const detail = { fields, ...(asked.is_active !== undefined && { is_active: asked.is_active }) };
    return { answer, audited: { action: 'agent.changed', subjectType: 'agent', subjectId: code, detail } };
  }

  async metrics(tx: Transaction, { code, ...asked }: ReadAgentMetrics): Promise<AgentMetricsResponse> {
    refuseUnknown(code);
    const span = spanOf(asked);
    const figures = await this.figures.ofAgent(tx, code, span);
    return metricsResponse(figures, span, await this.trust.ofAgent(tx, code));
  }

  private async get(tx: Transaction, code: string): Promise<AgentEntity> {
    refuseUnknown(code);
    const agent = await this.agents.byCode(tx, code);
    if (!agent)
      throw new AppError(
        'RESOURCE_NOT_FOUND',
        'This workspace has no agents yet: it gets them moments after it is made',
      );
    return agent;
  }
}

function refuseUnknown(code: string): void {
  if (!isAgentCode(code)) throw new AppError('AGENT_UNKNOWN', `No agent ${code} on the roster`);
}
