import { ValidateBy } from 'class-validator';

export interface TextsByNameLimits {
  readonly most: number;
  /** Of names and texts, in characters. */
  readonly longest: number;
}

/** An object whose values are texts, under names of the caller's own making: so many and so long. */
export const TextsByName = ({ most, longest }: TextsByNameLimits): PropertyDecorator =>
  ValidateBy({
    name: 'textsByName',
    constraints: [most, longest],
    validator: {
      validate: (value: unknown) => {
        if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
        const entries = Object.entries(value as Record<string, unknown>);
        const isText = (text: unknown): boolean =>
          typeof text === 'string' && text.length > 0 && text.length <= longest && !text.includes('\0');
        return entries.length <= most && entries.every((entry) => entry.every(isText));
      },
      defaultMessage: (where) =>
        `${where?.property ?? 'it'} must be at most ${most} texts by name, of 1 to ${longest} characters each`,
    },
  });
