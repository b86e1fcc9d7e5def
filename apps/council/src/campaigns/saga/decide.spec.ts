import { revised } from './revision';
import { contentHashOf } from '@raptor/contracts';
import { answerOf, SagaWorld, A_CAMPAIGN } from '../../../test/support/saga/a-world';
import { gated, type GatedAsset } from '../../craft/gate/gate';
import type { Wanted } from './view';

/** Seeded: which of those that are open ends next. Marsaglia, Xorshift RNGs, J. Stat. Soft. 8(14), 2003. */
function picks(seed: number): (open: number) => number {
  let x = (seed * 2_654_435_761 + 1) >>> 0;
  return (open) => {
    x ^= x << 13;
    x ^= x >>> 17;
    x ^= x << 5;
    x >>>= 0;
    return x % open;
  };
}

const WAY = 'routing research synthesis brief strategy direction drafting critique review gate approval'.split(' ');

describe('the way of a campaign', () => {
  it('goes from a plan to approvals, stage by stage, and stands there until people have decided', () => {
    const world = new SagaWorld().run();
    expect(world.steps).toEqual(WAY);
    expect(world.look()).toMatchObject({ next: 'wait', reason: '2 of 2 approvals are still to be given' });
    expect(world.decideAll('approved').steps.at(-1)).toBe('ready');
    expect(world.look()).toMatchObject({ next: 'wait' });
  });

  it('writes down brief, strategy, the gate’s decisions and the questions to people', () => {
    const world = new SagaWorld().run();
    const done = world.deeds.map((deed) => deed.do);
    expect(done.filter((each) => each === 'keep-brief' || each === 'keep-strategy')).toEqual([
      'keep-brief',
      'keep-strategy',
    ]);
    expect(done.filter((each) => each === 'ask-approval')).toHaveLength(2);
    expect(world.deeds).toContainEqual(
      expect.objectContaining({ do: 'decide', lord: 'LORD-006', decision: 'open, medium risk' }),
    );
  });

  it('decides nothing while something of the step is open', () => {
    const world = new SagaWorld();
    expect(world.look()).toEqual({ next: 'wait', reason: null });
  });

  describe('writes again what the panel does not like', () => {
    const roundsAt = (...scores: number[]) => {
      const { steps, state } = new SagaWorld(A_CAMPAIGN, { scores }).run();
      return { drafts: steps.filter((step) => step === 'drafting').length, best: state.assets[0]?.best };
    };

    it.each([
      { scores: [9], drafts: 1, best: 1, why: 'eight is enough' },
      { scores: [5, 8.5], drafts: 2, best: 2, why: 'the second is good' },
      { scores: [5, 6, 7], drafts: 3, best: 3, why: 'three rounds at most' },
      { scores: [5, 5.1], drafts: 2, best: 2, why: 'it gains too little' },
      { scores: [6, 4], drafts: 2, best: 1, why: 'the best wins, not the last' },
    ])('$scores: $why', ({ scores, drafts, best }) => {
      expect(roundsAt(...scores)).toEqual({ drafts, best });
    });
  });

  describe('pictures', () => {
    const SVG = '<svg xmlns="http://www.w3.org/2000/svg"></svg>';
    const designs = [
      { format: 'linkedin_landscape', svg: SVG, altText: 'Tally: Paid sooner.', contrastRatio: 6.7 },
      { format: 'x_card', svg: SVG, altText: 'Tally: Paid sooner.', contrastRatio: 4.61 },
    ];
    const copy = [
      { field: 'title', text: 'Paid sooner', evidenceIds: [] },
      { field: 'alt_text', text: 'Tally: Paid sooner.', evidenceIds: [] },
    ];
    const wanted = {
      ...{ ref: 'asset-2', moveRef: 'move-1', kind: 'visual', channel: 'linkedin', title: 'Picture' },
      ...{ author: 'MUSE-011', promise: 'paid sooner', audience: 'freelancers', callToAction: 'Try it' },
    };
    const POLICY = { autoApproveLow: false };
    const asked: Wanted[] = [];
    const drawing = (drawn: Record<string, unknown> | null, verdict = 'passed') => {
      asked.length = 0;
      const world = new SagaWorld(A_CAMPAIGN, {
        result: (each) => {
          asked.push(each);
          const isPicture = each.asset?.assetId !== undefined && each.asset.kind === 'visual';
          if (each.agentCode === 'LORD-004')
            return { output: { assets: [...(answerOf(each, [9])['assets'] as object[]), wanted] } };
          if (each.agentCode === 'MUSE-011') return drawn ? { output: drawn } : { state: 'failed', output: null };
          if (isPicture && each.agentCode === 'GRD-009') return { output: { verdict, findings: [] } };
          if (each.agentCode === 'LORD-006')
            return {
              output: { decisions: (each.input['assets'] as GatedAsset[]).map((asset) => gated(asset, POLICY)) },
            };
          return undefined;
        },
      });
      const available = [...world.state.available, { code: 'MUSE-011' as const, tier: 'flash' as const }];
      world.state = { ...world.state, available };
      return world.run();
    };

    it.each([
      { what: 'goes before people when every guardian lets it', output: { copy, designs }, verdict: 'passed', yes: 3 },
      { what: 'stays when a guardian rejects its words', output: { copy, designs }, verdict: 'rejected', yes: 2 },
      { what: 'stays when there are no words to be checked', output: { designs }, verdict: 'passed', yes: 2 },
      { what: 'is given up when nobody draws it', output: null, verdict: 'passed', yes: 2 },
    ])('$what', ({ output, verdict, yes }) => {
      const world = drawing(output, verdict);
      expect(world.steps).toEqual(WAY);
      expect(world.approvals).toHaveLength(yes);
    });

    it('are judged by their words and by what they must be, and not by those who read', () => {
      const world = drawing({ copy, designs });
      const about = asked.filter(({ asset }) => asset?.kind === 'visual');
      expect(about.map(({ agentCode, asset }) => [agentCode, asset?.role])).toEqual([
        ['MUSE-011', 'visual'],
        ['GRD-006', 'check'],
        ['GRD-007', 'check'],
        ['GRD-009', 'check'],
      ]);
      expect(about.find(({ agentCode }) => agentCode === 'GRD-009')?.input).toMatchObject({
        ...{ texts: ['Paid sooner', 'Tally: Paid sooner.'], informativeImage: true },
        ...{ altText: 'Tally: Paid sooner.', contrastRatio: 4.61 },
      });
      const picture = world.state.assets.find(({ kind }) => kind === 'visual');
      expect(picture?.versions).toEqual([{ number: 1, score: null, contentHash: contentHashOf(designs) }]);
    });

    it('are asked for in the sizes of their channel, with the words of the brand', () => {
      drawing({ copy, designs });
      expect(asked.find(({ agentCode }) => agentCode === 'MUSE-011')?.input).toMatchObject({
        ...{ company: 'Tally', audience: 'freelancers', headline: 'paid sooner', callToAction: 'Try it' },
        ...{ formats: ['linkedin_landscape'], lexicon: { required: [], banned: [], preferred: [] } },
      });
    });
  });

  describe('when agents fail', () => {
    const failing = (codes: readonly string[]) =>
      new SagaWorld(A_CAMPAIGN, {
        result: ({ agentCode }) =>
          codes.includes(agentCode)
            ? { state: 'failed', output: null, failure: { code: 'AGENT_INPUT_INVALID', message: 'no' } }
            : undefined,
      }).run();

    it.each(['LORD-001', 'RES-020', 'LORD-002', 'LORD-003', 'LORD-004', 'LORD-006'])(
      '%s: it fails and says why',
      (code) => {
        expect(failing([code]).last).toMatchObject({ next: 'fail', reason: expect.stringContaining(code) as string });
      },
    );

    it('goes on with what other researchers found, and not with nothing', () => {
      expect(failing(['RES-001', 'RES-002']).steps).toEqual(WAY);
      expect(failing(['RES-001', 'RES-002', 'RES-003']).last).toMatchObject({ next: 'fail' });
    });

    it('gives up an asset that nobody wrote, and the campaign when that is all of them', () => {
      expect(failing(['MUSE-002']).approvals).toHaveLength(1);
      expect(failing(['MUSE-002', 'MUSE-023']).last).toMatchObject({ next: 'fail' });
    });

    it('approves nothing that no guardian has looked at', () => {
      expect(failing(['GRD-007']).last).toMatchObject({
        next: 'fail',
        reason: expect.stringContaining('gate') as string,
      });
      expect(new SagaWorld(A_CAMPAIGN, { without: ['GRD-009'] }).run().last).toMatchObject({ next: 'fail' });
    });
  });

  describe('without money', () => {
    const poor = (onBudget: 'wait' | 'floor') => {
      let tries = 0;
      return new SagaWorld(
        { ...A_CAMPAIGN, onBudget },
        {
          result: ({ agentCode }) =>
            agentCode === 'LORD-003' && ++tries === 1 ? { degradedBy: 'BUDGET_EXHAUSTED' } : undefined,
        },
      );
    };

    it('waits and says so; with money it asks again and goes on', () => {
      const world = poor('wait');
      world.hasMoney = false;
      world.run();
      expect(world.last).toMatchObject({
        next: 'wait',
        reason: expect.stringContaining('budget is used up') as string,
      });
      expect(world.look()).toMatchObject({ next: 'wait' });
      world.hasMoney = true;
      expect(world.look()).toMatchObject({ next: 'again', refs: ['LORD-003'] });
      expect(world.run().steps).toEqual(WAY);
    });

    it('goes on with floors where that is wanted', () => {
      expect(poor('floor').run().steps).toEqual(WAY);
    });
  });

  it('fails when people approve nothing, and says to the muse guild what became of each', () => {
    const world = new SagaWorld().run();
    expect(world.decideAll('rejected').last).toMatchObject({ next: 'fail', reason: 'Nothing of it was approved' });
  });

  describe('when it is completed', () => {
    const completed = (options: ConstructorParameters<typeof SagaWorld>[1] = {}) => {
      const world = new SagaWorld(A_CAMPAIGN, options).run().decideAll('approved');
      world.state = { ...world.state, step: 'completing', refs: [] };
      world.deeds.length = 0;
      world.look();
      return world.run();
    };
    const credited = (world: SagaWorld) => world.deeds.flatMap((deed) => (deed.do === 'credit' ? deed.merits : []));
    const unmeasured = {
      result: ({ agentCode }: { agentCode: string }) => (agentCode === 'MTX-018' ? { output: null } : undefined),
    };

    it('has measured what came of it, judges what that teaches, and ends', () => {
      const world = completed();
      expect(world.steps.slice(-3)).toEqual(['measuring', 'learning', 'learnt']);
      expect([...world.results.keys()].slice(-2)).toEqual(['MTX-018', 'LORD-002/learning']);
    });

    it('is worth the more, the more of the goal was reached', () => {
      expect(credited(completed())).toEqual([
        { counter: 'campaigns_completed', times: 1, xp: 500 },
        { counter: 'goals_reached', times: 1, xp: 0 },
      ]);
      expect(credited(completed(unmeasured))).toEqual([{ counter: 'campaigns_completed', times: 1, xp: 100 }]);
    });

    it.each([
      { why: 'nobody can measure', options: { without: ['MTX-018' as const] } },
      { why: 'nothing was measured', options: unmeasured },
    ])('ends without a lesson where $why', ({ options }) => {
      const world = completed(options);
      expect(world.steps.at(-1)).toBe('learnt');
      expect(world.results.has('LORD-002/learning')).toBe(false);
    });
  });

  it('moves the trust in authors by what people decided, and credits what they approved', () => {
    const world = new SagaWorld().run().decideAll('approved');
    expect(world.deeds.filter((deed) => deed.do === 'trust')).toEqual([
      { do: 'trust', agentCode: 'MUSE-002', decision: 'approved' },
      { do: 'trust', agentCode: 'MUSE-023', decision: 'approved' },
    ]);
    expect(world.deeds).toContainEqual({
      do: 'credit',
      merits: [
        { counter: 'assets_approved', times: 2, xp: 0 },
        { counter: 'assets_approved_first_time', times: 2, xp: 20 },
      ],
    });
  });

  it('has what somebody changed checked and asked about again, and nothing else', () => {
    const world = new SagaWorld().run().decideAll('approved');
    const [asset] = world.state.assets;
    const copy = [{ field: 'headline' as const, text: 'In my own words', evidenceIds: [] }];
    const revision = { assetId: asset?.assetId ?? '', version: 2, contentHash: contentHashOf(copy), copy };
    const state = revised(world.state, revision);
    if (!state) throw new Error('Nothing has changed');
    expect(revised(state, revision)).toBeNull();
    world.state = state;
    world.deeds.length = 0;
    world.approvals = world.approvals.filter(({ subjectId }) => subjectId !== asset?.assetId);
    world.look();
    world.run();
    expect(world.deeds.filter((deed) => deed.do === 'ask-approval')).toEqual([
      expect.objectContaining({ assetId: asset?.assetId, contentHash: revision.contentHash }),
    ]);
    expect(world.steps.slice(-2)).toEqual(['gate', 'approval']);
    world.deeds.length = 0;
    world.decideAll('approved');
    expect(world.steps.at(-1)).toBe('ready');
    expect(world.deeds.filter((deed) => deed.do === 'trust')).toHaveLength(1);
    expect(world.deeds.flatMap((deed) => (deed.do === 'credit' ? deed.merits : []))).toEqual([
      { counter: 'assets_approved', times: 1, xp: 0 },
    ]);
  });

  it('does nothing while it is paused', () => {
    const world = new SagaWorld({ ...A_CAMPAIGN, status: 'paused' });
    const [first] = world.open;
    if (first) world.end(first);
    expect(world.look()).toEqual({ next: 'wait', reason: null });
  });

  it('comes to the same state in whatever order agents end, and however often it is told to look', () => {
    const { state, deeds } = new SagaWorld(A_CAMPAIGN, { scores: [5, 7, 9] }).run();
    for (let seed = 1; seed <= 200; seed += 1) {
      const other = new SagaWorld(A_CAMPAIGN, { scores: [5, 7, 9] });
      const pick = picks(seed);
      other.run((open) => {
        if (pick(3) === 0) other.look();
        return pick(open);
      });
      expect(other.state).toEqual(state);
      expect(other.deeds).toEqual(deeds);
    }
  });
});
