import { evidenceId } from '@raptor/agent-kit';
import { z } from 'zod';
import { CLAIM_KINDS } from '../../craft/competitors/claims';
import { PROOF_KINDS, TRUST_MARKS } from '../../craft/competitors/proof';
import { THEMES } from '../../craft/competitors/themes';
import { domain, webAddress } from '../../craft/pages/input';
import { PAGE_ROLES } from '../../craft/pages/page-roles';
import { CURRENCY_CODES } from '../../craft/prices/currencies';
import { PERIODS } from '../../craft/prices/parse-prices';

/** What code works out whatever a model says: it may be left out of an answer. */
const BY_CODE = 'Worked out by code: leave it out';
/** What code finds, too: an empty list becomes what code has found. */
const OR_CODE = 'leave it empty to keep what code has found';

const amount = z.number().min(0).max(1_000_000_000);
const currency = z.enum(CURRENCY_CODES).describe('ISO 4217');

export const competitorTask = z
  .object({
    competitors: z
      .array(
        z.object({
          domain,
          url: webAddress.optional().describe('Home page, where it is not https:// and the domain'),
          name: z.string().min(1).max(100).optional().describe('What the company is called'),
        }),
      )
      .min(1)
      .max(5)
      .describe('Who is looked at'),
    company: z
      .object({
        name: z.string().min(1).max(100).describe('Own company'),
        offer: z.string().min(1).max(500).describe('What it sells, in a sentence'),
        audience: z.string().min(1).max(200).describe('Whom it sells to'),
        claims: z.array(z.string().min(1).max(300)).max(20).default([]).describe('What it promises, in its own words'),
        proofPoints: z.array(z.string().min(1).max(300)).max(20).default([]).describe('What it can show for it'),
        trust: z
          .array(z.string().min(1).max(60))
          .max(20)
          .default([])
          .describe('Standards and the like that it has, such as ISO 27001'),
        freeTrial: z.boolean().optional().describe('Whether it can be tried for free'),
        price: z
          .object({
            amount: amount.describe('The least it costs'),
            currency,
            period: z.enum(PERIODS).describe('What the amount is for'),
          })
          .optional()
          .describe('What it costs at the least'),
      })
      .describe('Facts of the own company: everything is seen against them'),
  })
  .refine(
    ({ competitors }) => new Set(competitors.map((competitor) => competitor.domain)).size === competitors.length,
    {
      path: ['competitors'],
      error: 'must name each domain once',
    },
  );

const quote = z.string().min(1).max(400).describe('Word for word from the page');
const quoted = { quote, evidenceId };

const bullets = (what: string) =>
  z
    .array(
      z.object({
        text: z.string().min(1).max(300).describe('A sentence'),
        evidenceIds: z.array(evidenceId).min(1).max(6).describe('What it rests on'),
        quote: quote.nullable().describe('The words it rests on; null where it is what the pages do not say'),
      }),
    )
    .max(8)
    .describe(what);

