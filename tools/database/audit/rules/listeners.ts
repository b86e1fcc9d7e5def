import { nameOf, type Relation } from '../../catalogue/catalogue';
import type { EventTrigger, Publication } from '../../catalogue/surroundings';
import type { Finding, Rule } from '../finding';
import { isTable } from '../fleet-manifest';
import { PROVIDERS_ROLES } from '../known-roles';

/** Nobody is told of rows as they are written, and nobody acts on them but the code that wrote them. */
export const listeners: Rule = ({ relations, publications, eventTriggers }, { services }) => [
  ...publications.map(publication),
  ...eventTriggers.filter(({ owner }) => !PROVIDERS_ROLES.includes(owner)).map(eventTrigger),
  ...relations
    .filter((relation) => isTable(relation) && services.some(({ schema }) => schema === relation.schema))
    .flatMap((table) => [...table.triggers.map((definition) => trigger(table, definition)), ...silenced(table)]),
];

const publication = ({ name, isOfAllTables, tables }: Publication): Finding => ({
  rule: 'publication',
  where: name,
  what: isOfAllTables ? 'The publication has all tables.' : `The publication has ${tables.join(', ')}.`,
  why: 'Whoever subscribes is sent the rows of all tenants; policies do not hold for it.',
  remedy: isOfAllTables
    ? `DROP PUBLICATION ${name}; make one that names the tables it is for.`
    : `DROP PUBLICATION ${name}; or take these tables, or their schema, out of it.`,
});

const eventTrigger = ({ name, owner, function: called }: EventTrigger): Finding => ({
  rule: 'event-trigger',
  where: name,
  what: `The event trigger of ${owner} calls ${called} when the schema changes.`,
  why: 'It runs in every migration, with its rights, and could undo what stands between tenants.',
  remedy: `DROP EVENT TRIGGER ${name};`,
});

const trigger = (table: Relation, definition: string): Finding => ({
  rule: 'user-trigger',
  where: nameOf(table),
  what: `A trigger acts on its rows: ${definition}`,
  why: 'It could copy, change or refuse rows where no code and no review shows it; the product has none.',
  remedy: `Drop it, and do its work in the service that owns ${table.schema}.`,
});

function silenced({ disabledTriggers, ...table }: Relation): Finding[] {
  if (disabledTriggers.length === 0) return [];
  return [
    {
      rule: 'disabled-trigger',
      where: nameOf(table),
      what: `Switched off: ${disabledTriggers.join(', ')}.`,
      why: "Foreign keys are kept by triggers: without them a row may point at one that is not there, or another tenant's.",
      remedy: `ALTER TABLE ${nameOf(table)} ENABLE TRIGGER ALL; then look for rows that came in meanwhile.`,
    },
  ];
}
