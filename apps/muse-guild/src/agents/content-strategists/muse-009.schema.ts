import { evidenceId } from '@raptor/agent-kit';
import { z } from 'zod';
import { inBrandWords, lexicon, wordsIn } from '../../craft/text/lexicon';

export const LIMITS = { title: 70, metaDescription: 155 } as const;
const BY_CODE = 'Worked out by code: leave it out';

const url = z
  .url({ protocol: /^https?$/, error: 'must be an address that begins with https:// or http://' })
  .max(2_048);

export const articleTask = z
  .object({
    topic: z.string().trim().min(3).max(120).describe('What it is about, as a phrase'),
    audience: z.string().trim().min(2).max(120).describe('Who reads it'),
    keyPoints: z
      .array(
        z.object({
          point: z.string().trim().min(5).max(300).describe('What is to be said, a sentence'),
          heading: z.string().trim().min(2).max(80).optional().describe('Heading, where it has a section of its own'),
          evidence: z
            .array(
              z.object({
                evidenceId,
                excerpt: z.string().trim().min(1).max(3_000).describe('The words that support it'),
                source: z.string().trim().min(1).max(120).optional().describe('Who says so, as it may be named'),
                url: url.optional().describe('Where it stands'),
              }),
            )
            .max(5)
            .default([])
            .describe('What shows it; a point without is left out'),
        }),
      )
      .min(1)
      .max(20)
      .describe('What it says, in order'),
    outline: z
      .array(z.string().trim().min(2).max(80))
      .max(15)
      .default([])
      .describe('Headings to keep to; left out: a section a point'),
    words: z.number().int().min(150).max(2_500).default(900).describe('How long it should be'),
    tone: z.array(z.string().trim().min(1).max(60)).max(10).default([]).describe('How the brand sounds'),
    lexicon: lexicon.prefault({}).describe('What the brand says and does not say'),
    callToAction: z
      .object({
        text: z.string().trim().min(2).max(160).describe('What the reader is asked to do, a sentence'),
        url: url.optional().describe('Where it leads'),
      })
      .describe('How it ends'),
  })
  .superRefine(({ topic, audience, callToAction, outline, lexicon: words }, context) => {
    const parts = { topic, audience, callToAction: callToAction.text, outline: outline.join('\n') };
    for (const [part, text] of Object.entries(parts))
      for (const word of wordsIn(inBrandWords(text, words), words.banned))
        context.addIssue({
          code: 'custom',
          path: [part],
          message: `uses "${word}", which the brand bans: say it in other words`,
        });
  });

const sentence = z.object({
  text: z.string().min(1).max(600).describe('One sentence, or one quoted passage'),
  sources: z
    .array(z.number().int().min(1).max(100))
    .max(5)
    .describe('Numbers of the sources it rests on; none only where it states no fact'),
  evidenceIds: z.array(evidenceId).max(5).default([]).describe(BY_CODE),
});

const section = z.object({
  heading: z.string().min(1).max(80).describe('Heading'),
  paragraphs: z
    .array(z.object({ sentences: z.array(sentence).min(1).max(12).describe('Its sentences') }))
    .min(1)
    .max(24)
    .describe('Its paragraphs'),
  words: z.number().int().min(0).default(0).describe(BY_CODE),
});

export const articleAnswer = z.object({
  title: z.string().min(1).max(200).describe('Title, 70 characters at most'),
  metaDescription: z.string().min(1).max(400).describe('What a search engine shows, 155 characters at most'),
  sections: z.array(section).min(1).max(22).describe('The article'),
  callToAction: z
    .object({
      text: z.string().min(1).max(160).describe('As the brief has it'),
      url: z.string().min(1).max(2_048).nullable().describe('As the brief has it'),
    })
    .describe('How it ends'),
  omitted: z
    .array(
      z.object({
        point: z.string().min(1).max(300).describe('A key point of the brief'),
        reason: z.string().min(1).max(300).describe('Why it is not in the article'),
      }),
    )
    .max(20)
    .describe('What is left out'),
  outline: z.array(z.string().min(1).max(80)).max(22).default([]).describe(BY_CODE),
  sources: z
    .array(
      z.object({
        number: z.number().int().min(1).describe('As sentences name it'),
        evidenceId,
        name: z.string().min(1).max(120).nullable().describe('Who says so'),
        url: z.string().min(1).max(2_048).nullable().describe('Where it stands'),
      }),
    )
    .max(100)
    .default([])
    .describe(BY_CODE),
  measures: z
    .object({
      words: z.number().int().min(0).describe('Words of all sections'),
      sentences: z.number().int().min(0).describe('Sentences of all sections'),
      fleschReadingEase: z.number().nullable().describe('60 to 70 is plain English'),
      grade: z.number().nullable().describe('Years of school (Flesch-Kincaid)'),
      shown: z.number().min(0).max(1).describe('Share of sentences that cite evidence'),
    })
    .optional()
    .describe(BY_CODE),
  shortfall: z
    .object({
      wanted: z.number().int().describe('Words asked for'),
      written: z.number().int().describe('Words the material carries'),
      reason: z.string().min(1).max(400).describe('What is missing'),
    })
    .nullable()
    .default(null)
    .describe(BY_CODE),
  markdown: z.string().min(1).max(60_000).optional().describe(BY_CODE),
});

export type ArticleTask = z.output<typeof articleTask>;
export type ArticleAnswer = z.output<typeof articleAnswer>;
export type ArticleSection = ArticleAnswer['sections'][number];
export type ArticleSentence = ArticleSection['paragraphs'][number]['sentences'][number];
