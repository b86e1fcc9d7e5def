import type { Member } from '../../catalogue/surroundings';
import type { Rule } from '../finding';
import { KNOWN_MEMBERS } from '../known-roles';

/** Only admins are in the product's roles. A role that is in none of them, however powerful, is the server's own affair. */
export const members: Rule = (catalogue) =>
  catalogue.members
    .filter(({ name, isAdmin }) => !isAdmin && !KNOWN_MEMBERS.includes(name))
    .map((member) => ({
      rule: 'unknown-member',
      where: member.name,
      what: `The role${traitsOf(member)} is a member of ${member.of.join(', ')}.`,
      why: 'It may do what they may, and nobody has said that it is to: its password opens their tables.',
      remedy: member.of.map((role) => `REVOKE ${role} FROM ${member.name};`).join(' '),
    }));

function traitsOf({ canSignIn, isSuperuser, bypassesRls }: Member): string {
  const traits = [canSignIn && 'may sign in', isSuperuser && 'is a superuser', bypassesRls && 'bypasses policies'];
  const said = traits.filter(Boolean).join(', ');
  return said ? ` (it ${said})` : '';
}
