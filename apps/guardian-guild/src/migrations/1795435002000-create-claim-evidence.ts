import { enableTenantRls } from '@raptor/persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateClaimEvidence1795435002000 implements MigrationInterface {
  readonly name = 'CreateClaimEvidence1795435002000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE guardian.claim_evidence (
        workspace_id uuid NOT NULL,
        id uuid NOT NULL,
        asset_id uuid NOT NULL,
        version integer NOT NULL CHECK (version >= 1),
        claim text NOT NULL CHECK (char_length(claim) BETWEEN 1 AND 500),
        kind text NOT NULL CHECK (kind IN ('number', 'superlative', 'testimonial', 'health', 'finance')),
        evidence_id text CHECK (evidence_id ~ '^[a-z]+:[0-9a-f]{64}$'),
        state text NOT NULL DEFAULT 'unsupported' CHECK (state IN ('supported', 'unsupported', 'waived')),
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (workspace_id, id),
        UNIQUE (workspace_id, asset_id, version, kind, claim),
        CONSTRAINT claim_evidence_support_check CHECK (state <> 'supported' OR evidence_id IS NOT NULL)
      )`);
    await runner.query(`CREATE INDEX ON guardian.claim_evidence (workspace_id, created_at, id)`);
    await enableTenantRls(runner, 'guardian.claim_evidence');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE guardian.claim_evidence`);
  }
}
