import type { AgentDescription } from '@raptor/agent-kit';
import { audienceResearcher } from './audience/res-003.audience-researcher.agent';
import { competitorAnalyst } from './competition/res-002.competitor-analyst.agent';
import { distributionAnalyst } from './distribution/res-011.distribution-analyst.agent';
import { marketResearcher } from './market/res-001.market-researcher.agent';
import { pricingResearcher } from './pricing/res-010.pricing-researcher.agent';
import { seoAnalyst } from './search/res-007.seo-analyst.agent';
import { synthesisAgent } from './synthesis/res-020.synthesis-agent.agent';

/** The guild's roll, in code order. */
export const researchAgents: readonly AgentDescription[] = [
  marketResearcher,
  competitorAnalyst,
  audienceResearcher,
  seoAnalyst,
  pricingResearcher,
  distributionAnalyst,
  synthesisAgent,
];
