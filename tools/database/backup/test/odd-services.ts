import type { MigrationInterface, QueryRunner } from 'typeorm';
import { SERVICE_DATABASES } from '../../service-databases';
import type { ServiceDatabases } from '../migration-history';

/** Has what the product's own tables have little or nothing of. */
export class CreateOddities1899000000000 implements MigrationInterface {
  readonly name = 'CreateOddities1899000000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE muse.oddities (
        code text NOT NULL,
        id uuid NOT NULL,
        number bigint GENERATED ALWAYS AS IDENTITY,
        parent text,
        "Odd ""name" text,
        exact numeric,
        roughly double precision,
        seen timestamptz,
        span interval,
        bits bytea,
        tags text[],
        document jsonb,
        as_written json,
        code_length integer GENERATED ALWAYS AS (length(code)) STORED,
        PRIMARY KEY (code, id),
        UNIQUE (code),
        FOREIGN KEY (parent) REFERENCES muse.oddities (code)
      )`);
    await runner.query(`CREATE TABLE muse.seeds (id integer PRIMARY KEY)`);
    await runner.query(`INSERT INTO muse.seeds VALUES (1), (2)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`DROP TABLE muse.seeds, muse.oddities`);
  }
}

export class AddShade1899000001000 implements MigrationInterface {
  readonly name = 'AddShade1899000001000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE muse.oddities ADD shade text NOT NULL DEFAULT 'grey'`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE muse.oddities DROP shade`);
  }
}

const { muse } = SERVICE_DATABASES;

/** The product and one migration more. */
export const ODD_SERVICES: ServiceDatabases = {
  ...SERVICE_DATABASES,
  muse: {
    ...muse,
    tables: { ...muse.tables, oddities: 'bookkeeping', seeds: 'global' },
    migrations: [...muse.migrations, CreateOddities1899000000000],
  },
};

/** The release after that. */
export const LATER_SERVICES: ServiceDatabases = {
  ...ODD_SERVICES,
  muse: { ...ODD_SERVICES.muse, migrations: [...ODD_SERVICES.muse.migrations, AddShade1899000001000] },
};

/** The same migrations by name, the last one of which does more to the matrix guild's schema than it did before. */
export function withMore(services: ServiceDatabases, statements: readonly string[]): ServiceDatabases {
  const { matrix } = services;
  const last = matrix.migrations.at(-1);
  if (!last) throw new Error('There are no migrations to add to');
  const More = class extends last {
    override async up(runner: QueryRunner): Promise<void> {
      await super.up(runner);
      for (const statement of statements) await runner.query(statement);
    }
  };
  Object.defineProperty(More, 'name', { value: last.name });
  return { ...services, matrix: { ...matrix, migrations: [...matrix.migrations.slice(0, -1), More] } };
}

/** Values that a careless copy would change. */
export const ODD_ROWS = String.raw`
  INSERT INTO muse.oddities (code, id, parent, "Odd ""name", exact, roughly, seen, span, bits, tags, document, as_written) VALUES
    ('zebra', gen_random_uuid(), 'Ärger', '\N', 12345678901234567890.123456789, 0.1::float8 + 0.2::float8, '2026-02-28 23:59:59.999999+14', '1 year 2 days 00:00:00.000001',
      decode('000aff5c0d09', 'hex'), ARRAY['', 'NULL', NULL, '{"a,b"}', E'tab\tand\nline', '\'], '{"a": 1.10, "é": "\u2028\\", "n": null}', '{"b":1,  "a": 2.0}'),
    ('Ärger', gen_random_uuid(), NULL, E'\\.', 'NaN', 'Infinity', 'infinity', NULL, '', '{}', 'null', NULL),
    ('Zoo', gen_random_uuid(), 'zebra', '', 0.000, -0.0, '-infinity', '-00:00:01', NULL, NULL, '12345678901234567890.5', ' "x" '),
    (E'back\\slash\r\n', gen_random_uuid(), NULL, NULL, NULL, 1e-308, '0044-03-15 12:00:00+00 BC', NULL, NULL, '{{a,b},{c,NULL}}', '"\u0001"', 'true');
  INSERT INTO muse.seeds VALUES (3);
  DELETE FROM muse.seeds WHERE id = 1`;

/** What the libraries keep, of two workspaces. */
export const BUS_ROWS = `
  INSERT INTO council.outbox_events (id, workspace_id, name, channel, lane, readers, envelope, state, deliver_after, published_at, stream_id, epoch)
    SELECT gen_random_uuid(), gen_random_uuid(), 'guild.assignment.completed', 'sys.council', 1, '{council,"a b"}', '{"text":"é \\\\ ' || n || '"}',
      CASE WHEN n % 2 = 0 THEN 'new' ELSE 'published' END, now(), CASE WHEN n % 2 = 1 THEN now() END, CASE WHEN n % 2 = 1 THEN '1-1' END, CASE WHEN n % 2 = 1 THEN 'an earlier life' END
    FROM generate_series(1, 20) AS n;
  INSERT INTO guardian.inbox_events (event_id, consumer_group, result) VALUES (gen_random_uuid(), 'guardian', '{"z":1,"a":[1, 2]}'), (gen_random_uuid(), 'Guardian', NULL);
  INSERT INTO matrix.dead_letters (id, event_id, consumer_group, workspace_id, name, channel, stream, stream_id, reason, failure, attempts, raw)
    SELECT gen_random_uuid(), 'event ' || n, 'matrix', gen_random_uuid(), 'matrix.watch', 'matrix.in', 's', n || '-0', 'processing_timeout', '{"why":"é"}', 5, sha256(n::text::bytea)
    FROM generate_series(1, 2) AS n`;
