/** Scores for the terminal. */

import { BASELINES } from '../score/baselines.ts';
import { FEW_TARGETS, type ScoreComparison } from '../score/comparisons.ts';
import { isBaseline, mainScore, type ScoreDocument } from '../score/document.ts';
import type { ScoredRun, ScoredTarget } from '../score/score-run.ts';
import { boundsOf, type Truth } from '../score/truth.ts';
import { counted, earned, earnedPair, percent, significant } from '../stats/round.ts';
import { alignNumbers, stackedColumns, wrap } from '../text/table.ts';

export function scoreLines(document: ScoreDocument, width: number): string[] {
  const { runs, truth, comparisons, withoutTruth } = document;
  return [
    ...runs.flatMap((run, k) => [...(k > 0 ? [''] : []), ...runLines(run, truth, width)]),
    ...(comparisons.length === 0 ? [] : ['', ...comparisonLines(comparisons, width)]),
    ...unknownLines(withoutTruth, width),
  ];
}

export const RULE_NAMES = { crps: 'CRPS', rps: 'RPS', brier: 'Brier' } as const;

function runLines(run: ScoredRun, truth: string, width: number): string[] {
  const { targets, missing, joint } = run;
  const seen = targets.filter(({ hindsight }) => hindsight);
  return [
    ...wrap(
      `${run.run} against ${truth}: ${targets.length} ${targets.length === 1 ? 'target' : 'targets'}. Lower scores are better.`,
      width,
    ),
    ...stackedColumns(
      [
        {
          heading: '',
          cells: targets.map(({ target, hindsight }) => `  ${target}${hindsight ? ' *' : ''}`),
          left: true,
        },
        { heading: 'truth', cells: targets.map(({ truth: own }) => truthText(own)), left: true },
        { heading: 'forecast', cells: targets.map(forecastText), left: true },
        { heading: 'falls at', cells: targets.map(placeText) },
        { heading: '', cells: targets.map((one) => RULE_NAMES[mainScore(one).rule]), left: true },
        {
          heading: 'score',
          cells: alignNumbers(
            targets.map((one) => {
              const { value, se } = mainScore(one);
              return earnedPair(value, se);
            }),
          ),
        },
        ...BASELINES.filter((name) =>
          targets.some((one) => baselineText(one, name) !== NO_SCORE),
        ).map((name) => ({
          heading: name,
          cells: alignNumbers(targets.map((one) => baselineText(one, name))),
        })),
      ],
      1,
      width,
    ),
    ...wrap(calibrationText(run), width),
    ...joint.flatMap(({ unit, targets: together, energy, worlds }) =>
      wrap(
        `Energy score of ${together.join(', ')} together: ${earnedPair(energy.value, energy.se)} ${unit}, from ${counted(worlds)} trials.`,
        width,
      ),
    ),
    ...(seen.length === 0
      ? []
      : wrap(
          `* known when the run took in its evidence: ${seen.length} of ${targets.length} are not forecasts and are left out of comparisons.`,
          width,
        )),
    ...missing.flatMap(({ target, why }) => wrap(`  missing: ${target}: ${why}`, width, 4)),
  ];
}

/** `0`, `at most 33`, `0.3 to 0.4`. */
export function truthText(truth: Truth): string {
  if (truth.value !== undefined) return significant(truth.value, 6);
  const [low, high] = boundsOf(truth);
  if (low === Number.NEGATIVE_INFINITY) return `at most ${significant(high, 6)}`;
  if (high === Number.POSITIVE_INFINITY) return `at least ${significant(low, 6)}`;
  return `${significant(low, 6)} to ${significant(high, 6)}`;
}

/** The median with the ends of the 90 % interval, or how likely what happened was. */
export function forecastText({ forecast, unit }: ScoredTarget): string {
  const { probability, median, p5, p95 } = forecast;
  if (probability !== undefined)
    return `${earned(percent(probability.value), percent(probability.se))} of 100 trials`;
  const short = (x: number): string => significant(x, 3);
  return `${short(median)} (${short(p5)} to ${short(p95)}) ${unit}`;
}

/** The percentile at which the truth falls: one, or from where to where. */
export function placeText({ transform: [low, high] }: Pick<ScoredTarget, 'transform'>): string {
  const text = (share: number): string => significant(Math.round(1000 * share) / 10, 3);
  return text(low) === text(high) ? `${text(low)} %` : `${text(low)} to ${text(high)} %`;
}

/** Where a naive forecast cannot be made. */
const NO_SCORE = 'none';

function baselineText(one: ScoredTarget, name: (typeof BASELINES)[number]): string {
  const found = one.baselines[name];
  const value = isBaseline(found) ? found[mainScore(one).rule] : undefined;
  return value === undefined ? NO_SCORE : significant(value, 3);
}

function calibrationText({ calibration: { targets, coverage } }: ScoredRun): string {
  if (targets === 0) return 'None of them is a forecast.';
  const parts = Object.entries(coverage).map(
    ([level, { inside, unknown }]) =>
      `${inside} of ${targets} in the ${Math.round(100 * Number(level))} % interval${unknown > 0 ? ` (${unknown} unknown)` : ''}`,
  );
  return `Truths inside intervals: ${parts.join(', ')}.`;
}

/** Who is better, and how sure that is. */
export function comparisonLines(comparisons: readonly ScoreComparison[], width: number): string[] {
  return comparisons.flatMap((comparison) => wrap(comparisonText(comparison), width, 2));
}

/** Rules whose names are words. */
const RULES: Readonly<Record<string, string>> = {
  brier: 'Brier score',
  log: 'log score',
  absoluteError: 'absolute error',
  squaredError: 'squared error',
  thresholdRps: 'RPS',
};

export function comparisonText({
  first,
  second,
  targets,
  better,
  same,
  ratio,
  differences,
}: ScoreComparison): string {
  const worse = targets - better - same;
  const means = differences.map(
    ({ rule, unit, targets: n, difference }) =>
      `mean difference in ${RULES[rule] ?? rule.toUpperCase()}${unit === '' ? '' : ` ${unit}${rule === 'squaredError' ? ' squared' : ''}`} ${earnedPair(difference.value, difference.se)} (${n})`,
  );
  const times =
    ratio.value === null
      ? []
      : [
          `scores ${significant(ratio.value, 3)} times as large${ratio.low === null || ratio.high === null ? '' : ` (95 %: ${significant(ratio.low, 2)} to ${significant(ratio.high, 2)})`} over ${ratio.targets}`,
        ];
  const few = targets < FEW_TARGETS ? '; too few targets to tell' : '';
  return `${first} against ${second}: better in ${better}, worse in ${worse}${same > 0 ? `, the same in ${same}` : ''} of ${targets}; ${[...times, ...means].join('; ')}${few}.`;
}

function unknownLines(
  { headlines, others }: ScoreDocument['withoutTruth'],
  width: number,
): string[] {
  const named = headlines.slice(0, 4).join(', ');
  const more = headlines.length > 4 ? ` and ${headlines.length - 4} more` : '';
  return wrap(
    headlines.length === 0
      ? `${counted(others)} other outcomes have no truth yet.`
      : `No truth yet for ${headlines.length} ${headlines.length === 1 ? 'headline' : 'headlines'} (${named}${more}) and ${counted(others)} other outcomes.`,
    width,
  );
}
