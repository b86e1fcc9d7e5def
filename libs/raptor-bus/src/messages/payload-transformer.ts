import 'reflect-metadata';
import { TransformationType, Type } from 'class-transformer';
import { defaultMetadataStorage } from 'class-transformer/cjs/storage';
import type { MessageClass } from './message';

/** What `@Type` may name that is no class of ours: class-transformer converts to it. */
const CONVERTED = new Set<unknown>([String, Number, Boolean, Date, Buffer, Object, Array, Map, Set, Promise, Symbol]);

/** True when class-transformer is told to do more with a field than to make instances of one class. */
export function isReshaped(owner: MessageClass, field: string): boolean {
  assertSameStorage();
  if (defaultMetadataStorage.getStrategy(owner) !== 'none') return true;
  if (defaultMetadataStorage.findTransformMetadatas(owner, field, TransformationType.PLAIN_TO_CLASS).length > 0)
    return true;
  const exposed = defaultMetadataStorage.findExposeMetadata(owner, field) as object | undefined;
  const excluded = defaultMetadataStorage.findExcludeMetadata(owner, field) as object | undefined;
  if (exposed ?? excluded) return true;
  const metadata = typeMetadataOf(owner, field);
  if (!metadata) return false;
  const { typeFunction, reflectedType, options } = metadata;
  if (!typeFunction || typeFunction.length > 0 || options?.discriminator) return true;
  return CONVERTED.has(typeFunction()) || reflectedType === Map || reflectedType === Set;
}

/** The classes of ours that `@Type` names for a field: several where a discriminator chooses. */
export function classesGivenTo(owner: MessageClass, field: string): MessageClass[] {
  const { typeFunction, options } = typeMetadataOf(owner, field) ?? {};
  const named = typeFunction?.length === 0 ? [typeFunction()] : [];
  const chosen = options?.discriminator?.subTypes.map(({ value }) => value as unknown) ?? [];
  return [...named, ...chosen].filter((type) => !CONVERTED.has(type)) as MessageClass[];
}

type TypeMetadata = Partial<ReturnType<typeof defaultMetadataStorage.findTypeMetadata>>;

// It answers undefined for a field without @Type, whatever its types say.
const typeMetadataOf = (owner: MessageClass, field: string): TypeMetadata | undefined =>
  defaultMetadataStorage.findTypeMetadata(owner, field);

/**
 * The package has a build for each kind of module and each has a storage of its own: a bundler that takes another build than
 * this import does would leave ours empty, and nothing inside a message would be checked.
 */
function assertSameStorage(): void {
  class Probe {
    field: unknown;
  }
  Type(() => Probe)(Probe.prototype, 'field');
  if (typeMetadataOf(Probe, 'field')) return;
  throw new Error('class-transformer is here twice: let the bundler resolve it to class-transformer/cjs/index.js');
}
