import { inWorkspace } from '@raptor/agent-kit';
import {
  CheckContent,
  GrantWaiver,
  ListComplianceChecks,
  ReadPolicyPacks,
  type CheckedContentResponse,
  type ComplianceCheckPage,
  type MessageClass,
  type PolicyPackList,
  type Role,
  type WaiverResponse,
} from '@raptor/contracts';
import { Database } from '@raptor/persistence';
import { AppError, startService, type RunningService } from '@raptor/platform';
import type { Finding } from '@raptor/policy-packs';
import { RaptorBus } from '@raptor/raptor-bus';
import { aKeyPrefix, cloneDatabase, serviceEnvironment, type ClonedDatabase } from '@raptor/testing';
import { aComplianceCheck, aContentHash, plant } from '@raptor/testing/builders';
import { v7 as uuidv7 } from 'uuid';
import { guardianConfig } from '../src/guardian.config';
import { GuardianModule } from '../src/guardian.module';

describe('the guardian guild is asked', () => {
  let clone: ClonedDatabase;
  let guardian: RunningService;
  let workspaceId: string;

  const ask = <Answer>(role: Role, message: MessageClass, payload: object = {}): Promise<Answer> =>
    inWorkspace(workspaceId, { type: 'user', id: uuidv7(), role }, () =>
      guardian.app.get(RaptorBus).ask<Answer>(Object.assign(new message(), payload), {
        to: 'guardian',
        deadline: Date.now() + 20_000,
      }),
    );

  beforeAll(async () => {
    clone = await cloneDatabase();
    const environment = serviceEnvironment('guardian', clone, aKeyPrefix());
    guardian = await startService(GuardianModule, guardianConfig, { environment });
  });

  afterAll(async () => {
    await guardian.stop();
    await clone.drop();
  });

  beforeEach(() => {
    workspaceId = uuidv7();
  });

  it('which rules are in force: one edition of each platform at most', async () => {
    const { items } = await ask<PolicyPackList>('viewer', ReadPolicyPacks);
    const inForce = items.filter((each) => each.is_in_force).map(({ platform }) => platform);
    expect(inForce).toContain('google_ads');
    expect(new Set(inForce).size).toBe(inForce.length);
    expect(items.every(({ rules }) => rules > 0)).toBe(true);
  });

  it('what was found', async () => {
    const finding: Finding = {
      ruleId: 'google_ads.x',
      field: 'headline',
      observed: 31,
      limit: 30,
      unit: 'graphemes',
      severity: 'BLOCK',
      source: 'https://support.google.com/',
      grade: 'P',
      fix: 'Shorten it.',
      waivedBy: uuidv7(),
    };
    const check = aComplianceCheck({ workspaceId, verdict: 'rejected', findings: [finding] });
    await guardian.app
      .get(Database)
      .withTenant(workspaceId, { type: 'system', id: 'test' }, (tx) =>
        plant(tx, check, aComplianceCheck({ workspaceId })),
      );
    const { items } = await ask<ComplianceCheckPage>('viewer', ListComplianceChecks, { verdict: 'rejected' });
    expect(items).toMatchObject([
      { id: check.id, findings: [{ rule_id: 'google_ads.x', observed: 31, waived_by: finding.waivedBy }] },
    ]);
    expect(items[0]?.findings[0]).not.toHaveProperty('ruleId');
  });

  it('about a text, and remembers what it said; a waiver counts the next time', async () => {
    const asked = { platform: 'email', text: 'Guaranteed to cure your debt, 100 % risk-free!' };
    const first = await ask<CheckedContentResponse>('analyst', CheckContent, asked);
    const law = first.checks.find((each) => each.agent_code === 'GRD-009');
    expect(law?.findings.length).toBeGreaterThan(0);
    for (const { rule_id: ruleId } of law?.findings ?? [])
      await ask('admin', GrantWaiver, {
        ...{ rule_id: ruleId, reason: 'A quotation', content_hash: law?.content_hash },
        expires_at: new Date(Date.now() + 9 * 86_400_000).toISOString(),
      });
    const second = await ask<CheckedContentResponse>('analyst', CheckContent, asked);
    expect(second.checks.find((each) => each.agent_code === 'GRD-009')?.verdict).toBe('warning');
    const { items } = await ask<ComplianceCheckPage>('viewer', ListComplianceChecks, { platform: 'email' });
    expect(items).toHaveLength(first.checks.length + second.checks.length);
  });

  it('to let one content break a rule: by admins, and for a time', async () => {
    const inDays = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString();
    const waiver = (expires: string) => ({
      ...{ rule_id: 'google_ads.x', reason: 'Agreed with the platform', content_hash: aContentHash() },
      expires_at: expires,
    });
    const granted = await ask<WaiverResponse>('admin', GrantWaiver, waiver(inDays(30)));
    expect(granted).toMatchObject({ rule_id: 'google_ads.x', reason: 'Agreed with the platform' });
    const codeOf = (role: Role, expires: string) =>
      ask(role, GrantWaiver, waiver(expires)).then(
        () => 'done',
        (error: unknown) => (AppError.is(error) ? error.code : String(error)),
      );
    expect(await codeOf('operator', inDays(30))).toBe('AUTH_FORBIDDEN');
    expect(await codeOf('admin', inDays(-1))).toBe('REQUEST_INVALID');
  });
});
