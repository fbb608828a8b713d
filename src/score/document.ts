/** What `chipcast score` leaves of runs: score.json. */

import { present } from '../text/entry.ts';
import { BASELINES, type BaselineScores, type NoBaseline } from './baselines.ts';
import { compareScores, type ScoreComparison, type Scored } from './comparisons.ts';
import type { ScoredRun, ScoredTarget } from './score-run.ts';

export interface ScoreDocument {
  readonly format: 1;
  /** The file of truths. */
  readonly truth: string;
  readonly runs: readonly ScoredRun[];
  /** Runs against baselines, and against each other. */
  readonly comparisons: readonly ScoreComparison[];
  /** Headlines of the first run that nobody knows the truth of yet, and how many other outcomes. */
  readonly withoutTruth: { readonly headlines: readonly string[]; readonly others: number };
}

/**
 * The score by which targets of a kind are compared: CRPS of amounts, RPS of categories, Brier
 * score of events and bounds.
 */
export function mainScore({ scores, unit }: ScoredTarget): {
  readonly rule: 'crps' | 'rps' | 'brier';
  readonly unit: string;
  readonly value: number | null;
  readonly se: number | null;
} {
  const rule = scores.crps ? 'crps' : scores.rps ? 'rps' : 'brier';
  const { value, se } = present(scores[rule], `the score by ${rule}`);
  return { rule, unit: rule === 'crps' ? unit : '', value, se };
}

export function isBaseline(found: BaselineScores | NoBaseline): found is BaselineScores {
  return !('why' in found);
}

export function scoreDocument(
  truth: string,
  runs: readonly ScoredRun[],
  withoutTruth: ScoreDocument['withoutTruth'],
): ScoreDocument {
  const rows = runs.map(({ run, targets }): [string, Scored[]] => [
    run,
    targets.flatMap((target) => {
      const { rule, unit, value } = mainScore(target);
      return target.hindsight || value === null
        ? []
        : [{ target: target.target, rule, unit, value }];
    }),
  ]);
  const naive = BASELINES.map((name): [string, Scored[]] => [
    name,
    runs.length === 0
      ? []
      : runs[0].targets.flatMap((target) => {
          const { rule, unit } = mainScore(target);
          const found = target.baselines[name];
          const value = isBaseline(found) ? found[rule] : undefined;
          return value === undefined ? [] : [{ target: target.target, rule, unit, value }];
        }),
  ]);
  const others = (k: number) => [...rows.slice(k + 1), ...naive];
  return {
    format: 1,
    truth,
    runs,
    comparisons: rows.flatMap((own, k) =>
      others(k).flatMap((other) => compareScores(own, other) ?? []),
    ),
    withoutTruth,
  };
}
