import { everybodyBut, historyOf } from './lord-001.samples';
import { theArchitect as agent } from './lord-001.architect.agent';

const task = (changes: object = {}) =>
  agent.input.parse({
    kind: 'campaign',
    goal: 'More sign-ups',
    objective: 'conversion',
    channels: ['google_ads'],
    startAt: '2026-03-02T08:00:00.000Z',
    deadlineAt: '2026-03-02T20:00:00.000Z',
    budgetMicroUsd: 1_000_000,
    available: everybodyBut(),
    ...changes,
  });
const noHistory = historyOf({});
type Plan = ReturnType<typeof agent.floor>;
const codes = ({ assignments }: Plan): string[] => assignments.map(({ agentCode }) => agentCode);

describe('the Architect', () => {
  it('plans otherwise for another channel, objective or competitor', () => {
    const search = agent.floor(task(), noHistory);
    const post = agent.floor(task({ channels: ['linkedin'], objective: 'awareness' }), noHistory);
    const rivals = agent.floor(task({ competitors: ['northwind.example'] }), noHistory);
    expect(codes(search)).toContain('GRD-001');
    expect(codes(post)).toEqual(expect.arrayContaining(['GRD-006', 'MUSE-023', 'RES-004']));
    expect(codes(rivals)).toEqual(expect.arrayContaining(['RES-002', 'RES-010']));
    expect(codes(search)).not.toContain('RES-002');
  });

  it('lets nobody begin before what it needs is there', () => {
    const { assignments } = agent.floor(task(), noHistory);
    const due = new Map(assignments.map(({ ref, deadlineAt }) => [ref, deadlineAt]));
    for (const { after, deadlineAt } of assignments)
      for (const ref of after) expect((due.get(ref) ?? '') <= deadlineAt).toBe(true);
    expect(assignments.find(({ part }) => part === 'gate')?.after.length).toBeGreaterThanOrEqual(4);
  });

  it('spends the budget to the micro-dollar, most of it on the dearest models', () => {
    const { assignments, reserveMicroUsd } = agent.floor(task({ budgetMicroUsd: 999_999 }), noHistory);
    const spent = (prefix: string) =>
      assignments
        .filter(({ agentCode }) => agentCode.startsWith(prefix))
        .reduce((sum, each) => sum + each.budgetMicroUsd, 0);
    expect(assignments.reduce((sum, each) => sum + each.budgetMicroUsd, reserveMicroUsd)).toBe(999_999);
    expect(spent('LORD')).toBeGreaterThan(spent('RES'));
    expect(spent('GRD')).toBe(0);
  });

  it('reckons with how long agents have taken here', () => {
    const quick = agent.floor(task(), noHistory);
    const slow = agent.floor(task(), historyOf({ 'RES-001': { p95Ms: 600_000 } }));
    expect(slow.expectedMs - quick.expectedMs).toBe(580_000);
    expect(slow.criticalPath[0]).toBe('research-res-001');
  });

  it('refuses a plan that leaves out a guardian, adds up wrongly, or goes in a circle', () => {
    const plan = agent.floor(task(), noHistory);
    const check = (changes: Partial<Plan>) => agent.check?.({ ...plan, ...changes }, task(), noHistory);
    const [first, ...rest] = plan.assignments;
    expect(check({})).toEqual([]);
    expect(check({ assignments: plan.assignments.filter(({ agentCode }) => agentCode !== 'GRD-009') })).toEqual(
      expect.arrayContaining([expect.stringContaining('GRD-009 must be in the plan')]),
    );
    expect(check({ reserveMicroUsd: plan.reserveMicroUsd + 1 })).toEqual([expect.stringContaining('add up to')]);
    expect(first && check({ assignments: [{ ...first, after: [first.ref] }, ...rest] })).toEqual(
      expect.arrayContaining([expect.stringContaining('waits in a circle')]),
    );
    expect(first && check({ assignments: [{ ...first, agentCode: 'RES-099' }, ...rest] })).toEqual(
      expect.arrayContaining(['RES-099 is not on the roster', 'RES-099 is not available']),
    );
    expect(first && check({ assignments: [{ ...first, deadlineAt: '2027-01-01T00:00:00.000Z' }, ...rest] })).toEqual(
      expect.arrayContaining([expect.stringContaining("not within the request's time")]),
    );
  });

  it('refuses a request that is to appear nowhere', () => {
    expect(() => task({ channels: [] })).toThrow('at least one channel');
  });
});
