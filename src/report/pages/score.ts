/** What `chipcast score` says of runs: where each truth fell, and what scored how. */

import type { Figure } from '../../charts/index.ts';
import { BASELINES, type BaselineScores, type NoBaseline } from '../../score/baselines.ts';
import { FEW_TARGETS, type ScoreComparison } from '../../score/comparisons.ts';
import { isBaseline, mainScore, type ScoreDocument } from '../../score/document.ts';
import type { ScoredRun, ScoredTarget } from '../../score/score-run.ts';
import { boundsOf } from '../../score/truth.ts';
import { counted, earnedPair, significant } from '../../stats/round.ts';
import type { Label } from '../../wording/wording.ts';
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
  type Table,
  tableOf,
  unitAfter,
  unitWords,
} from '../document.ts';
import { afterOf, figureText } from '../measure.ts';
import type { Names } from '../names.ts';

/** The central interval that the title speaks of. */
const TITLE_LEVEL = '0.9';
const COMPARED = 4;

export function scorePage(document: ScoreDocument, names: Names): Document {
  const { tell, say, language } = names;
  const { truth, runs, comparisons } = document;
  const first = coverageFinding(runs[0], names);
  return {
    language,
    subject: tell('Forecasts against what became known'),
    title: runs.length > 1 ? say('{name} ({number})', { name: first, number: runs[0].run }) : first,
    summary: [
      ...runs
        .slice(1)
        .map((run) =>
          say('{run}: {coverage}', { run: run.run, coverage: coverageFinding(run, names) }),
        ),
      ...comparisons.slice(0, COMPARED).map((one) => comparisonText(one, names)),
      ...runs.flatMap((run) => hindsight(run, names)),
      withoutTruth(document, names),
    ],
    facts: [tell('truths: {truth}', { truth }), tell('lower scores are better')],
    sections: [
      ...runs.flatMap((run) => runSections(run, names)),
      ...(comparisons.length <= COMPARED
        ? []
        : [
            {
              title: tell('All comparisons'),
              folded: true,
              blocks: [
                {
                  kind: 'list' as const,
                  items: comparisons.map((one) => comparisonText(one, names)),
                },
              ],
            },
          ]),
    ],
  };
}

function coverageFinding(
  { run, targets, calibration }: ScoredRun,
  { tell, many }: Names,
): readonly Piece[] {
  if (targets.length === 0) return [tell('{run} has none of the truths', { run })];
  const { inside, unknown } = calibration.coverage[TITLE_LEVEL] ?? { inside: 0, unknown: 0 };
  const n = calibration.targets;
  if (n === 0)
    return [
      tell('{targets}, none of them a forecast', { targets: many(targets.length, 'target') }),
    ];
  const holes = { inside, targets: many(n, 'target') };
  return [
    unknown === 0
      ? tell('{inside} of {targets} fell inside the 90% interval', holes)
      : tell('{inside} of {targets} fell inside the 90% interval, {unknown} unknown', {
          ...holes,
          unknown,
        }),
  ];
}

/** What was known when the run took in its evidence is no forecast. */
function hindsight({ run, targets }: ScoredRun, { tell, many }: Names): Finding[] {
  const seen = targets.filter((one) => one.hindsight).length;
  return seen === 0
    ? []
    : [
        tell(
          '* {run} already knew {seen} of {targets} from its evidence: these are no forecasts and count in no comparison.',
          { run, seen, targets: many(targets.length, 'target') },
        ),
      ];
}

function withoutTruth(
  { withoutTruth: { headlines, others } }: ScoreDocument,
  { tell, say, many, marks, of }: Names,
): Finding {
  const count = counted(others);
  if (headlines.length === 0) return tell('No truth yet for {count} other outcomes.', { count });
  const shown = joined(
    headlines.slice(0, 3).map((id) => of(id)),
    marks.semicolon,
  );
  const holes = { headlines: many(headlines.length, 'headline'), shown, count };
  return headlines.length > 3
    ? say('No truth yet for {headlines} ({shown} and {more} more) and {count} other outcomes.', {
        ...holes,
        more: headlines.length - 3,
      })
    : say('No truth yet for {headlines} ({shown}) and {count} other outcomes.', holes);
}

function runSections(run: ScoredRun, names: Names): Section[] {
  const { tell, say, marks } = names;
  const { targets, missing, joint, calibration } = run;
  const blocks: Block[] = [
    ...(targets.length === 0 ? [] : [scoreTable(targets, names)]),
    paragraph(intervals(run, names)),
    ...joint.map(({ targets: together, energy, unit, trials }) =>
      paragraph(
        say('Energy score of {targets} together: {energy}, from {trials} trials.', {
          targets: joined(
            together.map((id) => names.of(id)),
            marks.semicolon,
          ),
          energy: `${earnedPair(energy.value, energy.se)}${unitAfter(names.unit(unit))}`,
          trials: counted(trials),
        }),
      ),
    ),
    ...(missing.length === 0
      ? []
      : [{ kind: 'list' as const, items: missing.map((one) => missingText(one, names)) }]),
    ...gallery([
      ...(targets.length === 0 ? [] : [places(targets, names)]),
      ...(calibration.transforms
        ? [transforms(calibration.transforms, calibration.targets, names)]
        : []),
    ]),
  ];
  return [
    { title: run.run, blocks },
    ...(targets.length === 0
      ? []
      : [
          {
            title: tell('{run}: baselines, log scores and sources', { run: run.run }),
            folded: true,
            blocks: [detailTable(targets, names)],
          },
        ]),
  ];
}

