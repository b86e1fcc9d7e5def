import type { PayloadShape } from './payload-shape';

export const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Makes an instance of a class, and of the classes inside it, from what fits their shape or not. */
export type Instantiate = (value: Readonly<Record<string, unknown>>) => object;

/**
 * Builds the function once for a class; it then copies the fields that the class knows, and no others: what else came, such as
 * `__proto__`, is not looked at. A field that is absent keeps what the class itself puts there.
 */
export function instantiatorOf(shape: PayloadShape, known = new Map<PayloadShape, Instantiate>()): Instantiate {
  const made = known.get(shape);
  if (made) return made;
  const fields: [string, ((value: unknown) => unknown) | undefined][] = [];
  const instantiate: Instantiate = (value) => {
    const instance = new shape.type() as Record<string, unknown>;
    for (const [field, inside] of fields) {
      if (!Object.hasOwn(value, field)) continue;
      instance[field] = inside ? inside(value[field]) : value[field];
    }
    return instance;
  };
  known.set(shape, instantiate);
  for (const [field, { nested }] of shape.fields) {
    if (isComputed(shape, field)) continue;
    fields.push([field, nested && oneOrMany(instantiatorOf(nested, known))]);
  }
  return instantiate;
}

function oneOrMany(instantiate: Instantiate): (value: unknown) => unknown {
  const inside = (value: unknown): unknown => {
    if (isRecord(value)) return instantiate(value);
    return Array.isArray(value) ? value.map(inside) : value;
  };
  return inside;
}

/** True for a getter without a setter: it is not for a message to say. */
function isComputed({ type }: PayloadShape, field: string): boolean {
  for (let owner = type.prototype as object | null; owner; owner = Object.getPrototypeOf(owner) as object | null) {
    const property = Object.getOwnPropertyDescriptor(owner, field);
    if (property) return property.get !== undefined && property.set === undefined;
  }
  return false;
}
