import { databasePrefix, isLeftover, newRunId } from './run-databases';

describe('the databases of test runs', () => {
  const now = Date.parse('2026-11-23T12:00:00Z');
  const hours = (count: number): number => count * 3_600_000;
  const databaseFrom = (startedAt: number): string => `${databasePrefix(newRunId('ab12', startedAt))}_3_cafe`;

  it('are left over when their run began long ago', () => {
    expect(isLeftover(databaseFrom(now - hours(7)), now)).toBe(true);
    expect(isLeftover(databaseFrom(now - hours(1)), now)).toBe(false);
  });

  it('are never mistaken for others', () => {
    expect(isLeftover('raptorflow', now)).toBe(false);
    expect(isLeftover('raptor_test_?', now)).toBe(false);
  });

  it('have names that fit into an identifier', () => {
    expect(databaseFrom(now).length).toBeLessThan(63);
  });
});
