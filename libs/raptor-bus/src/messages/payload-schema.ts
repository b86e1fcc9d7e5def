import Ajv, { type ValidateFunction } from 'ajv';
import { plainToInstance } from 'class-transformer';
import { MessageInvalidError } from '../bus-errors';
import type { MessageClass } from './message';
import { instantiatorOf, isRecord } from './payload-instance';
import { brokenRules, unknownFields } from './payload-problems';
import { ASKS } from './payload-rules';
import { describePayload, type PayloadDescription, type PayloadShape } from './payload-shape';

/** Checks the payloads of one message class. Both directions are synchronous: they are on the path of every message. */
export interface PayloadSchema {
  /**
   * Checks what came and gives an instance of the class, and of the classes inside it. Unknown fields are dropped: a newer
   * producer may add optional ones within a version. What a field without a class holds is not looked into and not copied.
   * @throws MessageInvalidError naming every field that does not fit.
   */
  read(payload: unknown): object;
  /**
   * Checks what is about to be sent, without changing it. Unknown fields are refused: nobody would read them.
   * @throws MessageInvalidError naming every field that does not fit.
   */
  check(message: object): void;
  /** What the class consists of; for documentation and examples. */
  readonly shape: PayloadShape;
}

/**
 * Makes a JSON Schema of the class-validator decorators of a class. It is compiled with the first message: a service handles
 * some hundred classes, and its start would wait for all of them. What the schema cannot say (rules of our own, conditions)
 * class-validator checks in addition; a class that only class-transformer can make an instance of (`@Transform`, `@Expose`,
 * `@Exclude`, dates, discriminators) goes through both libraries, some twenty times slower.
 * @throws Error when the class has a rule that cannot be kept; the text names the field and what to do.
 */
export function compilePayload(name: string, type: MessageClass): PayloadSchema {
  const description = describePayload(type);
  return description.needsClassTransformer ? transformed(name, description) : compiled(name, description);
}

const ajv = new Ajv({ strict: true, strictTypes: false, unicodeRegExp: false });
ajv.addKeyword({ keyword: ASKS, errors: false, compile: (asks: (value: unknown) => boolean) => asks });

function compiled(name: string, { shape, schema, needsClassValidator }: PayloadDescription): PayloadSchema {
  const instantiate = instantiatorOf(shape);
  let compiledSchema: ValidateFunction | undefined;
  const schemaCheck = (): ValidateFunction => (compiledSchema ??= ajv.compile(schema));

  const problemsOf = (message: unknown, instance: object): string[] => {
    const problems = [...brokenRules(instance), ...unknownFields(shape, message)];
    if (problems.length > 0) return problems;
    // Class-validator takes what JSON changes on the way, such as an undefined in a list.
    const fits = schemaCheck();
    fits(message);
    return (fits.errors ?? []).slice(0, 1).map((error) => `${dotted(error.instancePath)}: ${error.message}`);
  };

  const isGood = (message: object, instance: () => object): boolean => {
    const fits = schemaCheck();
    try {
      return fits(message) && (!needsClassValidator || brokenRules(instance()).length === 0);
    } catch {
      // A rule that fails on a value has not accepted it.
      return false;
    }
  };

  return {
    shape,
    read(payload) {
      const instance = instantiate(recordOf(name, payload));
      if (!isGood(instance, () => instance)) refuse(name, problemsOf(instance, instance));
      return instance;
    },
    check(message) {
      const asRead = (): object => instantiate(recordOf(name, message));
      if (!isGood(message, asRead)) refuse(name, problemsOf(message, asRead()));
    },
  };
}

function transformed(name: string, { shape }: PayloadDescription): PayloadSchema {
  const { type } = shape;
  const read = (payload: unknown, forbidNonWhitelisted: boolean): object => {
    const record = recordOf(name, payload);
    let instance: object;
    try {
      instance = plainToInstance(type, record);
    } catch (error) {
      return refuse(name, [`cannot become a ${type.name}: ${String(error)}`]);
    }
    const problems = brokenRules(instance, { whitelist: true, forbidNonWhitelisted });
    return problems.length > 0 ? refuse(name, problems) : instance;
  };
  return {
    shape,
    read: (payload) => read(payload, false),
    // Only what its readers will see can tell whether they can read it.
    check: (message) => void read(JSON.parse(JSON.stringify(message)), true),
  };
}

function recordOf(name: string, payload: unknown): Readonly<Record<string, unknown>> {
  return isRecord(payload) ? payload : refuse(name, ['has a payload that is not an object']);
}

const MOST_PROBLEMS = 100;

function refuse(name: string, problems: readonly string[]): never {
  const more = problems.length - MOST_PROBLEMS;
  const named = more > 0 ? [...problems.slice(0, MOST_PROBLEMS), `and ${more} more`] : problems;
  throw new MessageInvalidError(name, named);
}

const dotted = (pointer: string): string => pointer.slice(1).replaceAll('/', '.');
