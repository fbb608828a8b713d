/** Truths that their targets cannot have. */

import { Faults } from '../error.ts';
import { type HubConfig, targetOf } from './config.ts';
import type { HubTask } from './forecasts.ts';
import { idsText, keyOf, targetColumns } from './ids.ts';
import type { Joined, Pair } from './join.ts';

/**
 * Refuses text where a number was forecast, categories that nobody knows, counts for forecasts that
 * are shares of a whole, and by the configuration of the hub: other than 0 and 1 of what is binary,
 * parts of counts, and counts where shares are meant.
 *
 * @throws ScoreError with the place of each truth that cannot be
 */
export function refuseImpossible(
  file: string,
  joined: readonly Joined[],
  config: HubConfig | undefined,
): void {
  const faults = new Faults();
  const categories = categoriesOf(joined, config);
  const told = new Set<string>();
  for (const { pairs, taskIds } of joined)
    for (const pair of pairs) {
      const known = categories.get(targetKey(pair.task, taskIds, config));
      const why = fault(pair, known, config && targetOf(config, pair.task.ids)?.type);
      const { place } = pair.truth;
      if (why === undefined || told.has(place)) continue;
      told.add(place);
      faults.add(() => `${place}: the truth of ${idsText(pair.task.ids)} is ${why}`);
    }
  for (const one of joined) {
    const parts = partsOfAWhole(one);
    if (parts !== undefined) faults.add(() => parts);
  }
  faults.refuse(file);
}

/** Shares add up to 1 up to the digits that they are written with. */
const ROUNDING = 0.005;

/**
 * Forecasts that are shares of a whole, one for each value of an id, against truths that are
 * counts.
 */
function partsOfAWhole({ model, taskIds, pairs, withoutTruth }: Joined): string | undefined {
  const counts = pairs.filter(({ truth: { value } }) => value !== undefined && value > 1);
  if (counts.length === 0) return undefined;
  const tasks = [...pairs.map(({ task }) => task), ...withoutTruth];
  const centres = tasks.map(centreOf);
  if (!centres.every((centre) => centre !== undefined && centre >= 0 && centre <= 1))
    return undefined;
  const over = taskIds.find((name) => {
    const others = taskIds.filter((one) => one !== name);
    const sums = new Map<string, { sum: number; parts: number }>();
    tasks.forEach(({ ids }, k) => {
      const key = keyOf(ids, others);
      const { sum, parts } = sums.get(key) ?? { sum: 0, parts: 0 };
      sums.set(key, { sum: sum + centres[k]!, parts: parts + 1 });
    });
    return [...sums.values()].every(
      ({ sum, parts }) => parts > 1 && Math.abs(sum - 1) < ROUNDING * parts,
    );
  });
  if (over === undefined) return undefined;
  const [{ truth }] = counts;
  return `the forecasts of ${model} are shares that add up to 1 over ${over}, and the truths are not: ${truth.value} in ${truth.place}; divide counts by their sum over ${over}`;
}

/** The mean that was forecast, or that of the samples; undefined for other forecasts. */
function centreOf({ mean, samples }: HubTask): number | undefined {
  if (mean !== undefined) return mean;
  if (samples.size === 0) return undefined;
  let sum = 0;
  for (const value of samples.values()) sum += value;
  return sum / samples.size;
}

function fault(
  { task, truth: { value, category } }: Pair,
  known: ReadonlySet<string> | undefined,
  type: string | undefined,
): string | undefined {
  if (task.pmf.length > 0) {
    if (category === undefined || known === undefined || known.has(category)) return undefined;
    return `${category}, which is no category of it; wanted one of ${[...known].slice(0, 8).join(', ')}`;
  }
  if (value === undefined)
    return category === undefined ? undefined : `${category}; wanted a number`;
  if (type === 'binary' && value !== 0 && value !== 1)
    return `${value}; the target is binary: wanted 0 or 1`;
  if (type === 'discrete' && !Number.isInteger(value))
    return `${value}; the target is discrete: wanted a whole number`;
  if (type === 'compositional' && !(value >= 0 && value <= 1))
    return `${value}; the target is compositional: wanted a share, from 0 to 1`;
  return undefined;
}

/** Categories by target: those of the configuration and of all forecasts. */
function categoriesOf(
  joined: readonly Joined[],
  config: HubConfig | undefined,
): ReadonlyMap<string, ReadonlySet<string>> {
  const found = new Map<string, Set<string>>();
  for (const { pairs, taskIds } of joined)
    for (const { task } of pairs) {
      if (task.pmf.length === 0) continue;
      const key = targetKey(task, taskIds, config);
      const known = found.get(key) ?? new Set(config && targetOf(config, task.ids)?.categories);
      found.set(key, known);
      for (const { category } of task.pmf) known.add(category);
    }
  return found;
}

function targetKey(
  { ids }: HubTask,
  taskIds: readonly string[],
  config: HubConfig | undefined,
): string {
  const names = config?.targetColumns ?? targetColumns(taskIds);
  return JSON.stringify(names.map((name) => ids[name]));
}
