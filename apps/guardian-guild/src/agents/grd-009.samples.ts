import type { CheckedClaim } from '../craft/verdicts/claims-of';
import type { Judgement } from '../craft/verdicts/judge';

type Answer = Judgement & {
  readonly claims: readonly CheckedClaim[];
  readonly requiredDisclosures: readonly { readonly ruleId: string; readonly isMade: boolean }[];
};

const evidenceId = (digit: string): string => `research:${digit.repeat(64)}`;
const told = { day: '2026-11-23', jurisdictions: ['US'], surface: 'ad' as const };
const has = ({ findings }: Judgement, ruleId: string): boolean => findings.some((finding) => finding.ruleId === ruleId);

/** Claims with evidence and without, law of two coasts and of the EU. */
export const ADVERTISING_LAW_SAMPLES = [
  {
    name: 'a number and a quote that the evidence shows',
    input: {
      ...told,
      texts: ['Get paid nine days sooner.', '“Tally saved me hours every week.” — Jane D.'],
      evidence: [
        { id: evidenceId('a'), excerpt: 'In our study of 412 accounts, invoices were paid 9 days earlier.' },
        { id: evidenceId('b'), excerpt: 'Review 81 by Jane D.: Tally saved me hours every week. Would buy again.' },
      ],
    },
    expect: ({ verdict, claims }: Answer) =>
      verdict === 'passed' &&
      claims.map(({ evidenceId: id }) => id).join() === [evidenceId('a'), evidenceId('b')].join(),
  },
  {
    name: 'a superlative and a number with nothing behind them',
    input: { ...told, texts: ['The best accounting software, used by 10,000 freelancers.'] },
    expect: ({ verdict, claims, findings }: Answer) =>
      verdict === 'needs_review' &&
      claims.map(({ kind, state }) => `${kind} ${state}`).join() === 'superlative unsupported,number unsupported' &&
      findings.length === 2,
  },
  {
    name: 'a testimonial that nobody is on record for',
    input: { ...told, texts: ['“I will never go back to spreadsheets,” says Tom.'] },
    expect: (answer: Answer) =>
      answer.verdict === 'rejected' && has(answer, 'ftc.reviews.source_record') && answer.findings.length === 1,
  },
  {
    name: 'weight loss that cannot be true',
    input: { ...told, texts: ['Lose 30 pounds in 30 days without dieting or exercise!'] },
    expect: (answer: Answer) =>
      answer.verdict === 'rejected' &&
      has(answer, 'ftc.health.without_effort') &&
      has(answer, 'ftc.health.too_fast') &&
      has(answer, 'ftc.health.evidence'),
  },
  {
    name: 'a paid post with a synthetic performer, seen in New York, that says neither',
    input: {
      ...told,
      surface: 'post' as const,
      jurisdictions: ['US-NY'],
      texts: ['My mornings with Tally #partner'],
      materialConnection: true,
      syntheticPerformer: true,
    },
    expect: (answer: Answer) =>
      answer.verdict === 'rejected' &&
      answer.requiredDisclosures.map(({ ruleId, isMade }) => `${ruleId} ${isMade}`).join() ===
        'ftc.endorse.disclosure false,us.ny.synthetic false',
  },
  {
    name: 'the same post with both said',
    input: {
      ...told,
      surface: 'post' as const,
      jurisdictions: ['US-NY'],
      texts: ['#ad My mornings with Tally'],
      materialConnection: true,
      syntheticPerformer: true,
      syntheticPerformerDisclosed: true,
    },
    expect: ({ verdict, requiredDisclosures }: Answer) =>
      verdict === 'passed' && requiredDisclosures.every(({ isMade }) => isMade) && requiredDisclosures.length === 2,
  },
  {
    name: 'a deepfake in France',
    input: {
      ...told,
      jurisdictions: ['FR'],
      texts: ['See the city as nobody has.'],
      deepfake: true,
      syntheticMedia: true,
    },
    expect: (answer: Answer) =>
      answer.verdict === 'needs_review' && has(answer, 'eu.aiact.50.deepfake') && has(answer, 'eu.aiact.50.mark'),
  },
];
