/**
 * Tables of the distributions of a shipped model, which the build makes: to make them takes as long
 * as to simulate 50,000 trials.
 */

import { readFileSync, writeFileSync } from 'node:fs';
import { knowTables } from '../compile/draws.ts';
import type { Program } from '../compile/program.ts';
import { parseDistribution } from '../distributions/index.ts';
import type { EvenTable } from '../distributions/quintic.ts';

/** Coefficients are doubles, little-endian, in base64. */
interface StoredTable extends Pick<EvenTable, 'from' | 'step' | 'intervals'> {
  readonly distribution: string;
  readonly coefficients: string;
}

export function writeTables(file: URL, { inputs }: Program): void {
  const texts = new Set(inputs.map(({ distribution }) => distribution));
  const stored = [...texts].flatMap((text): StoredTable[] => {
    const { mapping } = parseDistribution(text);
    const table = mapping.kind === 'table' ? mapping.table() : undefined;
    if (table?.grid !== 'even') return [];
    const { from, step, intervals, coefficients } = table;
    const bytes = Buffer.from(
      coefficients.buffer,
      coefficients.byteOffset,
      coefficients.byteLength,
    );
    const own = { from, step, intervals, coefficients: bytes.toString('base64') };
    return [{ distribution: text, ...own }];
  });
  writeFileSync(file, JSON.stringify(stored));
}

/** Takes the tables of a file, which the build has written, as made. */
export function readTables(file: URL): void {
  knowTables(storedTables(file));
}

/** By the text of their distribution. */
export function storedTables(file: URL): [distribution: string, table: EvenTable][] {
  const stored = JSON.parse(readFileSync(file, 'utf8')) as StoredTable[];
  return stored.map(({ distribution, coefficients, ...even }) => [
    distribution,
    { grid: 'even', ...even, coefficients: doubles(coefficients) },
  ]);
}

function doubles(base64: string): Float64Array {
  const bytes = Buffer.from(base64, 'base64');
  const values = new Float64Array(bytes.length / 8);
  new Uint8Array(values.buffer).set(bytes);
  return values;
}
