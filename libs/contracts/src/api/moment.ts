import { ValidateBy, type ValidationOptions } from 'class-validator';

const ISO = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d{1,6})?)?(Z|[+-]\d{2}:\d{2}))?$/;
/** What a database and a calendar can both hold. */
const [FIRST, LAST] = [Date.UTC(2000, 0), Date.UTC(2100, 0)];

/** A moment, or the beginning of a day in UTC, as ISO 8601 writes it, between 2000 and 2100: `new Date` reads each of them. */
export const IsMoment = (options?: ValidationOptions): PropertyDecorator =>
  ValidateBy(
    {
      name: 'isMoment',
      validator: {
        validate: isMoment,
        defaultMessage: (about) =>
          `${about?.property ?? 'it'} must be an ISO 8601 date, or date and time with its zone, between 2000 and 2100`,
      },
    },
    options,
  );

function isMoment(value: unknown): boolean {
  if (typeof value !== 'string' || !ISO.test(value)) return false;
  const at = Date.parse(value);
  return at >= FIRST && at < LAST;
}
