import type { CsvRow } from '../api/csv-rows';

const FIGURE = /^-?\d+(\.\d+)?([eE][+-]?\d+)?$/;

/** Rows of a CSV as the body that the operation takes: `value` is a figure, everything else is text. */
export const observationsOfCsv = (rows: readonly CsvRow[]): object => ({
  observations: rows.map(({ value, ...row }) => ({
    ...row,
    ...(value !== undefined && { value: FIGURE.test(value.trim()) ? Number(value) : value }),
  })),
});
