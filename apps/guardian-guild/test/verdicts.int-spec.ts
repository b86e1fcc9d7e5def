import {
  aClaim,
  aComplianceCheck,
  aContentHash,
  aPolicyWaiver,
  anEvidenceId,
  openDatabase,
  plant,
  type OpenedDatabase,
} from '@raptor/testing/builders';
import { v7 as uuidv7 } from 'uuid';
import { ClaimEvidenceRepository } from '../src/claims/claim-evidence.repository';
import { ComplianceChecksRepository } from '../src/compliance/compliance-checks.repository';
import { guardianDatabase } from '../src/database';
import { PolicyWaiversRepository } from '../src/waivers/policy-waivers.repository';

describe('verdicts, claims and waivers', () => {
  const checks = new ComplianceChecksRepository();
  const claims = new ClaimEvidenceRepository();
  const waivers = new PolicyWaiversRepository();
  let opened: OpenedDatabase;

  beforeAll(async () => {
    opened = await openDatabase(guardianDatabase);
  });

  afterAll(() => opened.close());

  const here = () => ({ workspaceId: opened.workspaceId });
  const write = (...rows: object[]) => opened.inWorkspace((tx) => plant(tx, ...rows));

  it('holds a verdict for one exact content and platform, and the last word counts', async () => {
    const contentHash = aContentHash();
    const finding = {
      ruleId: 'acme.headline',
      field: 'headlines',
      index: 0,
      observed: 31,
      limit: 30,
      unit: 'graphemes',
      severity: 'BLOCK',
      source: 'https://a.example/',
      grade: 'P',
      fix: 'Shorten headline 1 by 1 character.',
    } as const;
    const rejected = aComplianceCheck({ ...here(), contentHash, verdict: 'rejected', findings: [finding] });
    await write(aComplianceCheck({ ...here(), contentHash, createdAt: new Date('2026-03-01') }), rejected);
    const latest = (hash: string, platform = 'google_ads') =>
      opened.inWorkspace((tx) => checks.latest(tx, hash, platform));
    expect(await latest(contentHash)).toMatchObject({ id: rejected.id, findings: [finding] });
    expect(await latest(contentHash, 'meta_ads')).toBeNull();
    expect(await latest(aContentHash())).toBeNull();
  });

  it.each([
    ['rejects without a reason', { verdict: 'rejected' }, /reason_check/],
    ['is about something that is no hash', { contentHash: 'abc' }, /content_hash_check/],
    ['is about an asset and none of its versions', { assetId: uuidv7() }, /asset_check/],
  ] as const)('has no verdict that %s', async (_what, particular, refusal) => {
    await expect(write(aComplianceCheck({ ...here(), ...particular }))).rejects.toThrow(refusal);
  });

  it('supports no claim without evidence', async () => {
    await expect(write(aClaim({ ...here(), evidenceId: null }))).rejects.toThrow(/support_check/);
    await expect(write(aClaim({ ...here(), evidenceId: 'because' }))).rejects.toThrow(/evidence_id_check/);
  });

  it('keeps a claim once, with what is known of it now, and a waived one waived', async () => {
    const claim = { assetId: uuidv7(), claim: 'The best there is', kind: 'superlative' } as const;
    const record = (evidenceId: string | null) =>
      opened.inWorkspace((tx) =>
        claims.record(tx, aClaim({ ...claim, evidenceId, state: evidenceId === null ? 'unsupported' : 'supported' })),
      );
    const unsupported = () => opened.inWorkspace((tx) => claims.unsupported(tx, claim.assetId, 1));
    const waive = (id: string) => opened.inWorkspace((tx) => claims.waive(tx, id));
    await record(anEvidenceId());
    expect(await unsupported()).toEqual([]);
    await record(null);
    const [found, ...others] = await unsupported();
    expect(others).toEqual([]);
    expect([await waive(found!.id), await waive(found!.id)]).toEqual([true, false]);
    await record(null);
    expect(await opened.inWorkspace((tx) => claims.get(tx, found!.id))).toMatchObject({ state: 'waived' });
  });

  it('waives a rule for one exact content until the waiver ends', async () => {
    const contentHash = aContentHash();
    const [soon, later] = [new Date(Date.now() + 60_000), new Date(Date.now() + 120_000)];
    await write(
      aPolicyWaiver({ ...here(), contentHash, ruleId: 'a', expiresAt: soon }),
      aPolicyWaiver({ ...here(), contentHash, ruleId: 'b', expiresAt: later }),
    );
    const waived = (hash: string, at: Date) => opened.inWorkspace((tx) => waivers.waivedRules(tx, hash, at));
    expect(await waived(contentHash, new Date())).toEqual(new Set(['a', 'b']));
    expect(await waived(contentHash, soon)).toEqual(new Set(['b']));
    expect(await waived(aContentHash(), new Date())).toEqual(new Set());
    await expect(write(aPolicyWaiver({ ...here(), expiresAt: new Date(0) }))).rejects.toThrow(/expires_check/);
  });
});
