import { codesOf, homeOf, isAgentCode, ROSTER } from './roster';

describe('the roster', () => {
  it('has 87 agents: 7 Lords, 20 researchers, 30 muses, 20 watchers, 10 guardians', () => {
    expect(Object.keys(ROSTER)).toHaveLength(87);
    const sizes = (['council', 'research', 'muse', 'matrix', 'guardian'] as const).map((home) => codesOf(home).length);
    expect(sizes).toEqual([7, 20, 30, 20, 10]);
  });

  it('tells the home of an agent from its code', () => {
    expect(homeOf('MTX-015')).toBe('matrix');
    expect(homeOf('LORD-001')).toBe('council');
  });

  it('knows a code that is not on it', () => {
    expect(isAgentCode('MUSE-031')).toBe(false);
    expect(isAgentCode('toString')).toBe(false);
  });

  it('names no agent twice', () => {
    const names = Object.values(ROSTER);
    expect(new Set(names).size).toBe(names.length);
  });
});
