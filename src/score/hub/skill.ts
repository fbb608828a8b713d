/**
 * How models compare that did not forecast the same tasks: relative skill from comparisons of all
 * pairs.
 */

import { exp, log } from '../../math/functions.ts';
import { entry } from '../../text/entry.ts';

export interface RelativeSkill {
  /**
   * Geometric mean of the ratios of the model's mean score to that of each model, itself included;
   * below 1 is better than most.
   */
  readonly relative: number;
  /** That over the same of the baseline; absent without one. */
  readonly scaled?: number;
}

/**
 * The relative skill of each model. A ratio of two models is that of their mean scores over the
 * tasks that both have; pairs without a common task, or with a mean of 0 or of infinity on both
 * sides, do not count.
 *
 * @param models    scores by task, for each model; at least 0, and perhaps infinite
 * @param baseline  name of a model
 * @returns         undefined for a model that no other can be compared with, or whose ratio has a
 *   mean of 0 or of infinity on one side only
 *
 * Source: Cramer et al. (2022), "Evaluation of individual and ensemble probabilistic forecasts of
 * COVID-19 mortality in the United States", PNAS 119(15), e2113561119, doi:10.1073/pnas.2113561119:
 * the pairwise comparison of its methods, as scoringutils (R) computes it in `add_relative_skill`.
 */
export function relativeSkill(
  models: ReadonlyMap<string, ReadonlyMap<string, number>>,
  baseline?: string,
): ReadonlyMap<string, RelativeSkill> {
  const names = [...models.keys()];
  const logs = names.map((): number[] => [0]);
  names.forEach((first, i) => {
    for (let j = i + 1; j < names.length; j++) {
      const ratio = ratioOfMeans(entry(models, first), entry(models, names[j]));
      if (ratio === undefined) continue;
      const of =
        ratio === 0
          ? Number.NEGATIVE_INFINITY
          : ratio === Number.POSITIVE_INFINITY
            ? ratio
            : log(ratio);
      logs[i].push(of);
      logs[j].push(-of);
    }
  });
  const thetas = new Map(
    names.flatMap((name, i): [string, number][] => {
      const mean = logs[i].reduce((a, b) => a + b, 0) / logs[i].length;
      return logs[i].length > 1 && Number.isFinite(mean) ? [[name, exp(mean)]] : [];
    }),
  );
  const base = baseline === undefined ? undefined : thetas.get(baseline);
  return new Map(
    [...thetas].map(([name, relative]) => [
      name,
      { relative, ...(base === undefined ? {} : { scaled: relative / base }) },
    ]),
  );
}

function ratioOfMeans(
  a: ReadonlyMap<string, number>,
  b: ReadonlyMap<string, number>,
): number | undefined {
  let [first, second, count] = [0, 0, 0];
  for (const [task, score] of a) {
    const other = b.get(task);
    if (other === undefined) continue;
    first += score;
    second += other;
    count++;
  }
  const ratio = first / second;
  return count === 0 || Number.isNaN(ratio) ? undefined : ratio;
}
