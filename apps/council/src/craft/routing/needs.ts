import type { AgentCode, CampaignChannel, ObjectiveType } from '@raptor/contracts';

export const REQUEST_KINDS = ['campaign', 'research', 'content', 'check'] as const;
export type RequestKind = (typeof REQUEST_KINDS)[number];

/** Who does which part of a request; parts run one after the other, those within one side by side. */
export const PARTS = [
  'research',
  'synthesis',
  'brief',
  'strategy',
  'direction',
  'creation',
  'editing',
  'check',
  'gate',
] as const;
export type Part = (typeof PARTS)[number];

export interface Need {
  readonly part: Part;
  readonly agentCode: AgentCode;
  readonly why: string;
}

export interface Request {
  readonly kind: RequestKind;
  readonly objective: ObjectiveType;
  readonly channels: readonly CampaignChannel[];
  readonly hasCompetitors: boolean;
  readonly isRegulated: boolean;
}

const AUTHORS: Readonly<Record<CampaignChannel, readonly AgentCode[]>> = {
  google_ads: ['MUSE-001', 'MUSE-003'],
  google_search: ['MUSE-009', 'MUSE-027'],
  youtube: ['MUSE-016', 'MUSE-017'],
  meta_ads: ['MUSE-001', 'MUSE-002', 'MUSE-014'],
  facebook: ['MUSE-022'],
  instagram: ['MUSE-021', 'MUSE-014'],
  linkedin_ads: ['MUSE-001', 'MUSE-002'],
  linkedin: ['MUSE-023'],
  x: ['MUSE-025'],
  tiktok: ['MUSE-024', 'MUSE-017'],
  email: ['MUSE-004'],
  sms: ['MUSE-003'],
  blog: ['MUSE-009'],
  display: ['MUSE-015'],
};

const GUARDIANS: Readonly<Record<CampaignChannel, AgentCode>> = {
  google_ads: 'GRD-001',
  google_search: 'GRD-002',
  youtube: 'GRD-002',
  meta_ads: 'GRD-003',
  facebook: 'GRD-003',
  instagram: 'GRD-004',
  linkedin_ads: 'GRD-005',
  linkedin: 'GRD-006',
  x: 'GRD-008',
  tiktok: 'GRD-008',
  email: 'GRD-008',
  sms: 'GRD-008',
  blog: 'GRD-002',
  display: 'GRD-001',
};

/** Whatever the channel: brand, claims, privacy. */
const ALWAYS_CHECKED: readonly (readonly [AgentCode, string])[] = [
  ['GRD-007', 'nothing leaves that would embarrass the brand'],
  ['GRD-009', 'claims need evidence'],
  ['GRD-010', 'personal data needs a reason'],
];

/** The agents that a request needs, without doubles, in the order of the parts. */
export function needsOf(request: Request): Need[] {
  const { kind } = request;
  const wantsResearch = kind === 'campaign' || kind === 'research';
  const wantsContent = kind === 'campaign' || kind === 'content';
  const needs = [
    ...(wantsResearch ? research(request) : []),
    ...(kind === 'campaign' ? [need('strategy', 'LORD-003', 'simulates, splits the budget, plans the quest')] : []),
    ...(wantsContent ? creation(request) : []),
    ...(wantsContent || kind === 'check' ? checks(request) : []),
  ];
  const seen = new Set<string>();
  return needs.filter(({ part, agentCode }) => !seen.has(`${part} ${agentCode}`) && seen.add(`${part} ${agentCode}`));
}

const need = (part: Part, agentCode: AgentCode, why: string): Need => ({ part, agentCode, why });

function research({ objective, hasCompetitors, isRegulated }: Request): Need[] {
  const wantsPeople = objective !== 'awareness';
  const wantsMoney = objective === 'conversion' || objective === 'consideration';
  return [
    need('research', 'RES-001', 'how large the market is and where it grows'),
    need('research', 'RES-003', 'whom it is for and what hurts them'),
    ...(hasCompetitors ? [need('research', 'RES-002', 'what the named competitors say and lack')] : []),
    ...(hasCompetitors && wantsMoney
      ? [need('research', 'RES-010', 'what the competitors charge and how they frame it')]
      : []),
    ...(wantsPeople ? [need('research', 'RES-008', `where people stop on their way to ${objective}`)] : []),
    ...(objective === 'awareness' ? [need('research', 'RES-004', 'what people are about to talk of')] : []),
    ...(objective === 'retention' || objective === 'advocacy'
      ? [need('research', 'RES-009', 'why customers stay or leave')]
      : []),
    need('research', 'RES-007', 'what people who search would find, and where competitors are ahead'),
    need('research', 'RES-011', 'what a result costs in each channel'),
    ...(isRegulated ? [need('research', 'RES-012', 'what the law of the industry demands')] : []),
    need('synthesis', 'RES-020', 'joins the reports and names where they contradict each other'),
    need('brief', 'LORD-002', 'turns what was found into the war brief'),
  ];
}

const creation = ({ channels }: Request): Need[] => [
  need('direction', 'LORD-004', 'decides which assets are made, and by whom'),
  ...channels.flatMap((channel) =>
    AUTHORS[channel].map((code) => need('creation', code, `writes for ${named(channel)}`)),
  ),
  need('editing', 'MUSE-026', 'scores grammar, flow and readability'),
  need('editing', 'MUSE-030', 'scores how much it sounds like the brand'),
];

const checks = ({ channels }: Request): Need[] => [
  ...channels.map((channel) => need('check', GUARDIANS[channel], `knows the rules of ${named(channel)}`)),
  ...ALWAYS_CHECKED.map(([code, why]) => need('check', code, why)),
  need('gate', 'LORD-006', 'nothing leaves without a verdict and an approval'),
];

const named = (channel: CampaignChannel): string => channel.replaceAll('_', ' ');
