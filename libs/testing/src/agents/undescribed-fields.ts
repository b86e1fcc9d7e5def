/** Which fields of a JSON Schema, at any depth, have no description. */
export function undescribedFields(schema: unknown, name = ''): string[] {
  if (Array.isArray(schema)) return schema.flatMap((entry) => undescribedFields(entry, name));
  if (typeof schema !== 'object' || schema === null) return [];
  return Object.entries(schema).flatMap(([keyword, value]) => {
    if (keyword !== 'properties') return undescribedFields(value, name);
    return Object.entries(value as Record<string, unknown>).flatMap(([field, inside]) => {
      const path = name ? `${name}.${field}` : field;
      const described = typeof inside === 'object' && inside !== null && 'description' in inside && inside.description;
      return [...(described ? [] : [path]), ...undescribedFields(inside, path)];
    });
  });
}
