/** Trials whose inputs are uniform on (0, 1), from keyed streams, and what holds in them. */

import type { Trials } from '../../src/discovery/discover.ts';
import { type OrderedSample, ordered } from '../../src/discovery/sample.ts';
import { streamKey } from '../../src/random/keys.ts';
import { uniformAt } from '../../src/random/threefry.ts';

/** A column of n uniforms. */
export function uniforms(seed: number, name: string, n: number): Float64Array {
  const key = streamKey(String(seed), name);
  return Float64Array.from({ length: n }, (_, i) => uniformAt(key, i));
}

export type Columns = Readonly<Record<string, Float64Array>>;

/** Uniform inputs by name. */
export function uniformColumns(seed: number, names: readonly string[], n: number): Columns {
  return Object.fromEntries(names.map((name) => [name, uniforms(seed, name, n)]));
}

function flags(columns: Columns, holds: (x: Readonly<Record<string, number>>) => boolean) {
  const entries = Object.entries(columns);
  return Uint8Array.from({ length: entries[0][1].length }, (_, i) =>
    Number(holds(Object.fromEntries(entries.map(([id, values]) => [id, values[i]])))),
  );
}

function inputsOf(columns: Columns) {
  return Object.entries(columns).map(([id, values]) => ({ id, values }));
}

/** Independent trials in eight replicates. */
export function trialsOf(
  columns: Columns,
  holds: (x: Readonly<Record<string, number>>) => boolean,
): Trials {
  const truth = flags(columns, holds);
  return {
    inputs: inputsOf(columns),
    holds: truth,
    numbers: Float64Array.from(truth, (_, i) => i),
    replicates: 8,
  };
}

export function sampleOf(
  columns: Columns,
  holds: (x: Readonly<Record<string, number>>) => boolean,
): OrderedSample {
  return ordered({ inputs: inputsOf(columns), holds: flags(columns, holds) });
}
