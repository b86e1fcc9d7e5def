import type { GuildKey } from '../services';

/** Who runs an agent: a guild, or the council for the Lords. */
export type AgentHome = GuildKey | 'council';

/** The 87 agents by code. A code is for ever, like a table name: a new meaning is a new agent. */
export const ROSTER = {
  'LORD-001': 'The Architect',
  'LORD-002': 'Cognition',
  'LORD-003': 'Strategos',
  'LORD-004': 'Aesthete',
  'LORD-005': 'Seer',
  'LORD-006': 'Arbiter',
  'LORD-007': 'Herald',

  'RES-001': 'Market Researcher',
  'RES-002': 'Competitor Analyst',
  'RES-003': 'Audience Researcher',
  'RES-004': 'Industry Trend Analyst',
  'RES-005': 'ICP and Buying-Group Profiler',
  'RES-006': 'Content Opportunity Researcher',
  'RES-007': 'SEO Analyst',
  'RES-008': 'Customer Journey Mapper',
  'RES-009': 'Win/Loss Analyst',
  'RES-010': 'Pricing Researcher',
  'RES-011': 'Distribution Analyst',
  'RES-012': 'Regulatory Researcher',
  'RES-013': 'Partnership Researcher',
  'RES-014': 'Technology Stack Analyzer',
  'RES-015': 'Vertical Specialist',
  'RES-016': 'Sales Intelligence Researcher',
  'RES-017': 'Market Sentiment Analyzer',
  'RES-018': 'Influencer Researcher',
  'RES-019': 'Localization Specialist',
  'RES-020': 'Synthesis Agent',

  'MUSE-001': 'Headline Copywriter',
  'MUSE-002': 'Body Copy Specialist',
  'MUSE-003': 'CTA Copywriter',
  'MUSE-004': 'Email Copywriter',
  'MUSE-005': 'Social Copy Specialist',
  'MUSE-006': 'Pillar Content Strategist',
  'MUSE-007': 'Narrative Developer',
  'MUSE-008': 'Brand Voice Specialist',
  'MUSE-009': 'Long-form Writer',
  'MUSE-010': 'Content Repurposer',
  'MUSE-011': 'Visual Designer',
  'MUSE-012': 'Brand Identity Designer',
  'MUSE-013': 'Infographic Designer',
  'MUSE-014': 'Social Graphics Designer',
  'MUSE-015': 'Display Ad Designer',
  'MUSE-016': 'Video Strategist',
  'MUSE-017': 'Script Writer',
  'MUSE-018': 'Storyboard Creator',
  'MUSE-019': 'Video Editor Director',
  'MUSE-020': 'Animation Strategist',
  'MUSE-021': 'Instagram Specialist',
  'MUSE-022': 'Facebook Specialist',
  'MUSE-023': 'LinkedIn Specialist',
  'MUSE-024': 'TikTok Specialist',
  'MUSE-025': 'X Specialist',
  'MUSE-026': 'Chief Editor',
  'MUSE-027': 'Optimization Director',
  'MUSE-028': 'Localization Director',
  'MUSE-029': 'Experiment Director',
  'MUSE-030': 'Brand Consistency Director',

  'MTX-001': 'Competitor Tracker',
  'MTX-002': 'Competitor Site Monitor',
  'MTX-003': 'Pricing and Offer Monitor',
  'MTX-004': 'Competitor Content and Ad Analyst',
  'MTX-005': 'Search Share Analyst',
  'MTX-006': 'Signal Processor',
  'MTX-007': 'News Watcher',
  'MTX-008': 'Social Stream Monitor',
  'MTX-009': 'Community Monitor',
  'MTX-010': 'Long-form Media Analyst',
  'MTX-011': 'Threat Analyzer',
  'MTX-012': 'Crisis Sentinel',
  'MTX-013': 'Reputation Analyst',
  'MTX-014': 'Regulatory and Platform-Change Watcher',
  'MTX-015': 'Campaign Anomaly Detector',
  'MTX-016': 'Predictive Analyst',
  'MTX-017': 'Trend Forecaster',
  'MTX-018': 'Performance Analyst',
  'MTX-019': 'Engagement and Timing Predictor',
  'MTX-020': 'Scenario Simulator',

  'GRD-001': 'Google Ads Policy Enforcer',
  'GRD-002': 'Google Search and YouTube Enforcer',
  'GRD-003': 'Meta Ads Policy Enforcer',
  'GRD-004': 'Instagram and Threads Enforcer',
  'GRD-005': 'LinkedIn Ads Policy Enforcer',
  'GRD-006': 'LinkedIn Organic Enforcer',
  'GRD-007': 'Brand Safety Validator',
  'GRD-008': 'Platform Safety and Inclusion Validator',
  'GRD-009': 'Advertising-Law and Claims Checker',
  'GRD-010': 'Privacy and Data Compliance Checker',
} as const satisfies Record<string, string>;

export type AgentCode = keyof typeof ROSTER;

const HOME_OF_PREFIX: Readonly<Record<string, AgentHome>> = {
  LORD: 'council',
  RES: 'research',
  MUSE: 'muse',
  MTX: 'matrix',
  GRD: 'guardian',
};

export const isAgentCode = (value: string): value is AgentCode => Object.hasOwn(ROSTER, value);

/** Where an agent lives, told by the prefix of its code. */
export function homeOf(code: AgentCode): AgentHome {
  const home = HOME_OF_PREFIX[code.slice(0, code.indexOf('-'))];
  if (!home) throw new Error(`Agent code ${code} has a prefix that belongs to no guild`);
  return home;
}

/** Codes of all agents of one home, in code order. */
export const codesOf = (home: AgentHome): AgentCode[] =>
  (Object.keys(ROSTER) as AgentCode[]).filter((code) => homeOf(code) === home);
