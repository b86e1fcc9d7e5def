import { coversAgent, STOP_TARGET } from './stop-scope';

describe('a stop', () => {
  it.each([
    ['workspace', '*', true],
    ['guild', 'muse', true],
    ['guild', 'council', false],
    ['agent', 'MUSE-001', true],
    ['agent', 'MUSE-002', false],
  ] as const)('of the %s %s covers MUSE-001: %s', (scope, target, covered) => {
    expect(coversAgent({ scope, target }, 'MUSE-001')).toBe(covered);
  });

  it('of the council covers a Lord', () => {
    expect(coversAgent({ scope: 'guild', target: 'council' }, 'LORD-001')).toBe(true);
  });

  it.each(['MUSE-1', 'gateway', 'everything', ''])('is of nothing called %p', (target) => {
    expect(STOP_TARGET.test(target)).toBe(false);
  });
});
