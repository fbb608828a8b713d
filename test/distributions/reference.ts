/**
 * The numbers of test/fixtures/distributions.json, made by distributions.py beside it (mpmath
 * 1.3.0, 50 digits).
 */

import { readFileSync } from 'node:fs';

interface Reference {
  readonly quantiles: readonly (readonly [text: string, p: number, x: number])[];
  /** logit((x - min) / (max - x)) of the draw x with normal score z. */
  readonly scores: readonly (readonly [text: string, z: number, g: number])[];
  readonly truncatedMoments: readonly (readonly [
    min: number,
    max: number,
    mean: number,
    sd: number,
  ])[];
}

const file = new URL('../fixtures/distributions.json', import.meta.url);

export const reference = JSON.parse(readFileSync(file, 'utf8')) as Reference;

/** The rows of a table by their first column. */
export function byText<Row extends readonly [string, ...unknown[]]>(
  rows: readonly Row[],
): [text: string, rows: Row[]][] {
  return [...new Set(rows.map(([text]) => text))].map((text) => [
    text,
    rows.filter((row) => row[0] === text),
  ]);
}
