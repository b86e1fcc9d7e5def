import { NO_EVIDENCE } from '@raptor/agent-kit';
import type { z } from 'zod';
import { googleAdsPolicyEnforcer as enforcer } from './grd-001.google-ads-policy-enforcer.agent';
import { CLEAN_SEARCH_AD as clean } from './grd-001.samples';
import { advertisingLawAndClaimsChecker as checker } from './grd-009.advertising-law-and-claims-checker.agent';

type Ad = z.input<typeof enforcer.input>;
type Publication = z.input<typeof checker.input>;

const SHOUTING: Ad = { ...clean, headlines: [...clean.headlines, 'FLOWERS'] };

const enforce = (ad: Ad) => enforcer.floor(enforcer.input.parse(ad), NO_EVIDENCE);
const enforcing = (ad: Ad, change: Partial<ReturnType<typeof enforce>> = {}): string[] =>
  enforcer.check?.({ ...enforce(ad), ...change }, enforcer.input.parse(ad), NO_EVIDENCE) ?? [];
const check = (publication: Partial<Publication>) =>
  checker.floor(
    checker.input.parse({ day: '2026-11-23', jurisdictions: ['US'], surface: 'ad', texts: ['Hello'], ...publication }),
    NO_EVIDENCE,
  );

const waiverFor = (ruleId: string, contentHash: string, expiresAt = '2026-12-31T23:59:59Z') => ({
  ruleId,
  contentHash,
  expiresAt,
  name: 'Ada: agreed',
});

describe('the guardian of Google Ads', () => {
  it('says the same of a draft, a scheduled and a published ad, whenever it is asked', () => {
    const answers = ['2026-11-01', '2026-11-22', '2030-01-01'].map((now) => {
      jest.useFakeTimers({ now: new Date(now) });
      return enforce(SHOUTING);
    });
    jest.useRealTimers();
    expect(answers[1]).toEqual(answers[0]);
    expect(answers[2]).toEqual(answers[0]);
  });

  it('lets a brand write its name as it does', () => {
    expect(enforce(SHOUTING).verdict).toBe('rejected');
    expect(enforce({ ...SHOUTING, brand: { trademarks: ['ACME FLOWERS'] } }).verdict).toBe('passed');
  });

  it('turns what people have waived for this content into a warning that names them', () => {
    const { contentHash } = enforce(SHOUTING);
    const waived = { ...SHOUTING, waivers: [waiverFor('gads.edit.caps.words', contentHash)] };
    expect(enforce(waived)).toMatchObject({
      verdict: 'warning',
      contentHash,
      findings: [{ ruleId: 'gads.edit.caps.words', severity: 'WARN', waivedBy: 'Ada: agreed' }],
    });
    expect(enforce({ ...waived, headlines: [...(SHOUTING.headlines ?? []), 'One more'] }).verdict).toBe('rejected');
    expect(enforce({ ...waived, day: '2026-12-31' }).verdict).toBe('warning');
    expect(enforce({ ...waived, day: '2027-01-01' }).verdict).toBe('rejected');
  });

  it('passes nothing on a day for which there are no rules', () => {
    expect(enforce({ ...clean, day: '2025-01-01' })).toMatchObject({ verdict: 'needs_review', packVersions: {} });
  });

  it('finds an answer that contradicts itself', () => {
    const { findings } = enforce(SHOUTING);
    const [finding] = findings;
    expect(enforcing(SHOUTING)).toEqual([]);
    expect(enforcing(SHOUTING, { verdict: 'passed' })).toEqual([
      'The verdict is passed, but its findings make it rejected.',
    ]);
    expect(enforcing(SHOUTING, { contentHash: 'f'.repeat(64) })).toEqual([
      'The content hash is not that of the content.',
    ]);
    expect(enforcing(SHOUTING, { packVersions: {} })).toEqual([
      'gads.edit.caps.words is in none of the packs that were applied.',
    ]);
    const answered = (change: object) =>
      enforcing(SHOUTING, { verdict: 'warning', findings: findings.map((one) => ({ ...one, ...change })) });
    expect(answered({ severity: 'WARN', waivedBy: 'nobody' })).toEqual(['gads.edit.caps.words is waived by nobody.']);
    expect(answered({ ...finding, severity: 'WARN' })).toContain('gads.edit.caps.words is BLOCK, not WARN.');
  });

  it('refuses an input with a clear word', () => {
    const refused = enforcer.input.safeParse({
      ...clean,
      surface: 'billboard',
      day: 'tomorrow',
      finalUrl: 'javascript:alert(1)',
    });
    expect(refused.error?.issues.map(({ path }) => path.join('.')).sort()).toEqual(['day', 'finalUrl', 'surface']);
  });
});

