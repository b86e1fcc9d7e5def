import { validateSync, type ValidationError, type ValidatorOptions } from 'class-validator';
import { isRecord } from './payload-instance';
import type { PayloadShape } from './payload-shape';

/** What class-validator says of an instance: `path.to.field: what is wrong`, one line for each rule that is broken. */
export function brokenRules(instance: object, options: ValidatorOptions = {}): string[] {
  try {
    return validateSync(instance, { ...options, forbidUnknownValues: false }).flatMap((error) => linesOf(error));
  } catch (error) {
    return [`cannot be checked, a rule failed: ${String(error)}`];
  }
}

function linesOf(error: ValidationError, path = ''): string[] {
  const field = path + error.property;
  const own = Object.values(error.constraints ?? {}).map((text) => `${field}: ${text}`);
  return [...own, ...(error.children ?? []).flatMap((child) => linesOf(child, `${field}.`))];
}

/** The fields that no class of the shape knows, in the same words. */
export function unknownFields(shape: PayloadShape, value: unknown, path = ''): string[] {
  if (Array.isArray(value)) return value.flatMap((item, index) => unknownFields(shape, item, `${path}${index}.`));
  if (!isRecord(value)) return [];
  return Object.entries(value).flatMap(([field, inside]) => {
    const known = shape.fields.get(field);
    if (!known) return [`${path}${field}: property ${field} should not exist`];
    return known.nested ? unknownFields(known.nested, inside, `${path}${field}.`) : [];
  });
}
