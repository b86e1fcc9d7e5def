import { describedAgents } from '../../tools/agents/all-agents';
import { MONTH } from '../cost/month';
import { DAY_MS, WEEK, asksOf, type Ask } from './week';

const agents = new Map(describedAgents().map((agent) => [agent.code, agent]));
const shareOfNew = (asks: readonly Ask[]): number => asks.filter(({ isNew }) => isNew).length / asks.length;

describe.each([
  ['the week', WEEK],
  ['the month', MONTH],
])('%s that is replayed', (_name, span) => {
  const asks = asksOf(span);

  it('follows from its seed alone', () => {
    expect(asksOf(span)).toEqual(asks);
    expect(asksOf({ ...span, seed: span.seed + 1 })).not.toEqual(asks);
  });

  it('asks agents for what they take, in the order of time', () => {
    const problems = asks.flatMap(({ agentCode, input }) => {
      const parsed = agents.get(agentCode)?.input.safeParse(input);
      return parsed?.success ? [] : [`${agentCode}: ${parsed?.error.message ?? 'is not described'}`];
    });
    expect(problems).toEqual([]);
    for (const [at, { atMs }] of asks.entries()) expect(atMs).toBeGreaterThanOrEqual(asks[at - 1]?.atMs ?? 0);
    expect(asks.at(-1)?.atMs).toBeLessThan(span.days * DAY_MS);
  });

  it('is new for 35 % at least, of all it asks and of what may be answered from the cache', () => {
    expect(shareOfNew(asks)).toBeGreaterThanOrEqual(0.35);
    const keeping = asks.filter(({ agentCode }) => agents.get(agentCode)?.cache);
    expect(shareOfNew(keeping)).toBeGreaterThanOrEqual(0.35);
  });
});
