/** Energy scores of tasks whose samples are drawn together. */

import { entry, present } from '../../text/entry.ts';
import { energyScore } from '../rules/energy.ts';
import { type HubConfig, targetOf } from './config.ts';
import { keyOf, ROUND_COLUMNS, targetColumns } from './ids.ts';
import type { Pair } from './join.ts';

export interface JointScore {
  /** Ids that all of the tasks have in common. */
  readonly same: Readonly<Record<string, string>>;
  /** Values of the ids in which they differ, each once, in order of the tasks. */
  readonly differ: Readonly<Record<string, readonly string[]>>;
  readonly tasks: number;
  readonly samples: number;
  readonly energy: number;
}

/**
 * Tasks of one target, file and round with the same sample ids are draws of one trial each; a hub's
 * configuration may say that some ids have samples of their own (`compound_taskid_set`).
 */
export function jointScores(
  pairs: readonly Pair[],
  taskIds: readonly string[],
  config?: HubConfig,
): readonly JointScore[] {
  const groups = new Map<string, Pair[]>();
  const rounds = ROUND_COLUMNS.filter((name) => taskIds.includes(name));
  const targets = config?.targetColumns ?? targetColumns(taskIds);
  for (const pair of pairs) {
    const { samples, ids, file } = pair.task;
    if (samples.size === 0 || pair.truth.value === undefined) continue;
    const compound = (config && targetOf(config, ids)?.compound) ?? [];
    const key = JSON.stringify([
      file,
      keyOf(ids, [...rounds, ...targets, ...compound]),
      [...samples.keys()].toSorted(),
    ]);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [pair]);
    else group.push(pair);
  }
  return [...groups.values()].flatMap((group) =>
    group.length < 2 ? [] : [scored(group, taskIds)],
  );
}

function scored(group: readonly Pair[], taskIds: readonly string[]): JointScore {
  const trials = [...group[0].task.samples.keys()];
  const { score } = energyScore(
    group.map(({ task }) => Float64Array.from(trials, (id) => entry(task.samples, id))),
    { values: new Float64Array(trials.length).fill(1), firsts: [0, trials.length] },
    group.map(({ truth }) => present(truth.value, 'a truth')),
  );
  const values = taskIds.map(
    (name) => [name, [...new Set(group.map(({ task }) => task.ids[name]))]] as const,
  );
  return {
    same: Object.fromEntries(
      values.flatMap(([name, [first, second]]) => (second === undefined ? [[name, first]] : [])),
    ),
    differ: Object.fromEntries(values.filter(([, own]) => own.length > 1)),
    tasks: group.length,
    samples: trials.length,
    energy: present(score.value, 'a score'),
  };
}
