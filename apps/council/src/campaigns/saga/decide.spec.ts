import { SagaWorld, A_CAMPAIGN } from '../../../test/support/saga/a-world';

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
