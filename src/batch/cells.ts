/** The cells of a batch: all combinations of its matrix. */

import { kebabCase, type RunSpec } from '../plan/run-spec.ts';
import type { BatchSpec } from './batch-spec.ts';

export interface Cell {
  /**
   * What it differs in: `open-door / h200.priceUsd=30000 / 2026-11 / seed 2`; `all` where nothing
   * is varied.
   */
  readonly name: string;
  /** Its run spec; cells of one vintage have their folders' names from it. */
  readonly spec: RunSpec;
}

/** More cells than this were hardly meant. */
export const MOST_CELLS = 1000;

/** One place on an axis: how it is called, and what it does to the spec. */
interface Step {
  readonly name: string;
  /** Told by the name of the folder already. */
  readonly implied?: boolean;
  readonly over: (spec: RunSpec) => RunSpec;
}

export function countCells(batch: BatchSpec): number {
  return axes(batch).reduce((product, axis) => product * axis.length, 1);
}

/**
 * In the order presets, set, levers, vintages, seeds, the last varying fastest. Cells with one seed
 * share draws wherever their assumptions are the same.
 */
export function cellsOf(batch: BatchSpec): readonly Cell[] {
  const { matrix: _, ...base } = batch;
  const combinations = axes(batch).reduce<readonly (readonly Step[])[]>(
    (all, axis) => all.flatMap((steps) => axis.map((step) => [...steps, step])),
    [[]],
  );
  const taken = new Set<string>();
  return combinations.map((steps) => {
    const spec = steps.reduce((changed, { over }) => over(changed), base);
    const parts = steps.filter(({ implied }) => !implied).map(({ name }) => name);
    return {
      name: steps.map(({ name }) => name).join(' / ') || 'all',
      spec: { ...spec, name: folderName(batch.name, parts, steps, taken) },
    };
  });
}

const LONGEST = 60;

/** In kebab-case and not too long; two cells of a vintage have two names. */
function folderName(
  batch: string,
  parts: readonly string[],
  steps: readonly Step[],
  taken: Set<string>,
): string {
  const whole = [batch, ...parts.map(kebabCase)].filter((part) => part !== '').join('-');
  const name = whole.slice(0, LONGEST).replace(/-+$/, '');
  const vintage = steps.find(({ implied }) => implied)?.name ?? '';
  for (let k = 1; ; k++) {
    const tried = k === 1 ? name : `${name}-${k}`;
    if (taken.has(`${tried} ${vintage}`)) continue;
    taken.add(`${tried} ${vintage}`);
    return tried;
  }
}

function axes({ matrix }: BatchSpec): readonly (readonly Step[])[] {
  const { presets, set, levers = {}, vintages, seeds } = matrix;
  const axis = <T>(values: readonly T[] | undefined, step: (value: T) => Step): Step[][] =>
    values === undefined ? [] : [values.map(step)];
  return [
    ...axis(presets, (names) => ({
      name: names.join('+') || 'baseline',
      over: (spec) => ({ ...spec, presets: [...spec.presets, ...names] }),
    })),
    ...axis(set && Object.entries(set), ([name, changes]) => ({
      name,
      over: (spec) => ({ ...spec, set: { ...spec.set, ...changes } }),
    })),
    ...Object.entries(levers).flatMap(([id, values]) =>
      axis(values, (value) => ({
        name: `${id}=${value}`,
        over: (spec) => ({ ...spec, set: { ...spec.set, [id]: value } }),
      })),
    ),
    ...axis(vintages, (asOf) => ({
      name: asOf,
      implied: true,
      over: (spec) => ({ ...spec, asOf }),
    })),
    ...axis(seeds, (seed) => ({ name: `seed ${seed}`, over: (spec) => ({ ...spec, seed }) })),
  ];
}
