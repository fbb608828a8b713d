/** Truths that their targets cannot have. */

import { Faults } from '../error.ts';
import { type HubConfig, targetOf } from './config.ts';
import type { HubTask } from './forecasts.ts';
import { idsText, targetColumns } from './ids.ts';
import type { Joined, Pair } from './join.ts';

/**
 * Refuses text where a number was forecast, categories that nobody knows, and by the configuration of the hub: other than 0 and 1 of what is
 * binary, parts of counts, and counts where shares are meant.
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
  faults.refuse(file);
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
