import 'reflect-metadata';
import type { PayloadShape } from '@raptor/raptor-bus';
import { getMetadataStorage } from 'class-validator';

/** What the decorators and the type of one field say. */
export interface FieldRules {
  readonly rules: readonly { readonly name?: string; readonly constraints?: readonly unknown[] }[];
  /** The class that TypeScript notes for the field: String, Number, Array, one of ours; Object when it cannot tell. */
  readonly noted: unknown;
  readonly isList: boolean;
}

export function rulesOf({ type }: PayloadShape, field: string): FieldRules {
  const all = getMetadataStorage().getTargetValidationMetadatas(type, '', false, false);
  const rules = all.filter(({ propertyName }) => propertyName === field);
  const noted: unknown = Reflect.getMetadata('design:type', type.prototype as object, field);
  const isList = noted === Array || rules.some(({ each, name }) => each || /^(is)?array/i.test(name ?? ''));
  return { rules, noted, isList };
}
