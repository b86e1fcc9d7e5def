import { contentHashOf, homeOf, isAgentCode, type AgentCode } from '@raptor/contracts';
import { decide } from '../../../src/campaigns/saga/decide';
import type { Decision, Deed } from '../../../src/campaigns/saga/decision';
import { routingInput } from '../../../src/campaigns/saga/planning-inputs';
import type { SagaState } from '../../../src/campaigns/saga/saga-state';
import type { ApprovalFacts, CampaignFacts, Result, View, Wanted } from '../../../src/campaigns/saga/view';

const CREW =
  `LORD-001 LORD-002 LORD-003 LORD-004 LORD-006 RES-001 RES-002 RES-003 RES-020 MUSE-002 MUSE-023 MUSE-026 MUSE-027
  GRD-001 GRD-006 GRD-007 GRD-009 MTX-018`.split(/\s+/) as AgentCode[];
const EVIDENCE = `research:${'a'.repeat(64)}`;

export const A_CAMPAIGN: CampaignFacts = {
  id: '0190f1c2-0000-7000-8000-000000000001',
  name: 'Paid sooner',
  goal: 'More freelancers who try Tally',
  source: {
    siteUrl: 'https://tally.example/',
    company: 'Tally',
    audience: 'freelancers',
    competitors: [{ url: 'https://billwise.example/' }],
    reviewUrls: [],
  },
  objectiveType: 'conversion',
  objectiveMetric: 'sign-ups',
  targetValue: 100,
  channels: ['google_ads', 'linkedin'],
  mediaBudgetMicroUsd: 1_000_000_000,
  runBudgetMicroUsd: null,
  onBudget: 'wait',
  startDate: '2027-03-01',
  endDate: '2027-03-28',
  status: 'planning',
  createdBy: 'user:0190f1c2-0000-7000-8000-000000000002',
};

const said = (text: string) => ({ text, evidenceIds: [EVIDENCE], confidence: 0.8 });

/** What each agent answers, of the shape that its real answers have; `round` counts the drafts. */
export function answerOf({ agentCode, input, asset }: Wanted, scores: readonly number[]): Record<string, unknown> {
  const version = asset?.version ?? 1;
  if (agentCode === 'LORD-001')
    return {
      assignments: CREW.filter((code) => code.startsWith('RES') && code !== 'RES-020').map((code) => ({
        agentCode: code,
        part: 'research',
        why: 'to know',
      })),
      reasoning: 'research first',
    };
  if (agentCode === 'RES-020') return { findings: [{ section: 'risk', text: 'A risk' }], summary: 'All of it' };
  if (agentCode === 'LORD-002')
    return {
      brief: {
        messagingInsights: { valueProps: [said('Paid sooner')], proofPoints: [said('In 9 days')], callsToAction: [] },
        personaDeepDive: { objections: [said('Too dear')], journey: [], decisionCriteria: [] },
        researchSources: [EVIDENCE],
        confidence: 0.7,
        contentHash: 'b'.repeat(64),
      },
      executiveSummary: 'In short',
    };
  if (agentCode === 'LORD-003')
    return {
      simulation: {
        ...{ seed: 1, iterations: 10_000, mean: 90, ciLow: 60, ciHigh: 120, recommendedStrategy: 'Begin small' },
        conditions: [],
        allocation: { google_ads: 0.5, linkedin: 0.5 },
      },
      quest: {
        ...{ title: 'Sooner', chapters: [], estimatedConversionRate: 0.02, estimatedRoi: 0.4, confidence: 0.6 },
        ...{ risks: [], totalXp: 300 },
      },
      moves: ['google_ads', 'linkedin'].map((channel, at) => ({
        ...{ ref: `move-${at}`, name: `Move ${at}`, kind: 'ad', channel, chapter: 1, dayOffset: at },
      })),
    };
  if (agentCode === 'LORD-004')
    return {
      assets: ['google_ads', 'linkedin'].map((channel, at) => ({
        ...{ ref: `asset-${at}`, moveRef: `move-${at}`, kind: 'copy', channel, title: `Asset ${at}` },
        ...{ author: at === 0 ? 'MUSE-002' : 'MUSE-023', promise: 'paid sooner', audience: 'freelancers' },
        ...{ callToAction: 'Try it' },
      })),
    };
  if (agentCode === 'LORD-006')
    return {
      decisions: (
        input['assets'] as { assetId: string; contentHash: string; verdicts: unknown[]; required: unknown[] }[]
      ).map(({ assetId, contentHash, verdicts, required }) => ({
        ...{ assetId, contentHash, risk: 'medium', approvalBy: 'operator', reasons: ['looked at'] },
        gate: verdicts.length === required.length ? 'open' : 'closed',
      })),
    };
  if (agentCode === 'MTX-018')
    return {
      total: { conversions: 100 },
      channels: [
        { channel: 'google_ads', clicks: 900, conversions: 80, costMicroUsd: 400_000_000 },
        { channel: 'linkedin', clicks: 300, conversions: 20, costMicroUsd: 400_000_000 },
      ],
      findings: [{ channel: 'google_ads', evidenceIds: [`matrix:${'c'.repeat(64)}`] }],
      summary: 'It went well',
    };
  const home = homeOf(agentCode);
  if (home === 'research') return { found: agentCode };
  if (home === 'guardian') return { verdict: 'passed', findings: [] };
  if (agentCode === 'MUSE-026' || agentCode === 'MUSE-027')
    return { score: scores[version - 1] ?? 9, notes: ['Say it shorter'] };
  return { copy: [{ field: 'headline', text: `${asset?.title} ${version}`, evidenceIds: [EVIDENCE] }] };
}

