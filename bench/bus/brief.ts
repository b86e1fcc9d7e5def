import { randomUUID } from 'node:crypto';

/** What every message of the benchmark carries: ten fields, 1 KB as JSON. */
export interface Brief {
  id: string;
  campaignId: string;
  title: string;
  promise: string;
  audiences: string[];
  channels: string[];
  tone: 'plain' | 'warm' | 'bold';
  budgetMicroUsd: number;
  startsOn: string;
  /** On {@link nowMs}'s clock. */
  sentAtMs: number;
}

const PROMISE =
  'Freelancers who send their invoices from Tally are paid eleven days sooner, because reminders go out by themselves, in the tone the customer knows, and stop the moment the money is there. ';

const campaignId = randomUUID();
let made = 0;

/** A brief that no other one equals. */
export const aBrief = (sentAtMs: number): Brief => ({
  id: `0197a3c2-7d41-7a10-8f00-${String(++made).padStart(12, '0')}`,
  campaignId,
  title: `Invoices paid sooner, number ${made}`,
  promise: PROMISE.repeat(3),
  audiences: ['freelancers', 'studios of two to five', 'bookkeepers'],
  channels: ['newsletter', 'landing_page', 'linkedin'],
  tone: 'warm',
  budgetMicroUsd: 250_000_000,
  startsOn: '2026-03-02',
  sentAtMs,
});
