import { nameOf, type Policy, type PolicyCommand, type Relation } from '../../catalogue/catalogue';
import { OWNER_ROLE } from '../../identifiers';
import type { Finding, Rule } from '../finding';
import { listedTables, type ListedTable } from '../fleet-manifest';
import { ROW_RULES, TENANT_RULE } from '../row-rules';

const COMMANDS: readonly Exclude<PolicyCommand, 'ALL'>[] = ['SELECT', 'INSERT', 'UPDATE', 'DELETE'];

/** Row level security is on, binds the owner, and says the right thing for every command. */
export const rowLevelSecurity: Rule = ({ relations }, manifest) =>
  listedTables(relations, manifest).flatMap((listed) => [...walls(listed), ...strangers(listed)]);

function walls(listed: ListedTable): Finding[] {
  const { kind, table } = listed;
  if (kind === 'global' || kind === 'bookkeeping') return [];
  return [
    ...(kind === 'tenant' ? withoutWorkspace(table) : []),
    ...switches(table),
    ...(kind === 'tenant' ? tenantRule(table) : ownRule(table)),
  ];
}

function withoutWorkspace(table: Relation): Finding[] {
  const column = table.columns.find(({ name }) => name === 'workspace_id');
  if (column?.type === 'uuid' && !column.isNullable) return [];
  return [
    {
      rule: 'no-workspace',
      where: nameOf(table),
      what: column
        ? `workspace_id is ${column.type}${column.isNullable ? ', and may be null' : ''}.`
        : 'There is no workspace_id.',
      why: 'A row of a tenant table belongs to exactly one workspace.',
      remedy: 'Make it "workspace_id uuid NOT NULL", or give the table another class.',
    },
  ];
}

function switches({ isProtected, isForced, ...table }: Relation): Finding[] {
  const where = nameOf(table);
  const off = {
    rule: 'rls-disabled',
    where,
    what: 'Row level security is off.',
    why: 'A query that forgets the workspace reads the rows of all of them.',
    remedy: `ALTER TABLE ${where} ENABLE ROW LEVEL SECURITY;`,
  };
  const notForced = {
    rule: 'not-forced',
    where,
    what: 'Row level security does not bind the owner.',
    why: 'Whatever runs as the owner, a migration or a restored backup, sees and changes the rows of all workspaces at once.',
    remedy: `ALTER TABLE ${where} FORCE ROW LEVEL SECURITY;`,
  };
  return [...(isProtected ? [] : [off]), ...(isForced ? [] : [notForced])];
}

/** A restrictive policy counts when it is for everybody: one for a role restricts nobody else. */
const restrictionsOf = ({ policies }: Relation, command: PolicyCommand): Policy[] =>
  policies.filter(
    (policy) =>
      !policy.isPermissive &&
      policy.roles.includes('PUBLIC') &&
      (policy.command === command || policy.command === 'ALL'),
  );

const readsRows = (command: PolicyCommand): boolean => command !== 'INSERT';
const writesRows = (command: PolicyCommand): boolean => command === 'INSERT' || command === 'UPDATE';

function tenantRule(table: Relation): Finding[] {
  const open = COMMANDS.filter(
    (command) =>
      !restrictionsOf(table, command).some(
        ({ using, check }) =>
          (!readsRows(command) || using === TENANT_RULE) && (!writesRows(command) || check === TENANT_RULE),
      ),
  );
  return open.length === 0 ? [] : [unrestricted(table, open, 'the rows of the workspace', 'enableTenantRls')];
}

/** Compared to the letter: one more OR, however harmless it looks, can be true for every row. */
function ownRule(table: Relation): Finding[] {
  const rule = ROW_RULES[nameOf(table)];
  const open = COMMANDS.filter(
    (command) =>
      !restrictionsOf(table, command).some(
        ({ using, check }) =>
          (!readsRows(command) || using === (command === 'SELECT' ? rule?.read : rule?.write)) &&
          (!writesRows(command) || check === rule?.write) &&
          rule !== undefined,
      ),
  );
  return open.length === 0
    ? []
    : [unrestricted(table, open, rule ? 'the rule of ROW_RULES' : 'any rule of ROW_RULES', 'enableRowRule')];
}

const unrestricted = (table: Relation, open: readonly string[], to: string, helper: string): Finding => ({
  rule: 'no-restriction',
  where: nameOf(table),
  what: `No RESTRICTIVE policy for PUBLIC keeps ${open.join(', ')} to ${to}, in USING and WITH CHECK.`,
  why: 'Permissive policies add up: without a restriction, one more of them opens the table.',
  remedy: `In a migration: drop what is there and call ${helper}(runner, '${nameOf(table)}', ...).`,
});

/** Every policy is for the service and the owner, or restricts everybody. */
function strangers({ table, of }: ListedTable): Finding[] {
  return table.policies.flatMap(({ name, roles, isPermissive }) => {
    const known = [of.role, OWNER_ROLE, ...(isPermissive ? [] : ['PUBLIC'])];
    const others = roles.filter((role) => !known.includes(role));
    if (others.length === 0) return [];
    return [
      {
        rule: 'policy-for-others',
        where: nameOf(table),
        what: `The policy ${name} is for ${others.join(', ')}.`,
        why: `Only ${of.role} and ${OWNER_ROLE} have business in ${of.schema}.`,
        remedy: `DROP POLICY ${name} ON ${nameOf(table)};`,
      },
    ];
  });
}
