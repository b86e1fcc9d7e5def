import { splitExactly } from '../routing/largest-remainder';
import { contentHashOf, contradictionsAmong, joined, type Statement } from './statements';

export const SECTIONS = [
  'market.tam',
  'market.sam',
  'market.som',
  'market.assumption',
  'market.trend',
  'market.landscape',
  'persona.journey',
  'persona.criterion',
  'persona.objection',
  'messaging.value_prop',
  'messaging.proof_point',
  'messaging.call_to_action',
  'channel',
  'risk',
  'question',
] as const;
export type Section = (typeof SECTIONS)[number];

/** What a brief must have something about to be whole. */
const WHOLE: readonly Section[] = [
  'market.tam',
  'market.trend',
  'market.landscape',
  'persona.journey',
  'persona.criterion',
  'persona.objection',
  'messaging.value_prop',
  'messaging.proof_point',
  'channel',
];

export interface Finding extends Statement {
  readonly section: Section;
  /** For the section `channel`: which one, and how well it fits, 0 to 1. */
  readonly channel?: { readonly name: string; readonly score: number };
}

export interface Said {
  readonly text: string;
  readonly evidenceIds: string[];
  readonly confidence: number;
}

export interface Figure extends Said {
  readonly value: number;
  readonly unit: string;
}

/** Everything of it that code decides; every statement says what it rests on. */
export interface BriefFacts {
  marketAnalysis: {
    tam: Figure | null;
    sam: Figure | null;
    som: Figure | null;
    assumptions: Said[];
    trends: Said[];
    landscape: Said[];
  };
  personaDeepDive: { journey: Said[]; decisionCriteria: Said[]; objections: Said[] };
  messagingInsights: { valueProps: Said[]; proofPoints: Said[]; callsToAction: Said[] };
  /** Shares add up to 1. */
  recommendedChannels: (Said & { channel: string; share: number })[];
  risks: Said[];
  openQuestions: string[];
  /** 0 to 1: how sure its statements are, times how much of it is there. */
  confidence: number;
  researchSources: string[];
  contentHash: string;
}

/** What has no evidence is no finding: it becomes a question. */
export function briefOf(findings: readonly Finding[]): BriefFacts {
  const supported = joined(findings.filter(({ evidenceIds }) => evidenceIds.length > 0));
  const unsupported = findings.filter(({ evidenceIds, section }) => evidenceIds.length === 0 && section !== 'question');
  const of = (section: Section): Said[] =>
    supported
      .filter((each) => each.section === section)
      .toSorted(bySureness)
      .map(said);
  const asked = findings.filter(({ section }) => section === 'question').map(({ text }) => text);
  return {
    marketAnalysis: {
      tam: surestFigure(supported, 'market.tam'),
      sam: surestFigure(supported, 'market.sam'),
      som: surestFigure(supported, 'market.som'),
      assumptions: of('market.assumption'),
      trends: of('market.trend'),
      landscape: of('market.landscape'),
    },
    personaDeepDive: {
      journey: of('persona.journey'),
      decisionCriteria: of('persona.criterion'),
      objections: of('persona.objection'),
    },
    messagingInsights: {
      valueProps: of('messaging.value_prop'),
      proofPoints: of('messaging.proof_point'),
      callsToAction: of('messaging.call_to_action'),
    },
    recommendedChannels: channelsOf(supported),
    risks: of('risk'),
    openQuestions: [
      ...new Set([
        ...asked,
        ...contradictionsAmong(supported).map(
          ({ of: what, values }) =>
            `Which is right for ${what}: ${values.map(({ value, unit }) => `${value} ${unit}`).join(' or ')}?`,
        ),
        ...unsupported.map(({ text }) => `What supports this: ${text}`),
      ]),
    ],
    confidence: confidenceOf(supported),
    researchSources: [...new Set(supported.flatMap(({ evidenceIds }) => evidenceIds))],
    contentHash: contentHashOf(supported),
  };
}

const said = ({ text, evidenceIds, confidence }: Statement): Said => ({
  text,
  evidenceIds: [...evidenceIds],
  confidence,
});

const bySureness = (a: Statement, b: Statement): number => b.confidence - a.confidence || a.text.localeCompare(b.text);

function surestFigure(findings: readonly Finding[], section: Section): Figure | null {
  const [surest] = findings.filter((each) => each.section === section && each.figure).toSorted(bySureness);
  return surest?.figure ? { ...said(surest), value: surest.figure.value, unit: surest.figure.unit } : null;
}

/** The best of each channel; shares in whole hundredths. */
function channelsOf(findings: readonly Finding[]): BriefFacts['recommendedChannels'] {
  const best = new Map<string, Finding & { channel: { name: string; score: number } }>();
  for (const finding of findings) {
    const { channel } = finding;
    if (finding.section !== 'channel' || !channel || channel.score <= (best.get(channel.name)?.channel.score ?? 0))
      continue;
    best.set(channel.name, { ...finding, channel });
  }
  const chosen = [...best.values()].toSorted(
    (a, b) => b.channel.score - a.channel.score || a.channel.name.localeCompare(b.channel.name),
  );
  const shares = splitExactly(
    100,
    chosen.map(({ channel }) => channel.score),
  );
  return chosen.map((finding, index) => ({
    ...said(finding),
    channel: finding.channel.name,
    share: (shares[index] ?? 0) / 100,
  }));
}

function confidenceOf(findings: readonly Finding[]): number {
  if (findings.length === 0) return 0;
  const mean = findings.reduce((sum, { confidence }) => sum + confidence, 0) / findings.length;
  const there = WHOLE.filter((section) => findings.some((each) => each.section === section)).length;
  return Number(((mean * there) / WHOLE.length).toFixed(4));
}
