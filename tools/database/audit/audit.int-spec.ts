import { cloneDatabase, type ClonedDatabase } from '@raptor/testing';
import { readCatalogue } from '../catalogue/read-catalogue';
import { connect, type Session } from '../session';
import { audit } from './audit';
import type { Finding } from './finding';
import { fleetManifest, type FleetManifest } from './fleet-manifest';
import { IN_PARTS, SABOTAGES } from './test/sabotages';

describe('the audit of the catalogue', () => {
  let clone: ClonedDatabase;
  let admin: Session;
  let before: string[];

  const findings = async (session: Session, manifest = fleetManifest()): Promise<Finding[]> =>
    audit(await readCatalogue(session), manifest);
  const inShort = ({ rule, where, what }: Finding): string => `${rule} ${where}: ${what}`;

  const foundAfter = async (statements: string, manifest?: FleetManifest): Promise<Finding[]> => {
    for (;;) {
      await admin.query('BEGIN');
      try {
        await admin.query(statements);
        return (await findings(admin, manifest)).filter((finding) => !before.includes(inShort(finding)));
      } catch (error) {
        // Roles are the cluster's, and the tests beside this one change them, too.
        if (!(error instanceof Error && error.message === 'tuple concurrently updated')) throw error;
      } finally {
        await admin.query('ROLLBACK');
      }
    }
  };

  beforeAll(async () => {
    clone = await cloneDatabase();
    admin = await connect(clone.adminUrl);
    before = (await findings(admin)).map(inShort);
  });

  afterAll(async () => {
    await admin.end();
    await clone.drop();
  });

  it('finds nothing in what the migrations make', () => {
    expect(before).toEqual([]);
  });

  it('needs no more than the rights of a role of the product', async () => {
    for (const url of [clone.ownerUrl, clone.roleUrls.guardian]) {
      const session = await connect(url);
      expect((await findings(session)).map(inShort)).toEqual(before);
      await session.end();
    }
  });

  it.each(SABOTAGES)('finds %s, and nothing else', async (_what, statements, rule, where) => {
    const found = await foundAfter(statements);
    expect(found.map((finding) => [finding.rule, finding.where])).toEqual([[rule, where]]);
    for (const words of Object.values(found[0]!)) expect(words).toMatch(/\S/);
  });

  it('knows of parts of tables only where they are declared, and then by their rights', async () => {
    const declared = fleetManifest().services.map((each) => ({
      ...each,
      partitioned: each.service === 'gateway' ? ['api_keys'] : [],
    }));
    const inShortOf = async (manifest?: FleetManifest): Promise<string[]> =>
      (await foundAfter(IN_PARTS, manifest)).map(({ rule, where }) => `${rule} ${where}`);
    expect(await inShortOf({ services: declared })).toEqual(['partition-grant gateway.api_keys_1']);
    expect(await inShortOf()).toEqual(['partition-grant gateway.api_keys_1', 'inheritance gateway.api_keys']);
  });

  it.each([
    [
      'an admin of a managed server',
      `CREATE ROLE boss LOGIN CREATEROLE; GRANT raptor_owner TO boss WITH ADMIN OPTION; GRANT raptor_muse TO boss`,
    ],
    ["a provider's roles", `CREATE ROLE rds_superuser IN ROLE raptor_owner; CREATE ROLE rdsadmin SUPERUSER LOGIN`],
    ['who backs up', `CREATE ROLE raptor_backup LOGIN BYPASSRLS IN ROLE pg_read_all_data`],
    [
      "a provider's functions that are out of reach",
      `CREATE ROLE supabase_admin SUPERUSER; CREATE SCHEMA pgbouncer;
       CREATE FUNCTION pgbouncer.get_auth() RETURNS void LANGUAGE sql SECURITY DEFINER AS 'SELECT';
       ALTER FUNCTION pgbouncer.get_auth() OWNER TO supabase_admin`,
    ],
    ['limits', `ALTER ROLE raptor_muse SET statement_timeout = '5s'; ALTER ROLE ALL SET lock_timeout = '1s'`],
    ['a publication of nothing', `CREATE PUBLICATION supabase_realtime`],
    [
      'tables of others, for others',
      `CREATE TABLE public.theirs (); CREATE ROLE anon; GRANT SELECT ON public.theirs TO anon`,
    ],
    [
      'fewer rights by default',
      `ALTER DEFAULT PRIVILEGES FOR ROLE raptor_owner REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC`,
    ],
  ])('has nothing against %s', async (_what, statements) => {
    expect((await foundAfter(statements)).map(inShort)).toEqual([]);
  });

  it('finds rights in the database itself', async () => {
    const found = await foundAfter(
      `DO $$ BEGIN EXECUTE format('GRANT CREATE ON DATABASE %I TO PUBLIC', current_database()); END $$`,
    );
    expect(found.map(({ rule }) => rule)).toEqual(Array(6).fill('creating-role'));
    expect(found[0]?.what).toBe('The role may make objects in the database, as everybody may.');
  });

  it('misses what was never provisioned', async () => {
    const found = await foundAfter(`ALTER SCHEMA muse RENAME TO mused; ALTER ROLE raptor_muse RENAME TO raptor_mused`);
    expect(found.map(({ rule, where }) => `${rule} ${where}`)).toEqual(
      expect.arrayContaining(['missing-schema muse', 'missing-role raptor_muse', 'missing-table muse.outbox_events']),
    );
  });

  it('counts the tables of the manifest', async () => {
    const [gateway, ...others] = fleetManifest().services;
    const fewer = { services: [{ ...gateway!, productTables: 3 }, ...others] };
    const found = audit(await readCatalogue(admin), fewer);
    expect(found.map(inShort)).toContainEqual(expect.stringMatching(/^table-count gateway: .* and the design 3\./));
  });
});
