import { z } from 'zod';
import { CONCLUDED, WORD_FOR_WORD, statement, type Said } from './finding';

/** Most findings of one kind from one report: a brief is read by people. */
const MOST = 8;

const quoted = z.object({ quote: z.string(), evidenceId: z.string() });
const list = z.array(quoted).default([]);

/** What a synthesis reads of a report: as much as it understands, whatever else is in it. */
export type ReportReader = (output: unknown) => Said[];

const reader =
  <T extends z.ZodType>(shape: T, read: (report: z.output<T>) => Said[]): ReportReader =>
  (output) => {
    const parsed = shape.safeParse(output);
    return parsed.success ? read(parsed.data) : [];
  };

const from = (
  section: Said['section'],
  said: readonly { readonly quote: string; readonly evidenceId: string }[],
  words: (quote: string) => string = (quote) => quote,
  confidence = WORD_FOR_WORD,
): Said[] =>
  said.slice(0, MOST).map(({ quote, evidenceId }) => ({
    section,
    text: statement(words(quote)),
    evidenceIds: [evidenceId],
    confidence,
  }));

const competitors = reader(
  z.object({
    profiles: z.array(z.object({ name: z.string(), sells: list, claims: list, proof: list })),
    swot: z
      .array(
        z.object({
          domain: z.string(),
          opportunities: z.array(z.object({ text: z.string(), evidenceIds: z.array(z.string()) })).default([]),
          threats: z.array(z.object({ text: z.string(), evidenceIds: z.array(z.string()) })).default([]),
        }),
      )
      .default([]),
  }),
  ({ profiles, swot }) => [
    ...profiles.flatMap(({ name, sells, claims, proof }) => [
      ...from('market.landscape', sells.slice(0, 2), (quote) => `${name} sells: ${quote}`),
      ...from('market.landscape', claims.slice(0, 3), (quote) => `${name} claims: ${quote}`),
      ...from('market.landscape', proof.slice(0, 2), (quote) => `${name} shows: ${quote}`),
    ]),
    ...swot.flatMap(({ opportunities, threats }) => [
      ...opportunities.slice(0, 3).map((each) => concluded('market.trend', each)),
      ...threats.slice(0, 3).map((each) => concluded('risk', each)),
    ]),
  ],
);

const concluded = (
  section: Said['section'],
  { text, evidenceIds }: { readonly text: string; readonly evidenceIds: readonly string[] },
): Said => ({
  section,
  text: statement(text),
  evidenceIds: [...new Set(evidenceIds)].slice(0, 100),
  confidence: CONCLUDED,
});

const audience = reader(
  z.object({
    own: z.object({ offer: list, promises: list, proofs: list, callsToAction: list }),
    groups: z.array(quoted.extend({ who: z.string() })).default([]),
    pains: z
      .array(z.object({ theme: z.string(), frequency: z.number(), intensity: z.number(), quotes: list }))
      .default([]),
    criteria: z.array(z.object({ theme: z.string(), quotes: list })).default([]),
    objections: list,
  }),
  ({ own, groups, pains, criteria, objections }) => [
    ...from('messaging.value_prop', [...own.offer, ...own.promises]),
    ...from('messaging.proof_point', own.proofs),
    ...from('messaging.call_to_action', own.callsToAction),
    ...groups
      .slice(0, 4)
      .map(({ who, evidenceId }) =>
        concluded('persona.journey', { text: `It is for ${who}.`, evidenceIds: [evidenceId] }),
      ),
    ...pains.slice(0, 5).map(({ theme, frequency, intensity, quotes }) =>
      concluded('persona.journey', {
        text: `What sets them off is ${theme} (${frequency} voices, intensity ${intensity} of 3): ${quotes[0]?.quote ?? ''}`,
        evidenceIds: quotes.map(({ evidenceId }) => evidenceId),
      }),
    ),
    ...criteria.slice(0, 6).map(({ theme, quotes }) =>
      concluded('persona.criterion', {
        text: `They compare ${theme}: ${quotes[0]?.quote ?? ''}`,
        evidenceIds: quotes.map(({ evidenceId }) => evidenceId),
      }),
    ),
    ...from('persona.objection', objections),
  ],
);

