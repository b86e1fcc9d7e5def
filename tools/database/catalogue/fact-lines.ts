import { nameOf, type Catalogue, type Relation } from './catalogue';

/** Every fact about the schemas on a line of its own, sorted: what two catalogues differ in is then the lines that they do not share. */
export function factLines({ relations, functions, sequences, schemas, defaultGrants }: Catalogue): string[] {
  return [
    ...relations.flatMap(linesOf),
    ...functions.map((each) => `function ${JSON.stringify(each)}`),
    ...sequences.map((each) => `sequence ${JSON.stringify(each)}`),
    ...schemas.map((each) => `schema ${JSON.stringify(each)}`),
    ...defaultGrants.map((each) => `default grant ${JSON.stringify(each)}`),
  ].sort();
}

/** Columns are also listed in their order, which is a fact of its own. */
function linesOf({ columns, constraints, indexes, policies, rules, triggers, grants, ...table }: Relation): string[] {
  const named = Object.entries({ column: columns, constraint: constraints, index: indexes, policy: policies });
  const plain = Object.entries({ rule: rules, trigger: triggers, grant: grants });
  const line = (kind: string, fact: unknown): string => `${nameOf(table)} ${kind} ${JSON.stringify(fact)}`;
  return [
    line('table', { ...table, columns: columns.map(({ name }) => name) }),
    ...[...named, ...plain].flatMap(([kind, facts]) => facts.map((fact) => line(kind, fact))),
  ];
}
