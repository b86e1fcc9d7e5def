import type { TableClass } from '@raptor/persistence';
import type { Catalogue } from '../catalogue/catalogue';
import { textTable } from '../text-table';
import type { Finding } from './finding';
import { isOfProduct, listedTables, type FleetManifest } from './fleet-manifest';

const CLASSES: readonly TableClass[] = ['tenant', 'own-tenant', 'person', 'global', 'bookkeeping'];

/** What there is, in numbers. */
export interface Inventory {
  readonly service: string;
  readonly role: string;
  readonly canSignIn: boolean;
  /** Product tables that are there, and how many there are to be. */
  readonly tables: number;
  readonly expected: number;
  readonly classes: Readonly<Record<TableClass, number>>;
}

export function inventoryOf({ relations, roles }: Catalogue, manifest: FleetManifest): Inventory[] {
  const listed = listedTables(relations, manifest);
  return manifest.services.map(({ service, role, productTables }) => {
    const own = listed.filter(({ of }) => of.service === service);
    const count = (kind: TableClass): number => own.filter((table) => table.kind === kind).length;
    return {
      service,
      role,
      canSignIn: roles.some(({ name }) => name === role),
      tables: own.filter(({ table, kind }) => isOfProduct(table.name, kind)).length,
      expected: productTables,
      classes: Object.fromEntries(CLASSES.map((kind) => [kind, count(kind)])) as Record<TableClass, number>,
    };
  });
}

/** The audit for a terminal. */
export function auditReport(inventory: readonly Inventory[], findings: readonly Finding[]): string {
  const sum = (of: (each: Inventory) => number): number => inventory.reduce((total, each) => total + of(each), 0);
  const line = (name: string, of: (pick: (each: Inventory) => number) => number, role: string): string[] => [
    name,
    `${of((each) => each.tables)} of ${of((each) => each.expected)}`,
    ...CLASSES.map((kind) => String(of((each) => each.classes[kind]) || '-')),
    role,
  ];
  const rows = [
    ['service', 'product tables', ...CLASSES, 'role'],
    ...inventory.map((each) =>
      line(each.service, (pick) => pick(each), each.canSignIn ? each.role : `no ${each.role}`),
    ),
    line('all', sum, ''),
  ];
  return `${textTable(rows)}\n${findings.length === 0 ? 'No findings.\n' : findingsInWords(findings)}`;
}

function findingsInWords(findings: readonly Finding[]): string {
  const said = findings.map(
    ({ rule, where, what, why, remedy }) =>
      `${where}: ${what}  [${rule}]\n    Why it matters: ${why}\n    What to do: ${remedy}\n`,
  );
  return `${findings.length} ${findings.length === 1 ? 'finding' : 'findings'}:\n\n${said.join('\n')}`;
}
