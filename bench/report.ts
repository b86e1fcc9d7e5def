import type { Figure } from './figures';

/** One thing that was promised and what was measured of it. */
export interface Target {
  readonly what: string;
  readonly atLeast?: number;
  readonly atMost?: number;
  readonly measured: Figure;
  /** Default: a plain number. */
  readonly unit?: 'x' | 'ms';
}

/** Judged by the median. */
export const isMet = ({ atLeast = -Infinity, atMost = Infinity, measured: { median } }: Target): boolean =>
  median >= atLeast && median <= atMost;

/** `median (min-max)`. */
export function shown({ median, min, max }: Figure, digits = 2): string {
  const [middle, least, most] = [median, min, max].map((value) => numberOf(value, digits));
  return least === most ? `${middle}` : `${middle} (${least}-${most})`;
}

export function targetTable(targets: readonly Target[]): string {
  const rows = targets.map((target) => {
    const { what, atLeast, atMost, measured, unit = '' } = target;
    const wanted = atLeast === undefined ? `<= ${atMost}` : `>= ${atLeast}`;
    return [what, `${wanted} ${unit}`.trim(), `${shown(measured)} ${unit}`.trim(), isMet(target) ? 'met' : 'NOT met'];
  });
  return table(['target', 'wanted', 'measured', ''], rows);
}

/** A table that reads well as plain text and is Markdown. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = head.map((title, column) =>
    Math.max(title.length, ...rows.map((row) => (row[column] ?? '').length), 3),
  );
  const line = (cells: readonly string[]): string =>
    `| ${widths.map((width, column) => (cells[column] ?? '').padEnd(width)).join(' | ')} |`;
  return [line(head), `| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |`, ...rows.map(line)].join('\n');
}

function numberOf(value: number, digits: number): string {
  if (Math.abs(value) >= 1_000) return Math.round(value).toLocaleString('en-US');
  return value.toFixed(Math.abs(value) >= 100 ? 0 : digits);
}
