/** What `chipcast score` says of runs: where each truth fell, and what scored how. */

import type { Figure } from '../../charts/index.ts';
import { BASELINES } from '../../score/baselines.ts';
import { FEW_TARGETS, type ScoreComparison } from '../../score/comparisons.ts';
import { isBaseline, mainScore, type ScoreDocument } from '../../score/document.ts';
import type { ScoredRun, ScoredTarget } from '../../score/score-run.ts';
import { boundsOf, type Truth } from '../../score/truth.ts';
import { counted, earnedPair, significant } from '../../stats/round.ts';
import { plural } from '../../text/listed.ts';
import {
  type Block,
  chance,
  type Document,
  type Finding,
  gallery,
  joined,
  type Piece,
  paragraph,
  type Section,
  say,
  type Table,
  tableOf,
  unitAfter,
} from '../document.ts';
import type { Names } from '../names.ts';

/** The central interval that the title speaks of. */
const TITLE_LEVEL = '0.9';
const COMPARED = 4;

export function scorePage(document: ScoreDocument, names: Names): Document {
  const { truth, runs, comparisons } = document;
  return {
    subject: 'Forecasts against what became known',
    title: [...coverageFinding(runs[0]), ...(runs.length > 1 ? [` (${runs[0].run})`] : [])],
    summary: [
      ...runs.slice(1).map((run) => [`${run.run}: `, ...coverageFinding(run)]),
      ...comparisons.slice(0, COMPARED).map(comparisonText),
      ...runs.flatMap(hindsight),
      withoutTruth(document, names),
    ],
    facts: [`truths: ${truth}`, 'lower scores are better'],
    sections: [
      ...runs.flatMap((run) => runSections(run, names)),
      ...(comparisons.length <= COMPARED
        ? []
        : [
            {
              title: 'All comparisons',
              folded: true,
              blocks: [{ kind: 'list' as const, items: comparisons.map(comparisonText) }],
            },
          ]),
    ],
  };
}

function coverageFinding({ run, targets, calibration }: ScoredRun): readonly Piece[] {
  if (targets.length === 0) return [`${run} has none of the truths`];
  const { inside, unknown } = calibration.coverage[TITLE_LEVEL] ?? { inside: 0, unknown: 0 };
  const n = calibration.targets;
  if (n === 0) return [`${plural(targets.length, 'target')}, none of them a forecast`];
  const open = unknown === 0 ? '' : `, ${unknown} unknown`;
  return [`${inside} of ${plural(n, 'target')} fell inside the 90% interval${open}`];
}

/** What was known when the run took in its evidence is no forecast. */
function hindsight({ run, targets }: ScoredRun): Finding[] {
  const seen = targets.filter((one) => one.hindsight).length;
  return seen === 0
    ? []
    : [
        `* ${run} already knew ${seen} of ${plural(targets.length, 'target')} from its evidence: these are no forecasts and count in no comparison.`,
      ];
}

function withoutTruth(
  { withoutTruth: { headlines, others } }: ScoreDocument,
  names: Names,
): Finding {
  if (headlines.length === 0) return `No truth yet for ${counted(others)} other outcomes.`;
  const shown = headlines.slice(0, 3).map((id) => names.of(id));
  const more = headlines.length > 3 ? ` and ${headlines.length - 3} more` : '';
  return say`No truth yet for ${plural(headlines.length, 'headline')} (${joined(shown, '; ')}${more}) and ${counted(others)} other outcomes.`;
}

function runSections(run: ScoredRun, names: Names): Section[] {
  const { targets, missing, joint, calibration } = run;
  const blocks: Block[] = [
    ...(targets.length === 0 ? [] : [scoreTable(targets, names)]),
    paragraph(intervals(run)),
    ...joint.map(({ targets: together, energy, unit, trials }) =>
      paragraph(
        say`Energy score of ${joined(
          together.map((id) => names.of(id)),
          '; ',
        )} together: ${earnedPair(energy.value, energy.se)}${unitAfter(names.unit(unit))}, from ${counted(trials)} trials.`,
      ),
    ),
    ...(missing.length === 0
      ? []
      : [
          {
            kind: 'list' as const,
            items: missing.map(({ target, why }) => `missing: ${target}: ${why}`),
          },
        ]),
    ...gallery([
      ...(targets.length === 0 ? [] : [places(targets, names)]),
      ...(calibration.transforms ? [transforms(calibration.transforms, calibration.targets)] : []),
    ]),
  ];
  return [
    { title: run.run, blocks },
    ...(targets.length === 0
      ? []
      : [
          {
            title: `${run.run}: baselines, log scores and sources`,
            folded: true,
            blocks: [detailTable(targets, names)],
          },
        ]),
  ];
}

const star = ({ hindsight: seen }: ScoredTarget): string => (seen ? ' *' : '');

function scoreTable(targets: readonly ScoredTarget[], names: Names): Table {
  const scored = BASELINES.filter((name) =>
    targets.some((one) => baselineScore(one, name) !== undefined),
  );
  return tableOf('Scores', targets, [
    { heading: 'target', of: (one) => say`${names.of(one.target)}${star(one)}` },
    { heading: 'truth', of: (one) => truthText(one.truth) },
    { heading: 'forecast', of: (one: ScoredTarget) => forecastText(one, names) },
    { heading: 'falls at', of: placeText },
    {
      heading: 'score',
      kind: 'number',
      of: (one) => {
        const { value, se } = mainScore(one);
        return { value, se };
      },
    },
    { heading: 'rule', of: (one) => RULE_NAMES[mainScore(one).rule] },
    ...scored.map((name) => ({
      heading: name,
      kind: 'number' as const,
      digits: 'brief' as const,
      of: (one: ScoredTarget) => {
        const value = baselineScore(one, name);
        return value === undefined ? 'none' : { value };
      },
    })),
  ]);
}

