import { createHash } from 'node:crypto';
import type { Evidence, ModelTier } from '@raptor/agent-kit';
import { codesOf, type AgentHome } from '@raptor/contracts';

const TIERS: Readonly<Record<AgentHome, ModelTier>> = {
  council: 'deep',
  research: 'flash',
  muse: 'balanced',
  matrix: 'flash',
  guardian: 'none',
};

/** The whole roster, as if all of it were built, without some. */
export const everybodyBut = (...absent: readonly string[]): { code: string; tier: ModelTier }[] =>
  (Object.keys(TIERS) as AgentHome[])
    .flatMap((home) => codesOf(home).map((code) => ({ code, tier: TIERS[home] })))
    .filter(({ code }) => !absent.includes(code));

/** What the table of agents would have shown; agents that are not named have no history. */
export function historyOf(agents: Readonly<Record<string, { isActive?: boolean; p95Ms?: number }>>): Evidence {
  const data = Object.entries(agents).map(([code, { isActive = true, p95Ms = null }]) => ({ code, isActive, p95Ms }));
  const text = JSON.stringify(data);
  const contentHash = createHash('sha256').update(text).digest('hex');
  const seenAt = '2026-03-02T08:00:00.000Z';
  return {
    lacking: [],
    items: [
      {
        kind: 'rows',
        id: `council:${contentHash}`,
        source: 'rows.agents',
        text,
        data,
        contentHash,
        seenAt,
        tainted: false,
      },
    ],
  };
}

const DAY = { startAt: '2026-03-02T08:00:00.000Z', deadlineAt: '2026-03-02T20:00:00.000Z' };

interface Plan {
  readonly assignments: readonly { readonly agentCode: string; readonly budgetMicroUsd: number }[];
  readonly missing: readonly { readonly agentCode: string }[];
  readonly risks: readonly string[];
  readonly reserveMicroUsd: number;
}

const has = ({ assignments }: Plan, ...codes: readonly string[]): boolean =>
  codes.every((code) => assignments.some(({ agentCode }) => agentCode === code));

export const architectSamples = [
  {
    name: 'a campaign to convert, in search ads and by e-mail',
    input: {
      kind: 'campaign' as const,
      goal: 'Two hundred paid sign-ups of freelancers in April',
      objective: 'conversion' as const,
      channels: ['google_ads' as const, 'email' as const],
      competitors: ['northwind.example'],
      ...DAY,
      budgetMicroUsd: 5_000_000,
      available: everybodyBut(),
    },
    evidence: historyOf({ 'RES-001': { p95Ms: 42_000 } }),
    expect: (plan: Plan) =>
      has(
        plan,
        'RES-002',
        'RES-010',
        'LORD-002',
        'LORD-003',
        'MUSE-001',
        'MUSE-004',
        'GRD-001',
        'GRD-008',
        'LORD-006',
      ) && plan.assignments.reduce((sum, each) => sum + each.budgetMicroUsd, plan.reserveMicroUsd) === 5_000_000,
  },
  {
    name: 'research alone, with an agent switched off',
    input: {
      kind: 'research' as const,
      goal: 'Understand why customers leave',
      objective: 'retention' as const,
      ...DAY,
      budgetMicroUsd: 0,
      available: everybodyBut(),
    },
    evidence: historyOf({ 'RES-009': { isActive: false } }),
    expect: (plan: Plan) =>
      has(plan, 'RES-001', 'RES-020') &&
      !has(plan, 'MUSE-001') &&
      plan.missing.some(({ agentCode }) => agentCode === 'RES-009'),
  },
  {
    name: 'a post that is due in a minute, with a guardian that is not built',
    input: {
      kind: 'content' as const,
      goal: 'Announce the new office',
      objective: 'awareness' as const,
      channels: ['linkedin' as const],
      startAt: DAY.startAt,
      deadlineAt: '2026-03-02T08:01:00.000Z',
      budgetMicroUsd: 1_000_000,
      available: everybodyBut('GRD-006'),
    },
    evidence: historyOf({}),
    expect: (plan: Plan) =>
      plan.risks.some((risk) => risk.includes('GRD-006')) && plan.risks.some((risk) => risk.includes('deadline')),
  },
  {
    name: 'a check of something that is written',
    input: {
      kind: 'check' as const,
      goal: 'May this leave?',
      objective: 'awareness' as const,
      channels: ['meta_ads' as const],
      ...DAY,
      budgetMicroUsd: 10_000,
      available: everybodyBut(),
    },
    evidence: historyOf({}),
    expect: (plan: Plan) =>
      has(plan, 'GRD-003', 'GRD-007', 'GRD-009', 'GRD-010', 'LORD-006') && plan.assignments.length === 5,
  },
];
