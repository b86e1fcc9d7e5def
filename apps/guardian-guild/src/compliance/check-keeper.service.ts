import { Injectable } from '@nestjs/common';
import { AnswerKeepers, type Answered } from '@raptor/agent-kit';
import type { Transaction } from '@raptor/persistence';
import { VERDICTS, findingSchema } from '@raptor/policy-packs';
import { v5 as uuidv5 } from 'uuid';
import { z } from 'zod';
import { ClaimEvidenceRepository } from '../claims/claim-evidence.repository';
import { checkedClaim } from '../craft/verdicts/claims-of';
import { ComplianceChecksRepository } from './compliance-checks.repository';

const verdict = z.object({
  verdict: z.enum(VERDICTS),
  findings: z.array(findingSchema),
  packVersions: z.record(z.string(), z.string()),
  contentHash: z.string().regex(/^[0-9a-f]{64}$/),
  claims: z.array(checkedClaim).optional(),
});

/** Keeps the verdicts of this guild's agents on versions of assets, and the claims that they found in them. */
@Injectable()
export class CheckKeeper {
  constructor(
    private readonly checks: ComplianceChecksRepository,
    private readonly claims: ClaimEvidenceRepository,
    keepers: AnswerKeepers,
  ) {
    keepers.register((tx, answered) => this.keep(tx, answered));
  }

  private async keep(tx: Transaction, { agentCode, assignment, result }: Answered): Promise<void> {
    const { asset, assignmentId } = assignment;
    const said = asset?.role === 'check' ? verdict.safeParse(result.output).data : undefined;
    if (!asset || !said) return;
    await this.checks.insert(tx, {
      ...{ id: uuidv5('check', assignmentId), assetId: asset.assetId, assetVersion: asset.version },
      ...{ contentHash: said.contentHash, platform: asset.channel ?? 'any', verdict: said.verdict },
      ...{ findings: said.findings, packVersions: said.packVersions, checkedBy: agentCode },
    });
    const seen = new Set<string>();
    for (const claim of said.claims ?? []) {
      if (seen.has(claim.claim)) continue;
      seen.add(claim.claim);
      await this.claims.insert(tx, {
        ...{ id: uuidv5(`claim ${seen.size}`, assignmentId), assetId: asset.assetId, assetVersion: asset.version },
        ...{ claim: claim.claim, kind: claim.kind, state: claim.state, evidenceId: claim.evidenceId ?? null },
      });
    }
  }
}
