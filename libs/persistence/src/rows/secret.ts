const SECRETS = new WeakMap<object, Set<string>>();

/**
 * A column that never leaves the database with an export: hashes of secrets, encrypted credentials. It stands beside `@Column`; queries
 * and repositories read it as any other.
 */
export const Secret = (): PropertyDecorator => (prototype, property) => {
  const properties = SECRETS.get(prototype) ?? new Set();
  SECRETS.set(prototype, properties.add(String(property)));
};

/** Whether a property of this class, or of one that it extends, is marked with {@link Secret}. */
export function isSecret(row: new () => object, property: string): boolean {
  for (
    let prototype = row.prototype as object | null;
    prototype;
    prototype = Object.getPrototypeOf(prototype) as object | null
  )
    if (SECRETS.get(prototype)?.has(property)) return true;
  return false;
}
