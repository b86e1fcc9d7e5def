import { plainToInstance } from 'class-transformer';
import { validate, type ValidationError } from 'class-validator';
import { MessageInvalidError } from './bus-errors';
import type { CatalogueEntry } from './catalogue';

/**
 * The payload as an instance of its class. Unknown fields are dropped, not refused: a newer producer may add optional
 * ones within a version.
 * @throws MessageInvalidError naming every field that does not fit.
 */
export async function validPayload(entry: CatalogueEntry, payload: unknown): Promise<object> {
  if (typeof payload !== 'object' || payload === null || Array.isArray(payload)) {
    throw new MessageInvalidError(entry.name, ['has a payload that is not an object']);
  }
  const instance = plainToInstance(entry.type, payload);
  const errors = await validate(instance, { whitelist: true, forbidUnknownValues: false });
  if (errors.length > 0)
    throw new MessageInvalidError(
      entry.name,
      errors.flatMap((error) => problemsOf(error)),
    );
  return instance;
}

function problemsOf(error: ValidationError, path = ''): string[] {
  const field = path ? `${path}.${error.property}` : error.property;
  const own = Object.values(error.constraints ?? {}).map((text) => `${field}: ${text}`);
  return [...own, ...(error.children ?? []).flatMap((child) => problemsOf(child, field))];
}