function missingText(
  { target, near }: ScoredRun['missing'][number],
  { tell, marks }: Names,
): string {
  if (near === undefined) return tell('missing: {target}: it failed in every trial', { target });
  return near.length === 0
    ? tell('missing: {target}: the run has no such column', { target })
    : tell('missing: {target}: the run has no such column; did you mean {near}?', {
        target,
        near: near.join(marks.or),
      });
}

const star = ({ hindsight: seen }: ScoredTarget): string => (seen ? ' *' : '');

function scoreTable(targets: readonly ScoredTarget[], names: Names): Table {
  const { tell } = names;
  const scored = BASELINES.filter((name) =>
    targets.some((one) => baselineScore(one, name) !== undefined),
  );
  return tableOf(tell('Scores'), targets, [
    { heading: tell('target'), of: (one) => [names.of(one.target), star(one)] },
    { heading: tell('truth'), of: (one) => truthText(one, names) },
    { heading: tell('forecast'), of: (one: ScoredTarget) => forecastText(one, names) },
    { heading: tell('falls at'), of: (one) => placeText(one, names) },
    {
      heading: tell('score'),
      kind: 'number',
      of: (one) => {
        const { value, se } = mainScore(one);
        return { value, se };
      },
    },
    { heading: tell('rule'), of: (one) => tell(RULE_NAMES[mainScore(one).rule]) },
    ...scored.map((name) => ({
      heading: tell(name),
      kind: 'number' as const,
      digits: 'brief' as const,
      of: (one: ScoredTarget) => {
        const value = baselineScore(one, name);
        return value === undefined ? '–' : { value };
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
  const { tell, marks } = names;
  return tableOf(tell('Details of scores'), targets, [
    { heading: tell('target'), of: (one) => [names.of(one.target), star(one)] },
    { heading: tell('known on'), of: ({ truth }) => truth.known },
    { heading: tell('sources'), of: ({ truth }) => (truth.sources ?? []).join(marks.comma) },
    {
      heading: tell('log score'),
      of: ({ scores: { log } }) => {
        if (log === undefined || log.value === null) return '';
        return Number.isFinite(log.value)
          ? tell('{name} ({number})', {
              name: earnedPair(log.value, log.se),
              number: tell(log.of),
            })
          : tell('infinite');
      },
    },
    {
      heading: tell('WIS: width, over, under'),
      of: ({ scores: { wis } }) =>
        wis === undefined
          ? ''
          : tell('{wis}: {parts}', {
              wis: significant(wis.value ?? 0, 3),
              parts: [wis.dispersion, wis.overprediction, wis.underprediction]
                .map((x) => significant(x, 3))
                .join(marks.comma),
            }),
    },
    ...BASELINES.map((name) => ({
      heading: tell(name),
      of: (one: ScoredTarget) => baselineText(one.baselines[name], names),
    })),
  ]);
}

/** What a baseline forecasts, or why there is none. */
function baselineText(
  found: BaselineScores | NoBaseline,
  { tell, known, many, period }: Names,
): string {
  if (isBaseline(found)) {
    const { last, walk } = found;
    return walk === undefined
      ? tell('{value} as in {period}', { value: last.value, period: period(last.period) })
      : tell('{steps} of {size} in logs from {value}', {
          steps: many(walk.steps, 'step'),
          size: walk.size,
          value: last.value,
        });
  }
  const { why, about } = found;
  if (about === undefined) return known(why);
  return 'period' in about
    ? tell('{period} is {value}, which has no logarithm', {
        period: period(about.period),
        value: about.value,
      })
    : tell('{values} earlier values give no spread; wanted {wanted}', about);
}

/** Where each truth fell among the trials. */
function places(targets: readonly ScoredTarget[], names: Names): Figure {
  const { tell } = names;
  return {
    kind: 'places',
    title: tell('Where the truths fell'),
    axis: tell('percentile of the forecast'),
    places: targets.map((one) => ({
      name: `${names.of(one.target).label}${star(one)}`,
      low: 100 * one.transform[0],
      high: 100 * one.transform[1],
    })),
    caption: tell(
      'Dark: the middle half of the trials; light: nine of ten. A bar: many trials have exactly the value of the truth, or only bounds are known.',
    ),
  };
}

function transforms(shares: readonly number[], targets: number, { tell }: Names): Figure {
  return {
    kind: 'histogram',
    title: tell('Probability integral transforms'),
    axes: [tell('percentile of the forecast'), tell('% of truths')],
    shares,
    caption: tell(
      'Of {targets} truths; the dashed line is a calibrated forecast. More at the edges: too narrow; more in the middle: too wide.',
      { targets },
    ),
  };
}

function intervals(
  { calibration: { targets, coverage } }: ScoredRun,
  { tell, marks }: Names,
): string {
  if (targets === 0) return tell('None of them is a forecast.');
  const parts = Object.entries(coverage).map(([level, { inside, unknown }]) => {
    const holes = { inside, targets, level: Math.round(100 * Number(level)) };
    return unknown === 0
      ? tell('{inside} of {targets} in the {level}% interval', holes)
      : tell('{inside} of {targets} in the {level}% interval ({unknown} unknown)', {
          ...holes,
          unknown,
        });
  });
  return tell('Truths inside intervals: {parts}.', { parts: parts.join(marks.comma) });
}

const RULE_NAMES = { crps: 'CRPS', rps: 'RPS', brier: 'Brier' } as const;

/** `0`, `at most 33`, `0.3 to 0.4`. */
function truthText({ truth, unit }: ScoredTarget, { tell }: Names): string {
  const text = (x: number): string => figureText({ unit }, x, 6);
  if (truth.value !== undefined) return text(truth.value);
  const [low, high] = boundsOf(truth);
  if (low === Number.NEGATIVE_INFINITY) return tell('at most {value}', { value: text(high) });
  if (high === Number.POSITIVE_INFINITY) return tell('at least {value}', { value: text(low) });
  return tell('{low} to {high}', { low: text(low), high: text(high) });
}

/** The median with the ends of the 90% interval, or how likely what happened was. */
function forecastText({ forecast, unit }: ScoredTarget, names: Names): Finding {
  const { say, tell } = names;
  const { probability, median, p5, p95 } = forecast;
  if (probability !== undefined) return say('{share} chance', { share: chance(probability) });
  const [low, middle, high] = [p5, median, p95].map((x) => figureText({ unit }, x, 3));
  const range = tell('{low} to {high}', { low, high });
  return tell('{name} ({number})', { name: middle, number: range }) + afterOf({ unit }, names);
}

/** The percentile at which the truth falls: one, or from where to where. */
function placeText(
  { transform: [low, high] }: Pick<ScoredTarget, 'transform'>,
  { tell }: Names,
): string {
  const text = (share: number): string => significant(Math.round(1000 * share) / 10, 3);
  return text(low) === text(high)
    ? `${text(low)}%`
    : `${tell('{low} to {high}', { low: text(low), high: text(high) })}%`;
}

/** Rules whose names are words. */
const RULES: Readonly<Record<string, Label>> = {
  brier: 'Brier score',
  log: 'log score',
  absoluteError: 'absolute error',
  squaredError: 'squared error',
  thresholdRps: 'RPS',
};

/** Who is better, and how sure that is. */
export function comparisonText(comparison: ScoreComparison, names: Names): string {
  const { tell, known, marks, unit: unitIn } = names;
  const { first, second, targets, better, same, ratio, differences } = comparison;
  const means = differences.map(({ rule, unit, targets: n, difference }) => {
    const name = Object.hasOwn(RULES, rule) ? tell(RULES[rule]) : rule.toUpperCase();
    const holes = {
      rule: name,
      difference: earnedPair(difference.value, difference.se),
      targets: n,
      unit: unitWords(unitIn(unit)),
    };
    if (unit === '') return tell('mean difference in {rule} {difference} ({targets})', holes);
    return rule === 'squaredError'
      ? tell('mean difference in {rule} {unit} squared {difference} ({targets})', holes)
      : tell('mean difference in {rule} {unit} {difference} ({targets})', holes);
  });
  const { value, low, high } = ratio;
  const times =
    value === null
      ? []
      : [
          low === null || high === null
            ? tell('scores {times} times as large over {targets}', {
                times: significant(value, 3),
                targets: ratio.targets,
              })
            : tell('scores {times} times as large (95%: {low} to {high}) over {targets}', {
                times: significant(value, 3),
                low: significant(low, 2),
                high: significant(high, 2),
                targets: ratio.targets,
              }),
        ];
  const holes = {
    // A baseline is called by words, a run by its name.
    first: known(first),
    second: known(second),
    better,
    worse: targets - better - same,
    same,
    targets,
    means: [...times, ...means].join(marks.semicolon),
  };
  const told =
    same > 0
      ? tell(
          '{first} against {second}: better in {better}, worse in {worse}, the same in {same} of {targets}; {means}',
          holes,
        )
      : tell(
          '{first} against {second}: better in {better}, worse in {worse} of {targets}; {means}',
          holes,
        );
  const few = targets < FEW_TARGETS ? [tell('too few targets to tell')] : [];
  return [told, ...few].join(marks.semicolon) + marks.stop;
}
