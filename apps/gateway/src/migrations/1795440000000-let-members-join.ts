import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What a workspace knows of its members itself: an account is seen by its own person only. */
export class LetMembersJoin1795440000000 implements MigrationInterface {
  readonly name = 'LetMembersJoin1795440000000';

  async up(runner: QueryRunner): Promise<void> {
    // Whoever is a member by now has joined: nobody could be invited before.
    await runner.query(`
      ALTER TABLE gateway.workspace_members
        ADD COLUMN email text,
        ADD COLUMN display_name text,
        ADD COLUMN invite_expires_at timestamptz,
        ADD COLUMN joined_at timestamptz DEFAULT now()`);
    await runner.query(`ALTER TABLE gateway.workspace_members ALTER COLUMN joined_at DROP DEFAULT`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE gateway.workspace_members
        DROP COLUMN email, DROP COLUMN display_name, DROP COLUMN invite_expires_at, DROP COLUMN joined_at`);
  }
}
