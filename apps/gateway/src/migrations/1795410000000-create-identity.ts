import { CURRENT_USER_ID, CURRENT_WORKSPACE, SIGN_IN_EMAIL, enableRowRule } from '@raptor/persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who may sign in, and to which workspace. */
export class CreateIdentity1795410000000 implements MigrationInterface {
  readonly name = 'CreateIdentity1795410000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE gateway.workspaces (
        id uuid NOT NULL,
        name text NOT NULL,
        slug text NOT NULL,
        plan text NOT NULL DEFAULT 'free',
        timezone text NOT NULL DEFAULT 'UTC',
        settings jsonb NOT NULL DEFAULT '{}',
        connections jsonb NOT NULL DEFAULT '{}',
        version integer NOT NULL DEFAULT 1,
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT workspaces_pkey PRIMARY KEY (id),
        CONSTRAINT workspaces_slug_key UNIQUE (slug),
        CONSTRAINT workspaces_slug_check CHECK (slug = lower(normalize(slug, NFKC)) AND slug <> ''),
        CONSTRAINT workspaces_plan_check CHECK (plan IN ('free', 'pro', 'enterprise'))
      )`);
    await runner.query(`
      CREATE TABLE gateway.users (
        id uuid NOT NULL,
        email text NOT NULL,
        password_hash text,
        display_name text NOT NULL,
        email_verified_at timestamptz,
        disabled_at timestamptz,
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT users_pkey PRIMARY KEY (id),
        CONSTRAINT users_email_key UNIQUE (email),
        CONSTRAINT users_email_check CHECK (email = lower(normalize(email, NFKC)) AND email <> '')
      )`);
    await runner.query(`
      CREATE TABLE gateway.workspace_members (
        workspace_id uuid NOT NULL,
        user_id uuid NOT NULL,
        role text NOT NULL,
        status text NOT NULL DEFAULT 'active',
        invite_token_hash bytea,
        version integer NOT NULL DEFAULT 1,
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT workspace_members_pkey PRIMARY KEY (workspace_id, user_id),
        CONSTRAINT workspace_members_workspace_id_fkey FOREIGN KEY (workspace_id) REFERENCES gateway.workspaces (id) ON DELETE CASCADE,
        CONSTRAINT workspace_members_role_check CHECK (role IN ('viewer', 'analyst', 'operator', 'admin')),
        CONSTRAINT workspace_members_status_check CHECK (status IN ('invited', 'active', 'suspended'))
      )`);
    await runner.query(`CREATE INDEX workspace_members_user_id_idx ON gateway.workspace_members (user_id)`);
    await runner.query(`
      CREATE TABLE gateway.refresh_tokens (
        user_id uuid NOT NULL,
        id uuid NOT NULL,
        workspace_id uuid NOT NULL,
        family_id uuid NOT NULL,
        token_hash bytea NOT NULL,
        device text,
        expires_at timestamptz NOT NULL,
        rotated_at timestamptz,
        revoked_at timestamptz,
        created_at timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT refresh_tokens_pkey PRIMARY KEY (user_id, id),
        CONSTRAINT refresh_tokens_token_hash_key UNIQUE (user_id, token_hash)
      )`);
    await this.buildWalls(runner);
  }

  async down(runner: QueryRunner): Promise<void> {
    // Together: a policy of workspaces looks into the members, whose key points back.
    await runner.query(
      `DROP TABLE gateway.refresh_tokens, gateway.workspace_members, gateway.users, gateway.workspaces`,
    );
  }

  private async buildWalls(runner: QueryRunner): Promise<void> {
    const myMemberships = `SELECT m.workspace_id FROM gateway.workspace_members m WHERE m.user_id = ${CURRENT_USER_ID}`;
    await enableRowRule(runner, 'gateway.workspaces', {
      read: `id = ${CURRENT_WORKSPACE} OR id IN (${myMemberships})`,
      write: `id = ${CURRENT_WORKSPACE}`,
    });
    await enableRowRule(runner, 'gateway.workspace_members', {
      read: `workspace_id = ${CURRENT_WORKSPACE} OR user_id = ${CURRENT_USER_ID}`,
      write: `workspace_id = ${CURRENT_WORKSPACE}`,
    });
    await enableRowRule(runner, 'gateway.users', {
      read: `id = ${CURRENT_USER_ID} OR email = ${SIGN_IN_EMAIL}`,
      write: `id = ${CURRENT_USER_ID}`,
    });
    await enableRowRule(runner, 'gateway.refresh_tokens', {
      read: `user_id = ${CURRENT_USER_ID}`,
      write: `user_id = ${CURRENT_USER_ID}`,
    });
  }
}
