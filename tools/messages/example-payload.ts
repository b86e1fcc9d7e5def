import { ROSTER } from '@raptor/contracts';
import type { PayloadShape } from '@raptor/raptor-bus';
import { validateSync } from 'class-validator';
import { rulesOf } from './field-rules';

const TEXTS = [
  ...['text', 'a', 'A', '1', '1.0.0', 'en', 'EUR', 'Europe/Rome', '#336699', 'company.example', Object.keys(ROSTER)[0]],
  ...['01900000-0000-7000-8000-000000000000', 'a0000000-0000-4000-8000-000000000000', 'ab'.repeat(32)],
  ...['2026-01-02T03:04:05.000Z', '2026-01-02', '09:00', 'ada@company.example', 'https://company.example/'],
  ...[`muse:${'ab'.repeat(32)}`, 'INTERNAL'],
];
const NUMBERS = [1, 0, 0.5, 10, 100, 1_000, -1];
const OTHERS = [true, { example: 'text' }, {}];

/**
 * A payload that fits its class and has every field, found by trying. The same each time.
 * @throws Error naming a field for which nothing fits.
 */
export function examplePayload(shape: PayloadShape, around: readonly PayloadShape[] = []): Record<string, unknown> {
  const example: Record<string, unknown> = {};
  for (const [field, { isOptional, nested }] of shape.fields) {
    if (nested && isOptional && [...around, shape].includes(nested)) continue;
    const tried = nested ? [examplePayload(nested, [...around, shape])] : candidatesFor(shape, field);
    const lists = [...tried.map((value) => [value]), []];
    const inOrder = rulesOf(shape, field).isList ? [...lists, ...tried] : [...tried, ...lists];
    const found = inOrder.find((value) => fits(shape, field, { ...example, [field]: value }));
    if (found === undefined) throw new Error(`nothing is known that fits ${shape.type.name}.${field}`);
    example[field] = found;
  }
  return example;
}

/** Common values, then those that the rules name themselves: of a list, the least, the most. */
function candidatesFor(shape: PayloadShape, field: string): unknown[] {
  const { rules, noted } = rulesOf(shape, field);
  const named = rules.flatMap(({ constraints = [] }) => constraints.flatMap(primitivesIn));
  return noted === Number ? [...NUMBERS, ...named] : [...TEXTS, ...NUMBERS, ...OTHERS, ...named];
}

function primitivesIn(constraint: unknown): unknown[] {
  const values: unknown[] = typeof constraint === 'object' && constraint ? Object.values(constraint) : [constraint];
  return values.filter((value) => ['string', 'number', 'boolean'].includes(typeof value));
}

const fits = ({ type }: PayloadShape, field: string, fields: object): boolean =>
  validateSync(Object.assign(new type(), fields), { forbidUnknownValues: false }).every(
    ({ property }) => property !== field,
  );
