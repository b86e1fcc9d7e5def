import { Injectable } from '@nestjs/common';
import type { Changed } from '@raptor/agent-kit';
import type { CheckContent, CheckedContentResponse, VerdictName } from '@raptor/contracts';
import { invalid, type Transaction } from '@raptor/persistence';
import { v7 as uuidv7 } from 'uuid';
import { PolicyWaiversRepository } from '../waivers/policy-waivers.repository';
import { guardiansOf, verdictBy, type GuardianSays } from './check-content';
import { ComplianceChecksRepository } from './compliance-checks.repository';
import { findingFields } from './compliance.mapper';

/** The gravest first. */
const GRAVITY: readonly VerdictName[] = ['rejected', 'needs_review', 'warning', 'passed'];

/** Checks a text by itself, and keeps what was found. */
@Injectable()
export class ContentChecks {
  constructor(
    private readonly checks: ComplianceChecksRepository,
    private readonly waivers: PolicyWaiversRepository,
  ) {}

  /** @throws AppError REQUEST_INVALID where there is nothing to read. */
  async check(tx: Transaction, asked: CheckContent, now = new Date()): Promise<Changed<CheckedContentResponse>> {
    if (asked.text === undefined && asked.copy === undefined) throw invalid('text', 'must be there, or copy');
    const said: GuardianSays[] = [];
    const lacking: string[] = [];
    for (const guardian of guardiansOf(asked)) {
      const verdict = await this.verdictBy(tx, guardian, asked, now);
      if (verdict) said.push(verdict);
      else lacking.push(guardian);
    }
    await this.keep(tx, asked, said);
    const verdicts = [...said.map(({ judgement }) => judgement.verdict), ...lacking.map(() => 'needs_review' as const)];
    return {
      answer: {
        platform: asked.platform,
        verdict: GRAVITY.find((each) => verdicts.includes(each)) ?? 'passed',
        checks: said.map(({ agentCode, judgement }) => ({
          agent_code: agentCode,
          verdict: judgement.verdict,
          content_hash: judgement.contentHash,
          findings: judgement.findings.map(findingFields),
          pack_versions: judgement.packVersions,
        })),
        lacking,
      },
    };
  }

  /** Only what it has looked at tells which waivers there are for it: with any, it looks again. */
  private async verdictBy(
    tx: Transaction,
    guardian: string,
    asked: CheckContent,
    now: Date,
  ): Promise<GuardianSays | undefined> {
    const day = now.toISOString().slice(0, 10);
    const first = verdictBy(guardian, asked, day);
    if (!first || first.judgement.findings.length === 0) return first;
    const waivers = await this.waivers.active(tx, first.judgement.contentHash, now);
    if (waivers.length === 0) return first;
    const told = waivers.map(({ id, ruleId, contentHash, expiresAt }) => ({
      ...{ ruleId, contentHash, name: id },
      expiresAt: expiresAt.toISOString(),
    }));
    return verdictBy(guardian, asked, day, told);
  }

  private async keep(tx: Transaction, { platform }: CheckContent, said: readonly GuardianSays[]): Promise<void> {
    const rows = said.map(({ agentCode, judgement }) => ({
      id: uuidv7(),
      contentHash: judgement.contentHash,
      platform,
      verdict: judgement.verdict,
      findings: judgement.findings,
      packVersions: judgement.packVersions,
      checkedBy: agentCode,
    }));
    await this.checks.insert(tx, ...rows);
  }
}
