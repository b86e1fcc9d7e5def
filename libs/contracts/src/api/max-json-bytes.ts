import { ValidateBy } from 'class-validator';

/** An object of a caller's own making that is kept as it is: so much of it and no more. */
export const MaxJsonBytes = (most: number): PropertyDecorator =>
  ValidateBy({
    name: 'maxJsonBytes',
    constraints: [most],
    validator: {
      validate: (value: unknown) => Buffer.byteLength(JSON.stringify(value) ?? '') <= most,
      defaultMessage: (where) => `${where?.property ?? 'It'} must not be longer than ${most} bytes of JSON`,
    },
  });
