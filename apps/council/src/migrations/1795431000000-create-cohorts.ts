import { enableTenantRls } from '@raptor/persistence';
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateCohorts1795431000000 implements MigrationInterface {
  readonly name = 'CreateCohorts1795431000000';

  async up(runner: QueryRunner): Promise<void> {
    // A CHECK may not hold a query, and what a document's shares sum to takes one.
    await runner.query(`
      CREATE FUNCTION council.sums_to_one(shares jsonb) RETURNS boolean
        LANGUAGE sql IMMUTABLE PARALLEL SAFE
        RETURN (
          SELECT count(*) > 0 AND bool_and(coalesce(share >= 0, false)) AND abs(sum(share) - 1) <= 0.001
          FROM (SELECT (value #>> '{}')::double precision AS share FROM jsonb_array_elements(shares)) AS each
        )`);
    await runner.query(`
      CREATE TABLE council.cohorts (
        workspace_id uuid NOT NULL,
        id uuid NOT NULL,
        name text NOT NULL CHECK (name <> ''),
        summary text NOT NULL DEFAULT '',
        demographics jsonb NOT NULL DEFAULT '{}',
        psychographics jsonb NOT NULL DEFAULT '{}',
        pain_points text[] NOT NULL DEFAULT '{}',
        goals text[] NOT NULL DEFAULT '{}',
        buying_triggers jsonb NOT NULL DEFAULT '[]',
        decision_criteria jsonb NOT NULL DEFAULT '[]' CHECK (
          decision_criteria = '[]' OR council.sums_to_one(jsonb_path_query_array(decision_criteria, 'strict $[*].weight'))
        ),
        objection_map jsonb NOT NULL DEFAULT '[]',
        attention_windows jsonb NOT NULL DEFAULT '[]',
        journey_distribution jsonb NOT NULL DEFAULT '{}' CHECK (
          journey_distribution = '{}' OR (
            journey_distribution - ARRAY['unaware', 'problem_aware', 'solution_aware', 'product_aware', 'most_aware'] = '{}'
            AND council.sums_to_one(jsonb_path_query_array(journey_distribution, '$.*'))
          )
        ),
        health_score double precision CHECK (health_score BETWEEN 0 AND 1),
        version integer NOT NULL DEFAULT 1,
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (workspace_id, id),
        UNIQUE (workspace_id, name)
      )`);
    await runner.query(`CREATE INDEX ON council.cohorts (workspace_id, created_at, id)`);
    await enableTenantRls(runner, 'council.cohorts');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE council.cohorts`);
    await runner.query(`DROP FUNCTION council.sums_to_one`);
  }
}
