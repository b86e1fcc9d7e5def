import { gated, type GatedAsset } from './gate';

const asset = (more: Partial<GatedAsset> = {}): GatedAsset => ({
  ...{ assetId: 'a', version: 1, contentHash: 'h', channel: 'linkedin', required: ['GRD-006'], isRunAccepted: true },
  verdicts: [{ agentCode: 'GRD-006', verdict: 'passed', findings: [] }],
  ...{ reviews: [], claims: [], links: [] },
  ...more,
});
const verdict = (agentCode: string, said: string) => ({ agentCode, verdict: said, findings: [] });
const policy = { autoApproveLow: false };

describe('the gate', () => {
  it.each([
    ['a guardian that has not looked', { verdicts: [] }],
    ['a rejection', { verdicts: [verdict('GRD-006', 'rejected')] }],
    ['a claim that nothing proves', { claims: [{ claim: 'fastest', state: 'unsupported', kind: 'superlative' }] }],
    ['a broken link', { links: [{ url: 'https://x.example', status: 404 }] }],
    ['a link that says nothing', { links: [{ url: 'https://x.example', status: null }] }],
    ['a run that nobody accepted', { isRunAccepted: false }],
  ])('is closed by %s', (_what, more) => {
    expect(gated(asset(more), policy)).toMatchObject({ gate: 'closed', reasons: [expect.any(String)] });
  });

  it.each([
    ['low', 'operator', {}],
    ['medium', 'operator', { channel: 'google_ads' }],
    ['medium', 'operator', { verdicts: [verdict('GRD-006', 'needs_review')] }],
    ['medium', 'operator', { claims: [{ claim: '9 days', state: 'supported', kind: 'number' }] }],
    ['high', 'admin', { claims: [{ claim: 'heals', state: 'supported', kind: 'health' }] }],
    ['high', 'admin', { claims: [{ claim: 'Mara said', state: 'supported', kind: 'testimonial' }] }],
  ])('says %s risk, and that an %s decides: %j', (risk, approvalBy, more) => {
    expect(gated(asset(more), policy)).toMatchObject({ gate: 'open', risk, approvalBy });
  });

  it('lets a policy decide of low risk, and of nothing else, where the workspace wants that', () => {
    expect(gated(asset(), { autoApproveLow: true }).approvalBy).toBe('policy');
    expect(gated(asset({ channel: 'google_ads' }), { autoApproveLow: true }).approvalBy).toBe('operator');
  });

  it('follows the stricter opinion and writes the other down', () => {
    const verdicts = [verdict('GRD-006', 'rejected'), verdict('GRD-007', 'passed')];
    expect(gated(asset({ verdicts }), policy)).toMatchObject({ gate: 'closed', dissent: [{ by: 'GRD-007' }] });
    const reviews = [
      { agentCode: 'MUSE-026', score: 9 },
      { agentCode: 'MUSE-027', score: 4 },
    ];
    expect(gated(asset({ reviews }), policy).dissent).toMatchObject([{ by: 'MUSE-027' }]);
  });
});
