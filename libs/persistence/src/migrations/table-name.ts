/** The parts of `schema.table`. @throws Error when the name is not qualified: search paths differ between roles. */
export function splitName(table: string): { schema: string; name: string } {
  const match = /^([a-z_]+)\.([a-z0-9_]+)$/.exec(table);
  if (!match?.[1] || !match[2]) throw new Error(`"${table}" must be schema.table in lower case`);
  return { schema: match[1], name: match[2] };
}
