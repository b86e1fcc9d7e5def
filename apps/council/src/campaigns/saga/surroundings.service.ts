import { Inject, Injectable } from '@nestjs/common';
import {
  OutlineAgents,
  ReadBrandKit,
  type AgentHome,
  type AgentOutline,
  type BrandKitResponse,
} from '@raptor/contracts';
import { LOGGER, asAppError, type Logger } from '@raptor/platform';
import { RaptorBus } from '@raptor/raptor-bus';
import type { AvailableAgent, Brand } from './saga-state';

const HOMES = ['council', 'research', 'muse', 'matrix', 'guardian'] as const satisfies readonly AgentHome[];
const ANSWERED_WITHIN_MS = 2_000;
/** How long what a service said of its agents is believed: they change with a deployment. */
const BELIEVED_FOR_MS = 30_000;

/** What a campaign begins with that other services know. */
export interface Surroundings {
  readonly available: readonly AvailableAgent[];
  readonly brand: Brand;
}

/** Asks the other services what a saga has to know before it begins: which agents there are, and how the brand sounds. */
@Injectable()
export class SurroundingsService {
  private readonly outlines = new Map<AgentHome, { readonly at: number; readonly agents: readonly AgentOutline[] }>();

  constructor(
    private readonly bus: RaptorBus,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /** Within the context of a workspace. @returns the name of a service that says nothing, where one does. */
  async look(): Promise<Surroundings | { readonly silent: string }> {
    const homes = await Promise.all(HOMES.map(async (home) => [home, await this.agentsOf(home)] as const));
    const silent = homes.find(([, agents]) => agents === undefined);
    if (silent) return { silent: silent[0] };
    const kit = await this.asked<BrandKitResponse>('muse', new ReadBrandKit());
    if (!kit) return { silent: 'muse' };
    const available = homes.flatMap(([, agents]) => (agents ?? []).map(({ code, tier }) => ({ code, tier })));
    return { available, brand: brandOf(kit) };
  }

  private async agentsOf(home: AgentHome): Promise<readonly AgentOutline[] | undefined> {
    const known = this.outlines.get(home);
    if (known && Date.now() - known.at < BELIEVED_FOR_MS) return known.agents;
    const agents = await this.asked<AgentOutline[]>(home, new OutlineAgents());
    if (agents) this.outlines.set(home, { at: Date.now(), agents });
    return agents ?? known?.agents;
  }

  private async asked<Answer>(home: AgentHome, question: object): Promise<Answer | undefined> {
    try {
      return await this.bus.ask<Answer>(question, { to: home, deadline: Date.now() + ANSWERED_WITHIN_MS });
    } catch (error) {
      if (!asAppError(error)) throw error;
      this.logger.warn({ err: error, home }, 'a service says nothing: the campaign begins when it does');
      return undefined;
    }
  }
}

const brandOf = ({ tone, lexicon, palette, typography, allowlist }: BrandKitResponse): Brand => ({
  tone,
  lexicon: { required: lexicon.required, banned: lexicon.banned, preferred: lexicon.preferred },
  palette,
  typography: { ...typography },
  trademarks: allowlist.trademarks,
  capitals: allowlist.capitals,
});
