/** The page of scores: where every truth fell, and what scored how. */

import * as Plot from '@observablehq/plot';
import { BASELINES } from '../score/baselines.ts';
import { isBaseline, mainScore, type ScoreDocument } from '../score/document.ts';
import type { ScoredRun, ScoredTarget } from '../score/score-run.ts';
import { earnedPair, significant } from '../stats/round.ts';
import { figure } from './figure.ts';
import { htmlPage } from './html-page.ts';
import { escaped } from './html-text.ts';
import { COLOURS, type Drawing, draw } from './plots.ts';
import { comparisonText, forecastText, placeText, RULE_NAMES, truthText } from './score-tables.ts';

export function scorePage({ truth, runs, comparisons }: ScoreDocument): string {
  const scored = runs.reduce((sum, { targets }) => sum + targets.length, 0);
  return htmlPage(
    'Forecasts against what became known',
    [
      '<p class="title">Forecasts against what became known</p>',
      `<h1>${scored} ${scored === 1 ? 'forecast' : 'forecasts'} of ${runs.length} ${runs.length === 1 ? 'run' : 'runs'}, scored</h1>`,
      `<p class="rests">Truths: ${escaped(truth)}. Lower scores are better.</p>`,
    ],
    [
      ...runs.flatMap(runSection),
      ...(comparisons.length === 0
        ? []
        : [
            '<section><h2>Who is better</h2>',
            '<ul>',
            ...comparisons.map((one) => `<li>${escaped(comparisonText(one))}</li>`),
            '</ul>',
            '<p>Errors of differences take targets for independent; periods of one series are not, and make them too small.</p>',
            '</section>',
          ]),
    ],
  );
}

function runSection(run: ScoredRun): string[] {
  const { targets, missing, joint, calibration } = run;
  if (targets.length === 0)
    return [`<section><h2>${escaped(run.run)}</h2><p>None of the truths is in it.</p></section>`];
  return [
    `<section><h2>${escaped(run.run)}</h2>`,
    '<div class="gallery">',
    figure(placesDrawing(targets)),
    ...(calibration.transforms
      ? [figure(transformsDrawing(calibration.transforms, calibration.targets))]
      : []),
    '</div>',
    '<div class="scroll"><table>',
    `<tr><th>target</th><th>truth</th><th>forecast</th><th>falls at</th><th>rule</th><th>score</th>${BASELINES.map((name) => `<th>${name}</th>`).join('')}<th>log score</th><th>known</th><th>sources</th></tr>`,
    ...targets.map(row),
    '</table></div>',
    ...(targets.some(({ hindsight }) => hindsight)
      ? ['<p>* was known when the run took in its evidence: no forecast, and in no comparison.</p>']
      : []),
    ...joint.map(
      ({ targets: together, energy, unit, worlds }) =>
        `<p>Energy score of ${escaped(together.join(', '))} together: ${earnedPair(energy.value, energy.se)} ${escaped(unit)}, from ${worlds} trials.</p>`,
    ),
    ...missing.map(({ target, why }) => `<p>Missing: ${escaped(target)}: ${escaped(why)}.</p>`),
    '</section>',
  ];
}

function row(one: ScoredTarget): string {
  const { rule, value, se } = mainScore(one);
  const { log, wis } = one.scores;
  const baselines = BASELINES.map((name) => {
    const found = one.baselines[name];
    const score = isBaseline(found) ? found[rule] : undefined;
    const why = isBaseline(found) ? found.says : found.why;
    return `<td title="${escaped(why)}">${score === undefined ? 'none' : significant(score, 3)}</td>`;
  });
  const parts =
    wis === undefined
      ? ''
      : ` title="${escaped(`WIS ${significant(wis.value ?? 0, 3)}: ${significant(wis.dispersion, 3)} for being wide, ${significant(wis.overprediction, 3)} for being too high, ${significant(wis.underprediction, 3)} for being too low`)}"`;
  const logText =
    log === undefined || log.value === null
      ? ''
      : Number.isFinite(log.value)
        ? `${earnedPair(log.value, log.se)} (${log.of})`
        : 'infinite';
  return `<tr><td>${escaped(one.target)}${one.hindsight ? ' *' : ''}</td><td>${escaped(truthText(one.truth))}</td><td>${escaped(forecastText(one))}</td><td>${placeText(one)}</td><td>${RULE_NAMES[rule]}</td><td style="white-space:nowrap"${parts}>${earnedPair(value, se)}</td>${baselines.join('')}<td>${logText}</td><td style="white-space:nowrap">${one.truth.known}</td><td>${escaped((one.truth.sources ?? []).join(', '))}</td></tr>`;
}

/** Where each truth fell among the trials. */
function placesDrawing(targets: readonly ScoredTarget[]): Drawing {
  const rows = targets.map(({ target, transform: [low, high], hindsight }) => ({
    target: short(`${target}${hindsight ? ' *' : ''}`),
    low: 100 * low,
    high: 100 * high,
    middle: 50 * (low + high),
  }));
  const bands = rows.flatMap(({ target }) => [
    { target, from: 5, to: 95, depth: 0.1 },
    { target, from: 25, to: 75, depth: 0.16 },
  ]);
  const svg = draw({
    height: 60 + 30 * rows.length,
    marginLeft: 190,
    marginRight: 24,
    x: { label: 'percentile of the forecast', domain: [0, 100], grid: true },
    y: { type: 'band', domain: rows.map(({ target }) => target), label: null, padding: 0.25 },
    marks: [
      Plot.barX(bands, {
        y: 'target',
        x1: 'from',
        x2: 'to',
        fill: COLOURS[0],
        fillOpacity: 'depth',
      }),
      Plot.ruleY(rows, { y: 'target', x1: 'low', x2: 'high', stroke: COLOURS[1], strokeWidth: 5 }),
      Plot.dot(rows, { y: 'target', x: 'middle', fill: COLOURS[1], r: 4 }),
    ],
    opacity: { type: 'identity' },
  });
  return {
    title: 'Where the truths fell',
    svg,
    legend: [],
    caption:
      'Dark blue: the middle half of the trials; light blue: nine of ten. A bar: many trials have exactly the value of the truth, or only bounds are known.',
  };
}

function transformsDrawing(shares: readonly number[], targets: number): Drawing {
  const rows = shares.map((share, k) => ({ from: 10 * k, to: 10 * (k + 1), share: 100 * share }));
  const svg = draw({
    height: 240,
    x: { label: 'percentile of the forecast', domain: [0, 100] },
    y: { label: '% of truths', grid: true },
    marks: [
      Plot.rectY(rows, {
        x1: 'from',
        x2: 'to',
        y: 'share',
        fill: COLOURS[0],
        fillOpacity: 0.75,
        inset: 1,
      }),
      Plot.ruleY([10], { stroke: '#444', strokeDasharray: '4 3' }),
      Plot.ruleY([0]),
    ],
  });
  return {
    title: 'Probability integral transforms',
    svg,
    legend: [],
    caption: `Of ${targets} truths; the dashed line is a calibrated forecast. More at the edges: too narrow; more in the middle: too wide.`,
  };
}

function short(name: string): string {
  return name.length <= 28 ? name : `${name.slice(0, 27)}…`;
}
