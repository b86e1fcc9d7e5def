import { nameOf, type Relation, type RelationKind } from '../../catalogue/catalogue';
import type { Finding, Rule } from '../finding';
import { PROVIDERS_ROLES } from '../known-roles';

const WHY_NOT: Partial<Record<RelationKind, string>> = {
  view: "It reads with its owner's rights, not its reader's.",
  'materialised view': 'It is a copy of rows that no policy protects.',
  'foreign table': 'Row level security is not carried to where its rows really are.',
};

/** What reads rows past their policies: views, copies, foreign tables, rewrite rules, functions with others' rights, parts of tables. */
export const waysAround: Rule = ({ relations, functions }) => [
  ...relations.flatMap(wayAround),
  ...functions
    // What a provider keeps out of the product's reach is its own affair.
    .filter(({ isDefiner, isInReach, owner }) => isDefiner && (isInReach || !PROVIDERS_ROLES.includes(owner)))
    .map(({ schema, signature, owner }) => ({
      rule: 'definer-function',
      where: `${schema}.${signature}`,
      what: `The function is SECURITY DEFINER: it runs as ${owner}.`,
      why: "Whoever may call it acts with that role's rights.",
      remedy: `ALTER FUNCTION ${schema}.${signature} SECURITY INVOKER; or drop it.`,
    })),
];

function wayAround(relation: Relation): Finding[] {
  const where = nameOf(relation);
  const why = WHY_NOT[relation.kind];
  const over = relation.reads.length > 0 ? ` over ${relation.reads.join(', ')}` : '';
  const grantees = [...new Set(relation.grants.map(({ to }) => to))].join(', ');
  return [
    ...(why
      ? [
          {
            rule: relation.kind.replace(' ', '-'),
            where,
            what: `There is a ${relation.kind}${over}.`,
            why,
            remedy: 'Drop it, and query the tables in a transaction of withTenant.',
          },
        ]
      : []),
    ...relation.rules.map((definition) => ({
      rule: 'rewrite-rule',
      where,
      what: `A rule rewrites queries: ${definition}`,
      why: "It runs other statements than those that were written, with the table owner's rights.",
      remedy: 'Drop it.',
    })),
    ...(relation.partitionOf && relation.grants.length > 0
      ? [
          {
            rule: 'partition-grant',
            where,
            what: `${grantees} may use this part of ${relation.partitionOf} directly.`,
            why: 'Policies of the whole do not hold for one who reads a part by its name.',
            remedy: `REVOKE ALL ON ${where} FROM ${grantees};`,
          },
        ]
      : []),
  ];
}