const prices = reader(
  z.object({
    sites: z.array(
      z.object({
        domain: z.string(),
        plans: z
          .array(z.object({ name: z.string(), kind: z.string(), quote: z.string(), evidenceId: z.string() }))
          .default([]),
        tactics: z.array(z.object({ kind: z.string(), reason: z.string(), evidenceId: z.string() })).default([]),
      }),
    ),
  }),
  ({ sites }) =>
    sites.flatMap(({ domain, plans, tactics }) => [
      ...plans
        .slice(0, 4)
        .map(({ name, quote, evidenceId }) =>
          concluded('market.landscape', { text: `${domain} asks for ${name}: ${quote}`, evidenceIds: [evidenceId] }),
        ),
      ...tactics.slice(0, 3).map(({ kind, reason, evidenceId }) =>
        concluded('market.landscape', {
          text: `${domain} frames its prices by ${kind}: ${reason}`,
          evidenceIds: [evidenceId],
        }),
      ),
    ]),
);

const channels = reader(
  z.object({
    channels: z.array(
      z.object({
        channel: z.string(),
        score: z.number(),
        why: z.string(),
        evidenceIds: z.array(z.string()).default([]),
      }),
    ),
  }),
  ({ channels: rows }) =>
    rows.map(({ channel, score, why, evidenceIds }) => ({
      ...concluded('channel', { text: why, evidenceIds }),
      channel: { name: channel, score },
    })),
);

const market = reader(
  z.object({
    tam: z
      .object({ value: z.number(), unit: z.string(), text: z.string(), evidenceIds: z.array(z.string()) })
      .nullable(),
    assumptions: z.array(z.object({ text: z.string(), evidenceIds: z.array(z.string()) })).default([]),
    segments: z.array(z.object({ text: z.string(), evidenceIds: z.array(z.string()) })).default([]),
    trends: z.array(z.object({ text: z.string(), evidenceIds: z.array(z.string()) })).default([]),
    opportunities: z.array(z.object({ text: z.string(), evidenceIds: z.array(z.string()) })).default([]),
    questions: z.array(z.string()).default([]),
  }),
  ({ tam, assumptions, segments, trends, opportunities, questions }) => [
    ...(tam
      ? [
          {
            ...concluded('market.tam', tam),
            figure: { of: 'total addressable market', value: tam.value, unit: tam.unit },
          },
        ]
      : []),
    ...assumptions.slice(0, MOST).map((each) => concluded('market.assumption', each)),
    ...segments.slice(0, MOST).map((each) => concluded('market.landscape', each)),
    ...[...trends, ...opportunities].slice(0, MOST).map((each) => concluded('market.trend', each)),
    ...questions.slice(0, MOST).map((text) => concluded('question', { text, evidenceIds: [] })),
  ],
);

const keywords = reader(
  z.object({
    clusters: z.array(
      z.object({
        name: z.string(),
        intent: z.string(),
        keywords: z.array(z.string()),
        evidenceIds: z.array(z.string()),
      }),
    ),
    gaps: z.array(z.object({ keyword: z.string(), evidenceIds: z.array(z.string()) })).default([]),
  }),
  ({ clusters, gaps }) => [
    ...clusters.slice(0, 5).map(({ name, intent, keywords: words, evidenceIds }) =>
      concluded('persona.journey', {
        text: `Who looks (${intent}) says ${name}: ${words.slice(0, 6).join(', ')}`,
        evidenceIds,
      }),
    ),
    ...gaps.slice(0, 5).map(({ keyword, evidenceIds }) =>
      concluded('market.trend', {
        text: `Competitors speak of "${keyword}" and the own site does not.`,
        evidenceIds,
      }),
    ),
  ],
);

/** One row an agent whose reports can be joined. */
export const READERS: Readonly<Record<string, ReportReader>> = {
  'RES-001': market,
  'RES-002': competitors,
  'RES-003': audience,
  'RES-007': keywords,
  'RES-010': prices,
  'RES-011': channels,
};