describe('the guardian of advertising law', () => {
  const bold: Partial<Publication> = { texts: ['The fastest payroll.'] };

  it('lets a claim pass that people answer for, and says that it is waived', () => {
    const { contentHash, claims } = check(bold);
    expect(claims).toMatchObject([{ state: 'unsupported' }]);
    expect(check({ ...bold, waivers: [waiverFor('claims.superlative', contentHash)] })).toMatchObject({
      verdict: 'warning',
      claims: [{ claim: 'The fastest', state: 'waived' }],
      findings: [{ waivedBy: 'Ada: agreed' }],
    });
  });

  it.each<[string, Partial<Publication>, string, string]>([
    ['New York’s performers', { jurisdictions: ['US-NY'], syntheticPerformer: true }, '2026-06-08', '2026-06-09'],
    ['the EU’s deepfakes', { jurisdictions: ['DE'], deepfake: true }, '2026-08-01', '2026-08-02'],
    [
      'the EU’s marks of older systems',
      { jurisdictions: ['EU'], syntheticMedia: true, madeByOlderSystem: true },
      '2026-12-01',
      '2026-12-02',
    ],
    ['fake reviews', { texts: ['“I love my new bike.” — Jo'] }, '2024-10-20', '2024-10-21'],
  ])('applies the law of the day: %s', (_what, publication, before, from) => {
    const [earlier, later] = [check({ ...publication, day: before }), check({ ...publication, day: from })];
    expect(earlier.findings.filter(({ grade }) => grade !== 'K')).toEqual([]);
    expect(later.findings.filter(({ grade }) => grade !== 'K')).toHaveLength(1);
  });

  it('asks nothing of sound, translations and works of art in New York', () => {
    for (const exemption of ['audioOnly', 'translationOnly', 'expressiveWork'] as const)
      expect(check({ jurisdictions: ['US-NY'], syntheticPerformer: true, [exemption]: true }).verdict).toBe('passed');
  });

  it('finds each of the seven weight-loss claims that cannot be true', () => {
    const lies: Record<string, string> = {
      without_effort: 'Drop 4 dress sizes without any exercise.',
      eat_anything: 'Eat anything you want and still lose weight.',
      permanent: 'Permanent weight loss, for life.',
      blocks_fat: 'Blocks the absorption of fat.',
      too_fast: 'Lose up to 5 pounds every week.',
      works_for_all: 'Everyone can lose weight with it.',
      worn_or_rubbed: 'Our patch melts fat while you rest.',
    };
    for (const [rule, text] of Object.entries(lies))
      expect([rule, check({ texts: [text] }).findings.map(({ ruleId }) => ruleId)]).toEqual([
        rule,
        expect.arrayContaining([`ftc.health.${rule}`]),
      ]);
    const honest = check({ texts: ['Eat well, move more, and talk to your doctor before a diet.'] });
    expect(honest.findings).toEqual([]);
  });

  it('finds an answer whose claims contradict it', () => {
    const task = checker.input.parse({ day: '2026-11-23', jurisdictions: ['US'], surface: 'ad', ...bold });
    const answer = checker.floor(task, NO_EVIDENCE);
    const problems = (change: object) =>
      checker.check?.(
        { ...answer, claims: answer.claims.map((claim) => ({ ...claim, ...change })) },
        task,
        NO_EVIDENCE,
      );
    expect(problems({})).toEqual([]);
    expect(problems({ start: 1 })).toEqual(['"The fastest" does not stand where it is said to.']);
    expect(problems({ state: 'supported' })).toEqual(['"The fastest" is supported, and its evidence says otherwise.']);
    expect(problems({ state: 'supported', evidenceId: `research:${'0'.repeat(64)}` })).toEqual([
      '"The fastest" cites evidence that was not given.',
    ]);
    expect(checker.check?.({ ...answer, findings: [], verdict: 'passed' }, task, NO_EVIDENCE)).toEqual([
      '"The fastest" is unsupported and there is no finding for it.',
    ]);
  });
});
