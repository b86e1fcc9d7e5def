import 'reflect-metadata';
import type { PayloadShape } from '@raptor/raptor-bus';
import { getMetadataStorage, type MetadataStorage } from 'class-validator';

/** What the decorators and the type of one field say. */
export interface FieldRules {
  readonly rules: readonly { readonly name?: string; readonly each: boolean; readonly constraints?: readonly unknown[] }[];
  /** The class TypeScript notes for the field: String, Number, Array, a class of ours; Object when it cannot tell. */
  readonly noted: unknown;
  readonly isList: boolean;
}

export function rulesOf({ type }: PayloadShape, field: string): FieldRules {
  const storage: MetadataStorage = getMetadataStorage();
  const all = storage.getTargetValidationMetadatas(type, '', false, false);
  const rules = all.filter(({ propertyName }) => propertyName === field);
  const noted: unknown = Reflect.getMetadata('design:type', type.prototype as object, field);
  const isList = noted === Array || rules.some(({ each, name }) => each || /^(is)?array/i.test(name ?? ''));
  return { rules, noted, isList };
}
