import type { Finding } from './finding';
import { verdictOf, waive } from './verdict';

const finding = (ruleId: string, severity: Finding['severity']): Finding => ({
  ruleId,
  severity,
  field: 'titles',
  observed: 1,
  unit: 'items',
  source: 'https://a.example/',
  grade: 'P',
  fix: 'Do it.',
});
const waiver = {
  ruleId: 'a',
  contentHash: 'hash',
  expiresAt: '2026-11-30T12:00:00Z',
  name: 'Ada: agreed with the platform',
};

describe('a verdict', () => {
  it.each([
    [['BLOCK', 'WARN'], 'rejected'],
    [['WARN', 'INFO'], 'needs_review'],
    [['INFO'], 'passed'],
    [[], 'passed'],
  ] as const)('of %p is %s', (severities, verdict) => {
    expect(verdictOf(severities.map((severity) => finding('a', severity)))).toBe(verdict);
  });

  it('is a warning when people have answered for all there is, and names them', () => {
    const waived = waive([finding('a', 'BLOCK')], [waiver], 'hash', '2026-11-29');
    expect(waived).toMatchObject([{ severity: 'WARN', waivedBy: 'Ada: agreed with the platform' }]);
    expect(verdictOf(waived)).toBe('warning');
    expect(verdictOf(waive([finding('a', 'BLOCK'), finding('b', 'BLOCK')], [waiver], 'hash', '2026-11-29'))).toBe(
      'rejected',
    );
  });

  it.each([
    ['another content', 'other', '2026-11-29'],
    ['a day that it does not outlast', 'hash', '2026-11-30'],
  ])('waives nothing for %s', (_what, contentHash, day) => {
    expect(waive([finding('a', 'BLOCK')], [waiver], contentHash, day)).toEqual([finding('a', 'BLOCK')]);
  });
});
