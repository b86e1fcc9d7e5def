/** Longest part of a slug that is made of a name. */
const LONGEST = 48;

/** A slug for a workspace whose founder has not chosen one: of its name as far as that can be written so, and of its id, so that it is nobody else's. */
export function slugOf(name: string, id: string): string {
  const words = name
    .normalize('NFKD')
    .toLowerCase()
    .replaceAll(/\p{M}/gu, '')
    .replaceAll(/[^a-z0-9]+/g, '-')
    .slice(0, LONGEST)
    .replaceAll(/^-+|-+$/g, '');
  const tail = id.replaceAll('-', '').slice(-12);
  return words === '' || words.startsWith('deleted') ? `workspace-${tail}` : `${words}-${tail}`;
}