function baselineScore(one: ScoredTarget, name: (typeof BASELINES)[number]): number | undefined {
  const found = one.baselines[name];
  return isBaseline(found) ? found[mainScore(one).rule] : undefined;
}

/** What the score is made of, and on whose word the truth stands. */
function detailTable(targets: readonly ScoredTarget[], names: Names): Table {
  return tableOf('Details of scores', targets, [
    { heading: 'target', of: (one) => say`${names.of(one.target)}${star(one)}` },
    { heading: 'known', of: ({ truth }) => truth.known },
    { heading: 'sources', of: ({ truth }) => (truth.sources ?? []).join(', ') },
    {
      heading: 'log score',
      of: ({ scores: { log } }) =>
        log === undefined || log.value === null
          ? ''
          : Number.isFinite(log.value)
            ? `${earnedPair(log.value, log.se)} (${log.of})`
            : 'infinite',
    },
    {
      heading: 'WIS: width, over, under',
      of: ({ scores: { wis } }) =>
        wis === undefined
          ? ''
          : `${significant(wis.value ?? 0, 3)}: ${[wis.dispersion, wis.overprediction, wis.underprediction].map((x) => significant(x, 3)).join(', ')}`,
    },
    ...BASELINES.map((name) => ({
      heading: name,
      of: (one: ScoredTarget) => {
        const found = one.baselines[name];
        return isBaseline(found) ? found.says : found.why;
      },
    })),
  ]);
}

/** Where each truth fell among the trials. */
function places(targets: readonly ScoredTarget[], names: Names): Figure {
  return {
    kind: 'places',
    title: 'Where the truths fell',
    axis: 'percentile of the forecast',
    places: targets.map((one) => ({
      name: `${names.of(one.target).label}${star(one)}`,
      low: 100 * one.transform[0],
      high: 100 * one.transform[1],
    })),
    caption:
      'Dark: the middle half of the trials; light: nine of ten. A bar: many trials have exactly the value of the truth, or only bounds are known.',
  };
}

function transforms(shares: readonly number[], targets: number): Figure {
  return {
    kind: 'histogram',
    title: 'Probability integral transforms',
    axes: ['percentile of the forecast', '% of truths'],
    shares,
    caption: `Of ${targets} truths; the dashed line is a calibrated forecast. More at the edges: too narrow; more in the middle: too wide.`,
  };
}

function intervals({ calibration: { targets, coverage } }: ScoredRun): string {
  if (targets === 0) return 'None of them is a forecast.';
  const parts = Object.entries(coverage).map(
    ([level, { inside, unknown }]) =>
      `${inside} of ${targets} in the ${Math.round(100 * Number(level))}% interval${unknown > 0 ? ` (${unknown} unknown)` : ''}`,
  );
  return `Truths inside intervals: ${parts.join(', ')}.`;
}

const RULE_NAMES = { crps: 'CRPS', rps: 'RPS', brier: 'Brier' } as const;

/** `0`, `at most 33`, `0.3 to 0.4`. */
function truthText(truth: Truth): string {
  if (truth.value !== undefined) return significant(truth.value, 6);
  const [low, high] = boundsOf(truth);
  if (low === Number.NEGATIVE_INFINITY) return `at most ${significant(high, 6)}`;
  if (high === Number.POSITIVE_INFINITY) return `at least ${significant(low, 6)}`;
  return `${significant(low, 6)} to ${significant(high, 6)}`;
}

/** The median with the ends of the 90% interval, or how likely what happened was. */
function forecastText({ forecast, unit }: ScoredTarget, names: Names): Finding {
  const { probability, median, p5, p95 } = forecast;
  if (probability !== undefined) return say`${chance(probability)} chance`;
  const [low, middle, high] = [p5, median, p95].map((x) => significant(x, 3));
  return `${middle} (${low} to ${high})${unitAfter(names.unit(unit))}`;
}

/** The percentile at which the truth falls: one, or from where to where. */
function placeText({ transform: [low, high] }: Pick<ScoredTarget, 'transform'>): string {
  const text = (share: number): string => significant(Math.round(1000 * share) / 10, 3);
  return text(low) === text(high) ? `${text(low)}%` : `${text(low)} to ${text(high)}%`;
}

/** Rules whose names are words. */
const RULES: Readonly<Record<string, string>> = {
  brier: 'Brier score',
  log: 'log score',
  absoluteError: 'absolute error',
  squaredError: 'squared error',
  thresholdRps: 'RPS',
};

/** Who is better, and how sure that is. */
export function comparisonText(comparison: ScoreComparison): string {
  const { first, second, targets, better, same, ratio, differences } = comparison;
  const worse = targets - better - same;
  const means = differences.map(
    ({ rule, unit, targets: n, difference }) =>
      `mean difference in ${RULES[rule] ?? rule.toUpperCase()}${unit === '' ? '' : ` ${unit}${rule === 'squaredError' ? ' squared' : ''}`} ${earnedPair(difference.value, difference.se)} (${n})`,
  );
  const times =
    ratio.value === null
      ? []
      : [
          `scores ${significant(ratio.value, 3)} times as large${ratio.low === null || ratio.high === null ? '' : ` (95%: ${significant(ratio.low, 2)} to ${significant(ratio.high, 2)})`} over ${ratio.targets}`,
        ];
  const few = targets < FEW_TARGETS ? '; too few targets to tell' : '';
  return `${first} against ${second}: better in ${better}, worse in ${worse}${same > 0 ? `, the same in ${same}` : ''} of ${targets}; ${[...times, ...means].join('; ')}${few}.`;
}
