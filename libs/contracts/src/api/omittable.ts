import { ValidateIf } from 'class-validator';

/**
 * A field of a body that may be left out, and is checked when it is not: `null` is a value like others, which most rules refuse. `@IsOptional()`
 * takes `null` for left out and checks nothing; it is for fields where `null` says something (the description says `nullable`), and for queries of
 * addresses, in which nothing can be `null`.
 */
export const IsOmittable = (): PropertyDecorator =>
  // The context tells RaptorBus, which compiles what decorators say and cannot look into a condition.
  ValidateIf((_owner, value: unknown) => value !== undefined, { context: { mayBeAbsent: true } });
