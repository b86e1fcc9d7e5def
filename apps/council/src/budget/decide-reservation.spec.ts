import type { ActiveStop } from '@raptor/contracts';
import type { BudgetFigures } from './budget-figures';
import { alertsDue, isExhausted, percentSpent } from './decide-alerts';
import { answerAfterwards, decideReservation, paidTiersOf, type AskedFor } from './decide-reservation';

const budgetOf = (figures: Partial<BudgetFigures>): BudgetFigures => ({
  id: 'b',
  period: '2026-03',
  ownerId: null,
  limitMicroUsd: 1_000,
  limitTokens: 1_000,
  spentMicroUsd: 0,
  reservedMicroUsd: 0,
  overrunMicroUsd: 0,
  tokensSpent: 0,
  tokensReserved: 0,
  alertedAtPercent: 0,
  ...figures,
});

const asked = (of: Partial<AskedFor> = {}): AskedFor => ({
  agentCode: 'MUSE-001',
  tier: 'balanced',
  reservedMicroUsd: 10,
  reservedTokens: 10,
  ...of,
});

const decided = (of: Partial<AskedFor>, figures: Partial<BudgetFigures>, stops: ActiveStop[] = []): string => {
  const decision = decideReservation(asked(of), { budget: budgetOf(figures), stops, attempt: null });
  if (decision === 'try') return 'try';
  return decision.outcome === 'refused' ? decision.code : decision.outcome;
};

describe('whether an attempt is paid for', () => {
  it.each<[string, Partial<AskedFor>, Partial<BudgetFigures>, string]>([
    ['any tier below 95 %', { tier: 'deep' }, { spentMicroUsd: 949 }, 'try'],
    ['no dear tier from 95 % on', { tier: 'balanced' }, { spentMicroUsd: 950 }, 'BUDGET_TIER_TOO_DEAR'],
    ['no dear tier from 95 % of the tokens on', { tier: 'deep' }, { tokensSpent: 950 }, 'BUDGET_TIER_TOO_DEAR'],
    ['the cheapest tier from 95 % on', { tier: 'flash' }, { spentMicroUsd: 950 }, 'try'],
    ['nothing without a tier from 95 % on', { tier: undefined }, { spentMicroUsd: 950 }, 'BUDGET_TIER_TOO_DEAR'],
    ['any tier while much is reserved only', { tier: 'deep' }, { reservedMicroUsd: 990 }, 'try'],
    ['nothing at 100 %', { tier: 'flash', reservedMicroUsd: 1 }, { spentMicroUsd: 1_000 }, 'BUDGET_EXHAUSTED'],
    ['nothing at 100 % of the tokens', { tier: 'flash' }, { tokensSpent: 1_000 }, 'BUDGET_EXHAUSTED'],
    [
      'nothing at 100 % with what was billed beyond',
      {},
      { spentMicroUsd: 900, overrunMicroUsd: 100 },
      'BUDGET_EXHAUSTED',
    ],
    ['nothing that does not fit', { reservedMicroUsd: 11 }, { reservedMicroUsd: 990 }, 'BUDGET_EXHAUSTED'],
    ['nothing whose tokens do not fit', { reservedTokens: 11 }, { tokensReserved: 990 }, 'BUDGET_EXHAUSTED'],
    ['what is free, always', { reservedMicroUsd: 0, tier: 'deep' }, { spentMicroUsd: 1_000 }, 'reserved'],
  ])('%s', (_what, of, figures, expected) => {
    expect(decided(of, figures)).toBe(expected);
  });

  it.each<[ActiveStop, string]>([
    [{ scope: 'workspace', target: '*', reason: 'crisis' }, 'WORK_STOPPED'],
    [{ scope: 'guild', target: 'muse', reason: 'manual' }, 'WORK_STOPPED'],
    [{ scope: 'agent', target: 'MUSE-001', reason: 'manual' }, 'WORK_STOPPED'],
    [{ scope: 'agent', target: 'MUSE-002', reason: 'manual' }, 'try'],
    [{ scope: 'guild', target: 'matrix', reason: 'manual' }, 'try'],
  ])('under the stop %j: %s', (stop, expected) => {
    expect(decided({}, {}, [stop])).toBe(expected);
  });

  it('is not, even if free, under a stop', () => {
    expect(decided({ reservedMicroUsd: 0 }, {}, [{ scope: 'workspace', target: '*', reason: 'budget' }])).toBe(
      'WORK_STOPPED',
    );
  });

  it('is the same for an attempt that has its money already, and no for one that is over', () => {
    const standing = { budget: budgetOf({ spentMicroUsd: 1_000 }), stops: [] };
    expect(decideReservation(asked(), { ...standing, attempt: 'open' })).toEqual({ outcome: 'reserved' });
    expect(decideReservation(asked(), { ...standing, attempt: 'expired' })).toMatchObject({ outcome: 'refused' });
  });

  it('says why when others were quicker', () => {
    const standing = { stops: [], attempt: null };
    const after = (figures: Partial<BudgetFigures>) =>
      answerAfterwards(asked(), { ...standing, budget: budgetOf(figures) });
    expect(after({ spentMicroUsd: 960 })).toMatchObject({ code: 'BUDGET_TIER_TOO_DEAR' });
    expect(after({})).toMatchObject({ code: 'BUDGET_EXHAUSTED' });
  });

  it.each([
    [0, 'all'],
    [949, 'all'],
    [950, 'flash'],
    [1_000, 'none'],
  ])('with %i of 1,000 spent is told beforehand: %s', (spentMicroUsd, tiers) => {
    expect(paidTiersOf(budgetOf({ spentMicroUsd }))).toBe(tiers);
  });
});

describe('who is told of a budget', () => {
  it.each<[Partial<BudgetFigures>, number[]]>([
    [{ spentMicroUsd: 799 }, []],
    [{ spentMicroUsd: 800 }, [80]],
    [{ tokensSpent: 800 }, [80]],
    [{ spentMicroUsd: 700, overrunMicroUsd: 100 }, [80]],
    [{ spentMicroUsd: 900, alertedAtPercent: 80 }, []],
    [{ spentMicroUsd: 1_000 }, [80, 100]],
    [{ spentMicroUsd: 1_000, alertedAtPercent: 100 }, []],
  ])('at %j: alerts %j', (figures, due) => {
    expect(alertsDue(budgetOf(figures))).toEqual(due);
  });

  it('hears that nothing is left when what is left is too little for a call', () => {
    expect(isExhausted(budgetOf({ spentMicroUsd: 950 }))).toBe(true);
    expect(isExhausted(budgetOf({ spentMicroUsd: 950, alertedAtPercent: 100 }))).toBe(false);
    expect(isExhausted(budgetOf({ spentMicroUsd: 100 }))).toBe(false);
  });

  it.each<[Partial<BudgetFigures>, number]>([
    [{ spentMicroUsd: 899 }, 89],
    [{ spentMicroUsd: 100, tokensSpent: 505 }, 50],
    [{ limitMicroUsd: 0, overrunMicroUsd: 1 }, 100],
    [{ limitMicroUsd: 0, limitTokens: 0 }, 0],
  ])('with %j: %i percent', (figures, percent) => {
    expect(percentSpent(budgetOf(figures))).toBe(percent);
  });
});
