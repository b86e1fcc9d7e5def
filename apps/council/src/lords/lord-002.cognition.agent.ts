import { defineAgent, memoriesOf, strangeNumbers, type Evidence } from '@raptor/agent-kit';
import { EVIDENCE_ID } from '@raptor/contracts';
import { z } from 'zod';
import { judged } from '../craft/briefing/learning';
import { SECTIONS, briefOf, type BriefFacts } from '../craft/briefing/war-brief';
import { cognitionSamples } from './lord-002.samples';

const DAY_MS = 86_400_000;

/** Learnt before, and told with a new brief. */
const LEARNT_AT_MOST = 5;

const evidenceIds = z.array(z.string().regex(EVIDENCE_ID)).max(100).describe('Evidence it rests on');
const confidence = z.number().min(0).max(1).describe('How sure it is');

const input = z
  .object({
    goal: z.string().min(3).max(2_000).describe('What it is all for'),
    briefType: z
      .enum(['campaign', 'market', 'competitor', 'weekly', 'crisis'])
      .default('campaign')
      .describe('Which kind of brief'),
    findings: z
      .array(
        z.object({
          section: z.enum(SECTIONS).describe('Where in the brief it belongs'),
          text: z.string().min(3).max(1_000).describe('One statement'),
          evidenceIds,
          confidence,
          foundBy: z
            .string()
            .regex(/^(LORD|RES|MUSE|MTX|GRD)-\d{3}$/)
            .describe('Agent that found it'),
          figure: z
            .object({
              of: z.string().min(1).max(200).describe('What is measured'),
              value: z.number().describe('How much'),
              unit: z.string().min(1).max(50).describe('Of what'),
            })
            .optional()
            .describe('Where the statement is a figure'),
          channel: z
            .object({
              name: z.string().min(1).max(100).describe('Which channel'),
              score: z.number().min(0).max(1).describe('How well it fits'),
            })
            .optional()
            .describe('Where the statement is about a channel'),
        }),
      )
      .max(1_000)
      .default([])
      .describe('What research found, of all reports'),
    lessons: z
      .array(
        z.object({
          text: z.string().min(3).max(1_000).describe('What a result seems to teach'),
          evidenceIds,
          pValue: z.number().min(0).max(1).nullable().describe('Where a test was made'),
          sampleSize: z.number().int().min(0).describe('How many were counted'),
          tainted: z.boolean().describe('It rests on text of strangers'),
        }),
      )
      .max(200)
      .default([])
      .describe('What results seem to teach'),
  })
  .refine(({ findings, lessons }) => findings.length + lessons.length > 0, {
    path: ['findings'],
    error: 'must have findings to brief on, or lessons to judge',
  });

const said = z.object({ text: z.string().describe('The statement'), evidenceIds, confidence });
const figure = said.extend({ value: z.number().describe('How much'), unit: z.string().describe('Of what') }).nullable();
const all = z.array(said);

const brief = z.object({
  marketAnalysis: z
    .object({
      tam: figure.describe('Total addressable market'),
      sam: figure.describe('Serviceable addressable market'),
      som: figure.describe('Serviceable obtainable market'),
      assumptions: all.describe('What the sizes assume'),
      trends: all.describe('What is changing'),
      landscape: all.describe('Who else is there'),
    })
    .describe('The market'),
  personaDeepDive: z
    .object({
      journey: all.describe('How people get there'),
      decisionCriteria: all.describe('What they decide by'),
      objections: all.describe('What holds them back'),
    })
    .describe('The people'),
  messagingInsights: z
    .object({
      valueProps: all.describe('What is worth saying'),
      proofPoints: all.describe('What proves it'),
      callsToAction: all.describe('What to ask for'),
    })
    .describe('The message'),
  recommendedChannels: z
    .array(
      said.extend({
        channel: z.string().describe('Where'),
        share: z.number().min(0).max(1).describe('Share of the budget'),
      }),
    )
    .describe('Where to say it; shares add up to 1'),
  risks: all.describe('What may go wrong'),
  openQuestions: z.array(z.string()).describe('What is not known, or contradicts itself'),
  confidence: confidence.describe('How sure and how whole the brief is'),
  researchSources: z.array(z.string()).describe('All evidence it rests on'),
  contentHash: z.string().describe('The same for the same findings'),
});

