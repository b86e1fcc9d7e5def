import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Rules of the platforms are nobody's and everybody's: no workspace, no row level security, nothing to write for the service. */
export class CreatePolicyPacks1795435000000 implements MigrationInterface {
  readonly name = 'CreatePolicyPacks1795435000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE guardian.policy_packs (
        id uuid PRIMARY KEY,
        platform text NOT NULL CHECK (platform <> ''),
        version text NOT NULL CHECK (version <> ''),
        rules jsonb NOT NULL CHECK (jsonb_typeof(rules) = 'array'),
        effective_from date NOT NULL,
        review_by date NOT NULL,
        content_hash text NOT NULL CHECK (content_hash ~ '^[0-9a-f]{64}$'),
        created_at timestamptz NOT NULL DEFAULT now(),
        UNIQUE (platform, version),
        CONSTRAINT policy_packs_review_check CHECK (review_by >= effective_from)
      )`);
    await runner.query(`REVOKE INSERT, UPDATE, DELETE ON guardian.policy_packs FROM raptor_guardian`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE guardian.policy_packs`);
  }
}