const profile = z.object({
  domain,
  name: z.string().min(1).max(100).describe('What the company is called'),
  summary: z.string().min(1).max(500).describe('What it sells, to whom, and what it stands on; two sentences at most'),
  sells: z.array(z.object(quoted)).max(4).default([]).describe(`What it says it sells; ${OR_CODE}`),
  audience: z
    .array(z.object({ who: z.string().min(1).max(120).describe('A group, as the quote names it'), ...quoted }))
    .max(8)
    .default([])
    .describe(`Whom it says it sells to; ${OR_CODE}`),
  claims: z
    .array(z.object({ kind: z.enum(CLAIM_KINDS).describe('What makes it a claim'), ...quoted }))
    .max(12)
    .default([])
    .describe(`What it claims; ${OR_CODE}`),
  proof: z
    .array(z.object({ kind: z.enum(PROOF_KINDS).describe('What kind of proof'), ...quoted }))
    .max(10)
    .default([])
    .describe(`What it shows for it; ${OR_CODE}`),
  tone: z
    .object({
      words: z.array(z.string().min(1).max(60)).max(6).describe('The figures in words; none where too little was read'),
      sentences: z.number().int().min(0).describe('How many sentences were measured'),
      wordsPerSentence: z.number().min(0).describe('On average'),
      readerFocus: z.number().min(0).max(1).nullable().describe('You against we; null where neither occurs'),
      exclamations: z.number().min(0).max(1).describe('Share of sentences'),
      contractions: z.number().min(0).max(1).describe('Share of words'),
    })
    .optional()
    .describe(BY_CODE),
  prices: z
    .array(
      z.object({
        amount: amount.describe('As the quote has it'),
        currency,
        currencyAssumed: z.boolean().describe('The sign is shared by several currencies and the page names none'),
        period: z.enum(PERIODS).nullable().describe('What the amount is for; null: not said'),
        unit: z.string().min(1).max(40).nullable().describe('What is counted; null: a flat price'),
        ...quoted,
      }),
    )
    .max(10)
    .default([])
    .describe(BY_CODE),
  callsToAction: z
    .array(z.object({ url: z.string().min(1).max(2_048).describe('Where it leads'), ...quoted }))
    .max(8)
    .default([])
    .describe(BY_CODE),
  trust: z
    .array(z.object({ name: z.enum(TRUST_MARKS.map(([name]) => name)).describe('Which mark'), ...quoted }))
    .max(TRUST_MARKS.length)
    .default([])
    .describe(BY_CODE),
  pages: z
    .array(
      z.object({
        role: z.enum([...PAGE_ROLES, 'other']).describe('What the page is there for'),
        url: z.string().min(1).max(2_048).describe('Its address'),
        evidenceId,
      }),
    )
    .max(50)
    .default([])
    .describe(BY_CODE),
  unknowns: z.array(z.string().min(1).max(300)).max(12).describe('What the pages do not say, a sentence each'),
});

export const competitorAnswer = z.object({
  profiles: z.array(profile).min(1).max(5).describe('One for each competitor, in the order asked'),
  swot: z
    .array(
      z.object({
        domain,
        strengths: bullets('What they have and the own company lacks'),
        weaknesses: bullets('What they lack and the own company has'),
        opportunities: bullets('What follows for the own company'),
        threats: bullets('What the own company has to reckon with'),
      }),
    )
    .min(1)
    .max(5)
    .describe('Each against the own company, in the order asked'),
  messageMatrix: z
    .array(
      z.object({
        theme: z.enum(THEMES).describe('What is spoken of'),
        standing: z
          .enum(['open', 'ours', 'contested', 'theirs'])
          .describe('ours: only we speak of it; theirs: only others do; open: hardly anybody'),
        ours: z.array(z.string().min(1).max(500)).max(41).describe('What the own company says'),
        theirs: z
          .array(
            z.object({
              domain,
              phrases: z.array(z.object(quoted)).max(2).describe('What they say, word for word'),
            }),
          )
          .max(5)
          .describe('A cell for each competitor'),
      }),
    )
    .max(THEMES.length)
    .default([])
    .describe(BY_CODE),
  changes: z
    .array(
      z.object({
        domain,
        url: z.string().min(1).max(2_048).describe('Which page'),
        since: z.string().min(1).max(40).describe('When it was last seen as it was before'),
        similarity: z.number().min(0).max(1).describe('Share of lines that both have'),
        added: z.array(z.string().min(1).max(500)).max(30).describe('New lines'),
        removed: z.array(z.string().min(1).max(500)).max(30).describe('Lines that are gone'),
        evidenceIds: z.array(evidenceId).min(1).max(2).describe('The page, and what was known of it'),
      }),
    )
    .max(30)
    .default([])
    .describe(BY_CODE),
  lacking: z
    .array(
      z.object({
        what: z.string().min(1).max(500).describe('What could not be read'),
        reason: z.string().min(1).max(500).describe('Why'),
      }),
    )
    .max(100)
    .default([])
    .describe(BY_CODE),
});

export type CompetitorTask = z.output<typeof competitorTask>;
export type CompetitorAnswer = z.output<typeof competitorAnswer>;
export type Profile = CompetitorAnswer['profiles'][number];
