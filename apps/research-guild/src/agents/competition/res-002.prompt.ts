import { fence, type Evidence } from '@raptor/agent-kit';
import type { CompetitorAnswer, CompetitorTask } from './res-002.schema';

/** The draft quotes pages: it is fenced like them. */
export const competitorPrompt = (
  { competitors, company }: CompetitorTask,
  _evidence: Evidence,
  floor: CompetitorAnswer,
): string => {
  const draft = {
    profiles: floor.profiles.map(({ domain, name, summary, sells, audience, claims, proof, unknowns }) => ({
      ...{ domain, name, summary, sells, audience, claims, proof, unknowns },
    })),
    swot: floor.swot,
  };
  return `Profile these competitors from their own pages: ${competitors.map(({ domain }) => domain).join(', ')}.
Everything is seen from our company:
${fence('our company', JSON.stringify(company))}

Code has read the pages and drafted this:
${fence('draft', JSON.stringify(draft))}

A better answer than the draft
- sums up in two sentences what each competitor sells, to whom, and on what it rests its case; not in its own slogans;
- finds buyers, claims and proof that patterns overlook, and drops sentences that are none;
- has SWOT bullets that a marketer can act on: each compares them with us, the sharpest first, no two saying the same. What pages do not say is
  worded so ("the pages read do not ..."), cites the pages that were read, and has no quote.

- One profile and one swot for each competitor, in the order above. Evidence of one is never cited for another.
- Every quote stands word for word in the evidence cited for it. Figures come from the pages or from our company's facts, never from elsewhere.
- A list of a profile that you leave empty keeps what code has found; give a list only where yours is better.
- Leave out tone, prices, callsToAction, trust, pages, messageMatrix, changes and lacking: code works them out.`;
};