/** A saga without a database: whoever runs it says in which order things end. */
export class SagaWorld {
  readonly results = new Map<string, Result>();
  readonly open: Wanted[] = [];
  readonly deeds: Deed[] = [];
  approvals: ApprovalFacts[] = [];
  last: Decision = { next: 'wait', reason: null };
  state: SagaState;
  hasMoney = true;
  /** Steps in the order in which they were begun. */
  readonly steps: string[] = ['routing'];

  constructor(
    readonly campaign: CampaignFacts = A_CAMPAIGN,
    private readonly options: {
      readonly without?: readonly AgentCode[];
      readonly scores?: readonly number[];
      result?(wanted: Wanted): Partial<Result> | undefined;
    } = {},
  ) {
    const { without = [] } = options;
    this.state = {
      format: 1,
      step: 'routing',
      startedAt: '2027-02-01T08:00:00.000Z',
      available: CREW.filter((code) => !without.includes(code)).map((code) => ({ code, tier: 'none' })),
      brand: {
        ...{ tone: [], palette: [], typography: {}, trademarks: [], capitals: [] },
        lexicon: { required: [], banned: [], preferred: {} },
      },
      ...{ refs: ['LORD-001'], known: ['LORD-001'], attempts: {}, round: 0, assets: [], moves: {}, unpaid: [] },
    };
    const now = new Date(this.state.startedAt);
    const input = routingInput({ campaign, state: this.state, now });
    this.send([{ ref: 'LORD-001', agentCode: 'LORD-001', commandedBy: 'LORD-001', input }]);
  }

  get view(): View {
    const { campaign, state, results, approvals, hasMoney } = this;
    return { campaign, state, results, approvals, hasMoney, now: new Date('2027-02-01T08:00:00.000Z') };
  }

  /** An agent has ended what it was assigned. */
  end(wanted: Wanted): void {
    this.open.splice(this.open.indexOf(wanted), 1);
    this.results.set(wanted.ref, {
      agentCode: wanted.agentCode,
      ...{ state: 'completed', output: answerOf(wanted, this.options.scores ?? [9]), cited: [] },
      ...{ degradedBy: null, failure: null },
      ...this.options.result?.(wanted),
    });
  }

  /** Has it decided, as often as it goes on by itself. */
  look(): Decision {
    for (let times = 0; times < 10; times += 1) {
      this.last = decide(this.view);
      if (this.last.next === 'wait') {
        this.state = this.last.state ?? this.state;
        return this.last;
      }
      if (this.last.next === 'fail') return this.last;
      const before = this.state;
      this.state = this.last.state;
      if (this.last.next === 'again') {
        const again = this.last.refs.map((ref) => ({ ...(this.given.get(ref) as Wanted) }));
        for (const { ref } of again) this.results.delete(ref);
        this.send(again);
        return this.last;
      }
      if (this.state.step !== before.step) this.steps.push(this.state.step);
      this.deeds.push(...this.last.deeds);
      for (const deed of this.last.deeds)
        if (deed.do === 'ask-approval')
          this.approvals.push({
            subjectId: deed.assetId,
            contentHash: deed.contentHash,
            state: 'pending',
            decidedBy: null,
          });
      this.send(this.last.assign);
      if (this.last.assign.length > 0) return this.last;
    }
    throw new Error('The saga turns in a circle');
  }

  /** Ends whatever is open, in the order that `pick` says, until nothing is. */
  run(pick: (open: number) => number = () => 0): this {
    while (this.open.length > 0) {
      const wanted = this.open[pick(this.open.length)];
      if (wanted) this.end(wanted);
      this.look();
      if (this.last.next === 'fail') return this;
    }
    return this;
  }

  decideAll(state: 'approved' | 'rejected'): this {
    this.approvals = this.approvals.map((approval) => ({ ...approval, state, decidedBy: 'user:x' }));
    this.look();
    return this;
  }

  private readonly given = new Map<string, Wanted>();

  private send(wanted: readonly Wanted[]): void {
    for (const each of wanted) {
      if (!isAgentCode(each.agentCode)) throw new Error(each.agentCode);
      this.given.set(each.ref, each);
      this.open.push(each);
    }
  }
}

export const hashOfCopy = (text: string): string =>
  contentHashOf([{ field: 'headline', text, evidenceIds: [EVIDENCE] }]);
