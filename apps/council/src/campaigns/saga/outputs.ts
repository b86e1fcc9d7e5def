import { COPY_FIELDS, isAgentCode, type AgentCode } from '@raptor/contracts';
import { z } from 'zod';

/** What the saga reads of the answers of agents, and no more: whatever does not fit is as good as no answer. */
const code = z.custom<AgentCode>((value) => typeof value === 'string' && isAgentCode(value));
const ids = z.array(z.string()).default([]);
const text = z.string();
const said = z.object({ text, evidenceIds: ids, confidence: z.number().default(0.5) });

export const planOutput = z.object({
  assignments: z.array(z.object({ agentCode: code, part: text, why: text.default('') })),
  missing: z.array(z.object({ agentCode: text, part: text, why: text })).default([]),
  reasoning: text.default(''),
});

export const synthesisOutput = z.object({
  findings: z.array(z.record(z.string(), z.unknown())),
  summary: text.default(''),
  gaps: z.array(z.unknown()).default([]),
});

export const briefOutput = z.object({
  brief: z
    .looseObject({
      messagingInsights: z.looseObject({
        valueProps: z.array(said),
        proofPoints: z.array(said),
        callsToAction: z.array(said),
      }),
      personaDeepDive: z.looseObject({
        objections: z.array(said),
        journey: z.array(said),
        decisionCriteria: z.array(said),
      }),
      researchSources: z.array(text),
      confidence: z.number(),
      contentHash: text,
    })
    .nullable(),
  learntBefore: z.array(said).default([]),
  implications: z.array(z.object({ text, evidenceIds: ids })).default([]),
  executiveSummary: text,
});
export type BriefOutput = z.output<typeof briefOutput>;

export const strategyOutput = z.object({
  simulation: z.looseObject({
    seed: z.number(),
    iterations: z.number(),
    conditions: z.array(
      z.looseObject({ name: text, probability: z.number(), mean: z.number(), ciLow: z.number(), ciHigh: z.number() }),
    ),
    mean: z.number(),
    ciLow: z.number(),
    ciHigh: z.number(),
    allocation: z.record(z.string(), z.number()),
    recommendedStrategy: text,
  }),
  quest: z.looseObject({
    title: text,
    chapters: z.array(
      z.object({
        number: z.number(),
        name: text,
        moves: z.array(text),
        successCriteria: z.array(text),
        xpReward: z.number(),
      }),
    ),
    estimatedConversionRate: z.number().nullable(),
    estimatedRoi: z.number().nullable(),
    confidence: z.number(),
    risks: z.array(z.object({ risk: text, likelihood: z.number(), answer: text })),
    totalXp: z.number(),
  }),
  moves: z.array(
    z.looseObject({
      ref: text,
      name: text,
      kind: text,
      channel: text,
      chapter: z.number(),
      dayOffset: z.number(),
      why: text.default(''),
      evidenceIds: ids,
    }),
  ),
  learntFrom: z.array(z.object({ evidenceIds: ids })).default([]),
  reasoning: text.default(''),
});
export type StrategyOutput = z.output<typeof strategyOutput>;

const proofPoint = z.object({ text, evidenceId: text });

export const directionOutput = z.object({
  assets: z.array(
    z.object({
      ref: text,
      moveRef: text,
      kind: text,
      channel: text,
      title: text,
      author: code,
      promise: text,
      audience: text,
      proofPoints: z.array(proofPoint).default([]),
      callToAction: text,
      keywords: z.array(text).default([]),
      templateCode: text.optional(),
      why: text.default(''),
    }),
  ),
  reasoning: text.default(''),
});
/** An asset as LORD-004 wants it. */
export type DirectedAsset = z.output<typeof directionOutput>['assets'][number];

export const copyField = z.object({ field: z.enum(COPY_FIELDS), text, evidenceIds: ids });
export const draftOutput = z.looseObject({ copy: z.array(copyField).min(1) });
export const designOutput = z.looseObject({
  designs: z.array(z.looseObject({ svg: text, altText: text, contrastRatio: z.number().optional() })).min(1),
});

export const critiqueOutput = z.object({ score: z.number().min(1).max(10), notes: z.array(text).default([]) });

export const verdictOutput = z.object({
  verdict: z.enum(['passed', 'warning', 'needs_review', 'rejected']),
  findings: z.array(z.looseObject({ ruleId: text, severity: text })).default([]),
  claims: z
    .array(z.looseObject({ claim: text, state: text, kind: text.optional(), evidenceId: text.optional() }))
    .default([]),
});
export type VerdictOutput = z.output<typeof verdictOutput>;

const count = z.number().min(0).default(0);
export const performanceOutput = z.object({
  total: z.object({ conversions: count }),
  channels: z.array(z.object({ channel: text, clicks: count, conversions: count, costMicroUsd: count })),
  findings: z.array(z.object({ channel: text, evidenceIds: ids })).default([]),
  summary: text.default(''),
});

export const gateOutput = z.object({
  decisions: z.array(
    z.object({
      assetId: text,
      contentHash: text,
      gate: z.enum(['open', 'closed']),
      risk: z.enum(['low', 'medium', 'high']),
      approvalBy: z.enum(['policy', 'operator', 'admin']),
      reasons: z.array(text).default([]),
      dissent: z.array(z.unknown()).default([]),
    }),
  ),
});
