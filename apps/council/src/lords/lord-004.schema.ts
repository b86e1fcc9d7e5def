import { z } from 'zod';

const statement = z.object({
  text: z.string().describe('What is said'),
  evidenceIds: z.array(z.string()).default([]).describe('What it rests on'),
});
const statements = (what: string) => z.array(statement).default([]).describe(what);

export const directionTask = z.object({
  goal: z.string().min(1).max(2_000).describe('What it is all for'),
  objective: z.string().describe('What it is to move'),
  moves: z
    .array(
      z.object({
        ref: z.string().describe('Which move'),
        name: z.string().describe('What it is called'),
        channel: z.string().describe('Where'),
      }),
    )
    .min(1)
    .max(100)
    .describe('What is to be done, in its order'),
  brief: z
    .object({
      messagingInsights: z
        .object({
          valueProps: statements('What is worth saying'),
          proofPoints: statements('What proves it'),
          callsToAction: statements('What to ask for'),
        })
        .describe('The message'),
    })
    .describe('The war brief'),
  company: z.object({ name: z.string().describe('Who'), url: z.string().describe('Where') }).describe('Who speaks'),
  audience: z.string().min(1).max(200).describe('Whom it is for'),
  available: z.array(z.string()).max(100).describe('Agents that can be given work'),
  atMost: z.number().int().min(1).max(60).default(24).describe('How many assets are made'),
});

export const directionAnswer = z.object({
  assets: z
    .array(
      z.object({
        ref: z.string().describe('Name within this plan'),
        moveRef: z.string().describe('Which move it is for'),
        kind: z.string().describe('What it is'),
        channel: z.string().describe('Where'),
        title: z.string().describe('What it is called'),
        author: z.string().describe('Code of who makes it'),
        promise: z.string().describe('What it promises'),
        audience: z.string().describe('Whom it is for'),
        proofPoints: z
          .array(
            z.object({ text: z.string().describe('The proof'), evidenceId: z.string().describe('Where it stands') }),
          )
          .describe('What it may use'),
        callToAction: z.string().describe('What it asks for'),
        keywords: z.array(z.string()).describe('Words that should be there'),
        why: z.string().describe('Why'),
      }),
    )
    .describe('What is made'),
  leftOut: z
    .array(z.object({ moveRef: z.string().describe('Which move'), why: z.string().describe('Why') }))
    .describe('What is not made'),
  reasoning: z.string().min(1).max(1_500).describe('Why these'),
});