const output = z.object({
  brief: brief.nullable().describe('The war brief; null where there was nothing to brief on'),
  learntBefore: z.array(said).describe('What this workspace has learnt before about such a goal'),
  lessons: z
    .array(
      z.object({
        text: z.string().describe('The lesson'),
        evidenceIds,
        isAccepted: z.boolean().describe('It may become a memory'),
        reason: z.string().describe('Why, or why not'),
      }),
    )
    .describe('What was judged'),
  implications: z
    .array(
      z.object({
        text: z.string().min(3).max(500).describe('What follows for the plan'),
        evidenceIds: evidenceIds.min(1),
      }),
    )
    .max(8)
    .describe('What follows for the plan'),
  executiveSummary: z.string().min(1).max(1_500).describe('For somebody with a minute'),
});

type Task = z.output<typeof input>;
type Answer = z.output<typeof output>;
type Facts = Pick<Answer, 'brief' | 'learntBefore' | 'lessons'>;

/** What is said and what it rests on is code's to decide; a model says what follows. */
export const cognition = defineAgent({
  code: 'LORD-002',
  name: 'Cognition',
  guild: 'council',
  tier: 'deep',
  purpose: 'Turns what research found into a war brief, and decides which lessons may become memories.',
  input,
  output,
  gather: ({ goal }, { memories }) => memories.similar({ kind: 'learnings', text: goal, atMost: LEARNT_AT_MOST }),
  floor: (task, evidence) => {
    const facts = factsOf(task, evidence);
    return { ...facts, implications: implicationsOf(facts), executiveSummary: summaryOf(task, facts) };
  },
  prompt: ({ goal, briefType }, _evidence, floor) => `
You brief those who plan a ${briefType}: ${goal}
Below is what was found; it is right and stays word for word. Write two things better than they are: "implications" (up to eight, each
naming the evidence ids of the findings it follows from; what to do, for whom, with what proof, and what to test first where findings
contradict each other) and "executiveSummary" (at most 1,500 characters: the one thing to know, the three that follow, what is not
known). Use no number that the findings do not have.
${JSON.stringify(floor)}`,
  check: (answer, task, evidence) => {
    const facts = factsOf(task, evidence);
    const fields = Object.keys(facts) as (keyof Facts)[];
    const known = new Set([
      ...(facts.brief?.researchSources ?? []),
      ...[...facts.learntBefore, ...facts.lessons].flatMap((each) => each.evidenceIds),
    ]);
    const strange = answer.implications.flatMap((each) => each.evidenceIds).filter((id) => !known.has(id));
    const text = JSON.stringify({ facts, goal: task.goal, said: summaryOf(task, facts) });
    const words = [answer.executiveSummary, ...answer.implications.map((each) => each.text)].join(' ');
    return [
      ...fields
        .filter((field) => JSON.stringify(answer[field]) !== JSON.stringify(facts[field]))
        .map((field) => `"${field}" must stay as it was given`),
      ...repeated(answer.implications.map(({ text: each }) => each)).map((each) => `This is said twice: ${each}`),
      ...answer.implications
        .filter((each) => repeated(each.evidenceIds).length > 0)
        .map((each) => `Evidence is named twice for: ${each.text}`),
      ...strange.map((id) => `${id} is not among the evidence of these findings`),
      ...strangeNumbers(words, text).map((number) => `${number} is not among the findings`),
    ];
  },
  cache: { ttlMs: DAY_MS },
  memory: {
    remember: ({ lessons, brief: written, executiveSummary }, { goal }) => [
      ...lessons
        .filter(({ isAccepted }) => isAccepted)
        .map(({ text, evidenceIds: ids }) => ({
          kind: 'learnings' as const,
          text,
          evidenceIds: ids as `council:${string}`[],
        })),
      ...(written
        ? [
            {
              kind: 'research' as const,
              text: `${goal}: ${executiveSummary}`,
              metadata: { contentHash: written.contentHash },
            },
          ]
        : []),
    ],
  },
  samples: cognitionSamples,
});

