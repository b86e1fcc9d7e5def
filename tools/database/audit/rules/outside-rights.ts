import type { OutsideRight } from '../../catalogue/surroundings';
import type { Finding, Rule } from '../finding';

/** Outside its schema a role of the product may do what everybody may on a fresh server, and nothing else. */
export const outsideRights: Rule = ({ outsideRights: rights }) => {
  const byThing = new Map<string, readonly [OutsideRight, ...OutsideRight[]]>();
  for (const right of rights) {
    const key = `${right.kind} ${right.name} ${right.to}`;
    byThing.set(key, [...(byThing.get(key) ?? []), right] as [OutsideRight, ...OutsideRight[]]);
  }
  return [...byThing.values()].map(outside);
};

function outside(rights: readonly [OutsideRight, ...OutsideRight[]]): Finding {
  const [{ kind, name, to }] = rights;
  const may = rights.map(({ privilege }) => privilege).join(', ');
  return {
    rule: 'outside-right',
    where: name,
    what: `${to} has ${may} on this ${kind.toLowerCase()}${rights.some(({ canPassOn }) => canPassOn) ? ' and may pass it on' : ''}.`,
    why: WHY[kind] ?? 'What is kept there is beyond every policy: copies of rows, or a place to leave some.',
    remedy: `REVOKE ${kind === 'COLUMN' ? ofColumn(may, name) : `${may} ON ${kind} ${name}`} FROM ${to};`,
  };
}

function ofColumn(may: string, name: string): string {
  const dot = name.lastIndexOf('.');
  return `${may.replace(/\w+/g, `$& (${name.slice(dot + 1)})`)} ON ${name.slice(0, dot)}`;
}

const WHY: Readonly<Record<string, string>> = {
  FUNCTION: "It was installed closed, as it reads files, others' sessions or more.",
  PARAMETER: 'With it a session could switch off what its role is held by, such as keys and triggers.',
  'FOREIGN SERVER': 'Through it rows leave for, or come from, where no policy holds.',
  'FOREIGN DATA WRAPPER': 'Through it rows leave for, or come from, where no policy holds.',
  SCHEMA: 'What it makes there is its own, and nothing checks it.',
};
