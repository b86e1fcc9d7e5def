import type { Catalogue, RoleFacts } from '../../catalogue/catalogue';
import { OWNER_ROLE } from '../../identifiers';
import type { Finding, Rule } from '../finding';

const POWERS: readonly { of: (role: RoleFacts) => boolean; attribute: string; why: string }[] = [
  { of: (role) => role.isSuperuser, attribute: 'SUPERUSER', why: 'Nothing holds for a superuser.' },
  { of: (role) => role.bypassesRls, attribute: 'BYPASSRLS', why: 'No policy holds for it.' },
  { of: (role) => role.createsRoles, attribute: 'CREATEROLE', why: 'It could make itself a role that may do more.' },
  {
    of: (role) => role.createsDatabases,
    attribute: 'CREATEDB',
    why: 'It could copy the database into one of its own.',
  },
  { of: (role) => role.replicates, attribute: 'REPLICATION', why: 'It could read the whole server as a replica.' },
];

/** The product's roles may sign in and use what is granted to them; nothing comes by other ways. */
export const roles: Rule = (catalogue, { services }) => {
  const serviceRoles = services.map(({ role }) => role);
  return [OWNER_ROLE, ...serviceRoles].flatMap((name) => {
    const role = catalogue.roles.find((facts) => facts.name === name);
    if (!role) return [missing(name)];
    const isOwner = name === OWNER_ROLE;
    return [
      ...POWERS.filter(({ of }) => of(role)).map(({ attribute, why }) => powerful(name, attribute, why)),
      ...(role.canSignIn ? [] : [locked(name)]),
      ...role.memberOf.map((other) => member(name, other)),
      ...(isOwner || role.ownedObjects === 0 ? [] : [owning(role)]),
      ...(isOwner ? [] : creating(catalogue, name)),
    ];
  });
};

const missing = (role: string): Finding => ({
  rule: 'missing-role',
  where: role,
  what: 'There is no such role.',
  why: 'Whoever signs in as it cannot.',
  remedy: 'Provision the database: npm run db:provision.',
});

const powerful = (role: string, attribute: string, why: string): Finding => ({
  rule: 'powerful-role',
  where: role,
  what: `The role is ${attribute}.`,
  why,
  remedy: `As a superuser: ALTER ROLE ${role} NO${attribute};`,
});

const locked = (role: string): Finding => ({
  rule: 'no-login',
  where: role,
  what: 'The role is NOLOGIN.',
  why: role === OWNER_ROLE ? 'Migrations run as it.' : 'Its service cannot connect.',
  remedy: `ALTER ROLE ${role} LOGIN;`,
});

const member = (role: string, other: string): Finding => ({
  rule: 'membership',
  where: role,
  what: `The role is a member of ${other}.`,
  why: `It may do what ${other} may.`,
  remedy: `REVOKE ${other} FROM ${role};`,
});

const owning = ({ name, ownedObjects }: RoleFacts): Finding => ({
  rule: 'owning-role',
  where: name,
  what: `The role owns ${ownedObjects} ${ownedObjects === 1 ? 'object' : 'objects'}.`,
  why: 'An owner may change what it owns, its policies and rights included.',
  remedy: `REASSIGN OWNED BY ${name} TO ${OWNER_ROLE};`,
});

/** In the product's schemas such a right is found with the schema. */
function creating({ schemas, databaseGrants }: Catalogue, role: string): Finding[] {
  const ways = [
    { thing: 'SCHEMA public', grants: schemas.find(({ name }) => name === 'public')?.grants ?? [] },
    { thing: 'the database', grants: databaseGrants },
  ];
  return ways.flatMap(({ thing, grants }) => {
    const by = grants.find(({ to, privilege }) => privilege === 'CREATE' && (to === role || to === 'PUBLIC'));
    if (!by) return [];
    return [
      {
        rule: 'creating-role',
        where: role,
        what: `The role may make objects in ${thing}${by.to === role ? '' : ', as everybody may'}.`,
        why: 'What it makes there is its own, and could be found before what others mean.',
        remedy: `REVOKE CREATE ON ${thing === 'the database' ? 'DATABASE ...' : thing} FROM ${by.to};`,
      },
    ];
  });
}