function factsOf({ findings, lessons }: Task, evidence: Evidence): Facts {
  const memories = memoriesOf(evidence, 'learnings');
  const remembered = memories.map(({ text }) => text);
  const facts: BriefFacts | null = findings.length > 0 ? briefOf(findings) : null;
  return {
    brief: facts,
    learntBefore: memories
      .filter(({ tainted }) => !tainted)
      .map(({ id, text, data }) => ({
        text,
        evidenceIds: [id],
        confidence: Number(Math.min(1, Math.max(0, data.similarity)).toFixed(4)),
      })),
    lessons: lessons.map((lesson) => judged(lesson, remembered)),
  };
}

const repeated = (texts: readonly string[]): string[] => texts.filter((text, index) => texts.indexOf(text) < index);

/** What any planner would take from it: the surest of what helps and of what stands in the way. */
function implicationsOf({ brief: facts, learntBefore, lessons }: Facts): Answer['implications'] {
  const objection = facts?.personaDeepDive.objections[0];
  const criterion = facts?.personaDeepDive.decisionCriteria[0];
  const value = facts?.messagingInsights.valueProps[0];
  const proof = facts?.messagingInsights.proofPoints[0];
  const channel = facts?.recommendedChannels[0];
  const learnt = learntBefore[0];
  const lesson = lessons.find(({ isAccepted }) => isAccepted);
  const follows = (text: string, ...from: ({ evidenceIds: string[] } | undefined)[]) => {
    const ids = [...new Set(from.flatMap((each) => each?.evidenceIds ?? []))];
    return ids.length > 0 ? [{ text: upTo(500, text), evidenceIds: ids.slice(0, 100) }] : [];
  };
  return [
    ...(value ? follows(`Lead with: ${value.text}${proof ? ` Prove it with: ${proof.text}` : ''}`, value, proof) : []),
    ...(objection ? follows(`Answer this before asking for anything: ${objection.text}`, objection) : []),
    ...(criterion ? follows(`Make this easy to compare: ${criterion.text}`, criterion) : []),
    ...(channel
      ? follows(`Begin in ${channel.channel}, with ${Math.round(channel.share * 100)} % of the budget.`, channel)
      : []),
    ...(learnt ? follows(`Learnt here before: ${learnt.text}`, learnt) : []),
    ...(lesson ? follows(`From now on: ${lesson.text}`, lesson) : []),
  ];
}

function summaryOf({ goal, findings }: Task, { brief: facts, learntBefore, lessons }: Facts): string {
  const accepted = lessons.filter(({ isAccepted }) => isAccepted).length;
  const first = facts
    ? `${goal}: ${facts.researchSources.length} sources, ${findings.length} findings, confidence ${facts.confidence}.`
    : `${goal}: nothing new to brief on.`;
  const sentences = [
    facts?.marketAnalysis.trends[0]?.text,
    facts?.personaDeepDive.objections[0]?.text,
    facts?.messagingInsights.valueProps[0]?.text,
    facts && facts.openQuestions.length > 0
      ? `${facts.openQuestions.length} questions are open; first: ${facts.openQuestions[0]}`
      : undefined,
    lessons.length > 0 ? `${accepted} of ${lessons.length} lessons may be remembered.` : undefined,
    learntBefore[0] && `Learnt before: ${learntBefore[0].text}`,
  ];
  let summary = upTo(1_500, first);
  for (const sentence of sentences) if (sentence && summary.length + sentence.length < 1_500) summary += ` ${sentence}`;
  return summary;
}

/** Ends with a word: half a number would be another number. */
const upTo = (characters: number, text: string): string =>
  text.length <= characters ? text : text.slice(0, Math.max(0, text.lastIndexOf(' ', characters)));
