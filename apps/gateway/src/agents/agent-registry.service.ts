import { Injectable } from '@nestjs/common';
import {
  DescribeAgents,
  GUILD_KEYS,
  ListWorkspaceAgents,
  OutlineAgents,
  ROSTER,
  ReadWorkspaceAgent,
  homeOf,
  type AgentCode,
  type AgentDetailResponse,
  type AgentHome,
  type AgentOutline,
  type AgentRegistryResponse,
  type AgentSpecification,
  type WorkspaceAgentResponse,
} from '@raptor/contracts';
import { FreshReads } from '../identity/fresh-reads';
import { FleetRegistry } from '../fleet/fleet-registry';
import { answersOf, isNotFound, Services, unavailableAmong, type Asked } from '../fleet/services';
import { agentDetail, agentResponse, type KnownOfAgent } from './agent-view.mapper';

const HOMES: readonly AgentHome[] = ['council', ...GUILD_KEYS];

/** What a service has built in changes when another build of it is there. */
const OUTLINES_FRESH_MS = 3_000;

/** The 87 as a workspace sees them: what each service knows of its own, what the council has noted, what beats tell. */
@Injectable()
export class AgentRegistry {
  /** The same for every workspace. */
  private readonly outlines = new FreshReads<Asked<AgentOutline[]>>({
    freshMs: OUTLINES_FRESH_MS,
    most: HOMES.length,
  });

  constructor(
    private readonly services: Services,
    private readonly fleet: FleetRegistry,
  ) {}

  /** @throws AppError SERVICE_UNAVAILABLE when nobody at all answers. */
  async all(): Promise<AgentRegistryResponse> {
    const [settings, outlines] = await Promise.all([
      this.services.askEach<WorkspaceAgentResponse[]>(['council'], ListWorkspaceAgents),
      Promise.all(HOMES.map((home) => this.outlinesOf(home))),
    ]);
    answersOf<unknown>([...settings, ...outlines]);
    const own = new Map(answered(settings)?.map((each) => [each.code, each]));
    const byHome = new Map(outlines.map((each) => [each.service, each]));
    const live = this.fleet.liveAgents();
    const codes = Object.keys(ROSTER) as AgentCode[];
    return {
      items: codes.map((code) => {
        const home = byHome.get(homeOf(code));
        const known: KnownOfAgent = {
          isLive: live.has(code),
          isHomeThere: home?.outcome === 'answered',
          outline: home?.outcome === 'answered' ? home.answer.find((each) => each.code === code) : undefined,
          workspace: own.get(code),
        };
        return agentResponse(code, known);
      }),
      unavailable: [...new Set([...unavailableAmong(settings), ...unavailableAmong(outlines)])],
    };
  }

  private async outlinesOf(home: AgentHome): Promise<Asked<AgentOutline[]>> {
    const asked = await this.outlines.get(home, async () => {
      const [each] = await this.services.askEach<AgentOutline[]>([home], OutlineAgents);
      return each ?? { service: home, outcome: 'away' };
    });
    // Whoever is away may be back with the next question.
    if (asked.outcome !== 'answered') this.outlines.forget(home);
    return asked;
  }

  /** @throws AppError SERVICE_UNAVAILABLE when neither the council nor the agent's home answers. */
  async one(code: AgentCode): Promise<AgentDetailResponse> {
    const [settings, specifications] = await Promise.all([
      this.services.askEach<WorkspaceAgentResponse>(['council'], ReadWorkspaceAgent, { code }),
      this.services.askEach<AgentSpecification[]>([homeOf(code)], DescribeAgents, { agentCode: code }),
    ]);
    const asked = [...settings.map(unlessMissing), ...specifications.map(unlessMissing)];
    answersOf(asked);
    const specification = answered(specifications)?.[0];
    const known: KnownOfAgent = {
      isLive: this.fleet.liveAgents().has(code),
      isHomeThere: specifications.every(({ outcome }) => outcome !== 'away'),
      outline: specification,
      workspace: answered(settings),
    };
    return agentDetail(code, known, specification, [...new Set(unavailableAmong(asked))]);
  }
}

const answered = <Answer>([first]: readonly Asked<Answer>[]): Answer | undefined =>
  first?.outcome === 'answered' ? first.answer : undefined;

/** A planned agent has no description, and a workspace that is being made no settings yet: that is known of them, too. */
const unlessMissing = (asked: Asked<unknown>): Asked<unknown> =>
  asked.outcome === 'refused' && (isNotFound(asked.error) || asked.error.code === 'AGENT_PLANNED')
    ? { service: asked.service, outcome: 'answered', answer: undefined }
    : asked;
