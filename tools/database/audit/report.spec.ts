import type { Catalogue, Relation } from '../catalogue/catalogue';
import type { FleetManifest } from './fleet-manifest';
import { auditReport, inventoryOf } from './report';

const aTable = (schema: string, name: string): Relation =>
  ({ schema, name, kind: 'table', partitionOf: null }) as Relation;

const manifest: FleetManifest = {
  services: [
    {
      service: 'muse',
      schema: 'muse',
      role: 'raptor_muse',
      tables: { assets: 'tenant', outbox_events: 'bookkeeping' },
      productTables: 2,
      appendOnly: [],
      partitioned: [],
    },
    {
      service: 'guardian',
      schema: 'guardian',
      role: 'raptor_guardian',
      tables: { policy_packs: 'global' },
      productTables: 1,
      appendOnly: [],
      partitioned: [],
    },
  ],
};

const catalogue = {
  relations: [aTable('muse', 'assets'), aTable('muse', 'outbox_events'), aTable('guardian', 'policy_packs')],
  roles: [{ name: 'raptor_muse' }],
} as unknown as Catalogue;

describe('the report of an audit', () => {
  it('counts tables by service and class, and has the roles', () => {
    expect(auditReport(inventoryOf(catalogue, manifest), [])).toBe(
      [
        'service   product tables  tenant  own-tenant  person  global  bookkeeping  role',
        'muse      1 of 2          1       -           -       -       1            raptor_muse',
        'guardian  1 of 1          -       -           -       1       -            no raptor_guardian',
        'all       2 of 3          1       -           -       1       1',
        '',
        'No findings.',
        '',
      ].join('\n'),
    );
  });

  it('says of each finding what is wrong, why it matters and what to do', () => {
    const report = auditReport(
      [],
      [{ rule: 'not-forced', where: 'muse.assets', what: 'It is open.', why: 'Because.', remedy: 'Close it.' }],
    );
    expect(report).toMatch(
      /1 finding:\n\nmuse\.assets: It is open\. {2}\[not-forced\]\n {4}Why it matters: Because\.\n {4}What to do: Close it\.\n$/,
    );
  });
});
