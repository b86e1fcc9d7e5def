import { cloneDatabase, type ClonedDatabase } from '@raptor/testing';
import { readCatalogue } from '../catalogue/read-catalogue';
import { connect, type Session } from '../session';
import { audit } from './audit';
import type { Finding } from './finding';
import { fleetManifest } from './fleet-manifest';
import { SABOTAGES } from './test/sabotages';

describe('the audit of the catalogue', () => {
  let clone: ClonedDatabase;
  let admin: Session;
  let before: string[];

  const findings = async (session: Session): Promise<Finding[]> => audit(await readCatalogue(session), fleetManifest());
  const inShort = ({ rule, where, what }: Finding): string => `${rule} ${where}: ${what}`;

  const foundAfter = async (statements: string): Promise<Finding[]> => {
    await admin.query('BEGIN');
    try {
      await admin.query(statements);
      return (await findings(admin)).filter((finding) => !before.includes(inShort(finding)));
    } finally {
      await admin.query('ROLLBACK');
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
