import { evidenceId } from '@raptor/agent-kit';
import { z } from 'zod';
import { CURRENCY_CODES } from '../../craft/prices/currencies';
import { PERIODS } from '../../craft/prices/parse-prices';
import { TACTICS } from '../../craft/prices/tactics';
import { domain, webAddress } from '../../craft/pages/input';

const amount = z.number().min(0).max(1_000_000_000);
const currency = z.enum(CURRENCY_CODES).describe('ISO 4217');
const period = z.enum(PERIODS).nullable();
const billed = z.enum(['month', 'year']).nullable();
const unit = z.string().min(1).max(40).nullable();

export const pricingTask = z
  .object({
    sellers: z
      .array(
        z.object({
          domain,
          url: webAddress.optional().describe('Home page, where it is not https:// and the domain'),
          pricingUrl: webAddress.optional().describe('Pricing page, where it is known'),
        }),
      )
      .min(1)
      .max(8)
      .describe('Whose prices are looked up'),
    company: z
      .object({
        name: z.string().min(1).max(100).describe('Own company'),
        prices: z
          .array(
            z.object({
              plan: z.string().min(1).max(60).describe('Name of the plan'),
              amount: amount.describe('What it costs, in the currency’s main unit'),
              currency,
              period: z.enum(PERIODS).describe('What the amount is for'),
              billed: z.enum(['month', 'year']).optional().describe('How often one pays, where that differs'),
              unit: z
                .string()
                .min(1)
                .max(40)
                .optional()
                .describe('What is counted: user, seat; left out for a flat price'),
            }),
          )
          .max(12)
          .describe('Own prices'),
      })
      .optional()
      .describe('Own prices, to set beside the others'),
  })
  .refine(({ sellers }) => new Set(sellers.map((seller) => seller.domain)).size === sellers.length, {
    path: ['sellers'],
    error: 'must name each domain once',
  });

const quote = z.string().min(1).max(300).describe('Word for word from the page');

const quotedPrice = z.object({
  amount: amount.describe('As the quote has it'),
  currency,
  currencyAssumed: z.boolean().describe('The sign is shared by several currencies and the page names none'),
  period: period.describe('What the amount is for; null: the page does not say'),
  billed: billed.describe('How often one pays, where that differs from the period'),
  unit: unit.describe('What is counted, such as user; null: a flat price'),
  quote,
  evidenceId,
});

const plan = z.object({
  name: z.string().min(1).max(60).describe('As the page names it'),
  kind: z.enum(['free', 'priced', 'on request']).describe('How it is priced'),
  quote,
  evidenceId,
  prices: z.array(quotedPrice).max(8).describe('All its prices'),
  features: z
    .array(
      z.object({
        name: z.string().min(1).max(200).describe('As the page words it'),
        value: z.string().min(1).max(200).describe('included, not included, or what the table says'),
      }),
    )
    .max(60)
    .describe('What it holds'),
});

const site = z.object({
  domain,
  plans: z.array(plan).max(16).describe('The plan matrix, in the page’s order'),
  tactics: z
    .array(
      z.object({
        kind: z.enum(TACTICS).describe('Which tactic'),
        reason: z.string().min(1).max(300).describe('What it is seen by, a sentence'),
        quote,
        evidenceId,
      }),
    )
    .max(TACTICS.length)
    .describe('Pricing tactics seen'),
  currencies: z.array(currency).max(CURRENCY_CODES.length).default([]).describe('Worked out by code: leave it empty'),
  annualDiscounts: z
    .array(
      z.object({
        plan: z.string().min(1).max(60).describe('Which plan'),
        currency,
        monthly: amount.describe('Per month when paid by the month'),
        yearly: amount.describe('What the yearly price says'),
        percent: z.number().describe('Saved against twelve months, in percent'),
      }),
    )
    .max(16)
    .default([])
    .describe('Worked out by code: leave it empty'),
  unknowns: z.array(z.string().min(1).max(300)).max(20).describe('What the pages do not say, a sentence each'),
});

export const pricingAnswer = z.object({
  sites: z.array(site).min(1).max(8).describe('One for each seller, in the order asked'),
  comparison: z
    .array(
      z.object({
        currency,
        unit: z.string().min(1).max(40).describe('flat, or what is counted'),
        paid: z.enum(['monthly', 'yearly']).describe('How one pays'),
        entries: z
          .array(
            z.object({
              seller: z.string().min(1).max(253).describe('Domain, or the own company'),
              plan: z.string().min(1).max(60).describe('Its cheapest plan'),
              perMonth: amount.describe('Per month'),
            }),
          )
          .min(1)
          .describe('Cheapest first'),
        lowest: amount.describe('Per month'),
        median: amount.describe('Per month'),
        highest: amount.describe('Per month'),
      }),
    )
    .default([])
    .describe('Worked out by code: leave it empty'),
  lacking: z
    .array(
      z.object({
        what: z.string().min(1).max(500).describe('What could not be read'),
        reason: z.string().min(1).max(500).describe('Why'),
      }),
    )
    .max(100)
    .default([])
    .describe('Worked out by code: leave it empty'),
});

export type PricingTask = z.output<typeof pricingTask>;
export type PricingAnswer = z.output<typeof pricingAnswer>;
export type PricedSite = PricingAnswer['sites'][number];
export type PlanInAnswer = PricedSite['plans'][number];
