/** The page of scores: where every truth fell, and what scored how. */

import type { Figure } from '../charts/index.ts';
import { BASELINES } from '../score/baselines.ts';
import { isBaseline, mainScore, type ScoreDocument } from '../score/document.ts';
import type { ScoredRun, ScoredTarget } from '../score/score-run.ts';
import { earnedPair, significant } from '../stats/round.ts';
import { htmlPage } from './html-page.ts';
import { escaped } from './html-text.ts';
import { figureHtml } from './media/figure.ts';
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
    figureHtml(placesDrawing(targets)),
    ...(calibration.transforms
      ? [figureHtml(transformsDrawing(calibration.transforms, calibration.targets))]
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
function placesDrawing(targets: readonly ScoredTarget[]): Figure {
  return {
    kind: 'places',
    title: 'Where the truths fell',
    axis: 'percentile of the forecast',
    places: targets.map(({ target, transform: [low, high], hindsight }) => ({
      name: `${target}${hindsight ? ' *' : ''}`,
      low: 100 * low,
      high: 100 * high,
    })),
    caption:
      'Dark blue: the middle half of the trials; light blue: nine of ten. A bar: many trials have exactly the value of the truth, or only bounds are known.',
  };
}

function transformsDrawing(shares: readonly number[], targets: number): Figure {
  return {
    kind: 'histogram',
    title: 'Probability integral transforms',
    axes: ['percentile of the forecast', '% of truths'],
    shares,
    caption: `Of ${targets} truths; the dashed line is a calibrated forecast. More at the edges: too narrow; more in the middle: too wide.`,
  };
}
