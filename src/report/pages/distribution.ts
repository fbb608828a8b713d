/** A distribution: what it says, in numbers and as a sketch. */

import type { Distribution } from '../../distributions/index.ts';
import type { Goodness } from '../../distributions/likelihood.ts';
import { brief, counted, hundredths, significant } from '../../stats/round.ts';
import type { Estimate } from '../../stats/summary.ts';
import { lastOf } from '../../text/entry.ts';
import { bars } from '../../text/sketch.ts';
import { padLeft } from '../../text/table.ts';
import type { Wording } from '../../wording/wording.ts';
import { type Block, type Cell, type Document, sectionOf, tableOf } from '../document.ts';

const WIDTH = 64;
const ROWS = 8;
/** More values than this are drawn as a curve. */
const MOST_BARS = 32;

/** A level of a quantile, and how it was written. */
export interface Level {
  readonly text: string;
  readonly p: number;
}

/** Characters of a definition that are read; one of many values has thousands. */
const LONGEST = 400;

/** What an expression over distributions comes to, from draws, each number with its error. */
export function arithmeticPage(
  text: string,
  {
    trials,
    mean,
    sd,
    failures,
    quantiles,
  }: {
    readonly trials: number;
    readonly mean: Estimate;
    readonly sd: Estimate;
    readonly failures: number;
    readonly quantiles: readonly (readonly [level: string, quantile: Estimate])[];
  },
  { tell, language }: Wording,
): Document {
  const rows = [[tell('mean'), mean] as const, [tell('sd'), sd] as const];
  const cell = ({ value, se, unsupported }: Estimate): Cell =>
    unsupported === undefined ? { value, se } : tell('not supported');
  return {
    language,
    subject: tell('An expression'),
    title: text,
    summary:
      failures === 0
        ? []
        : [
            tell('{failed} of {trials} trials gave no number; they are left out.', {
              failed: counted(failures),
              trials: counted(trials),
            }),
          ],
    facts: [
      tell('drawn in {trials} trials; the standard error follows the ±', {
        trials: counted(trials),
      }),
    ],
    sections: [
      ...sectionOf(tell('Moments'), [
        tableOf(tell('Moments'), rows, [
          { heading: '', of: ([name]) => name },
          { heading: '', kind: 'number', of: ([, estimate]) => cell(estimate) },
        ]),
      ]),
      ...sectionOf(tell('Quantiles'), [
        tableOf(tell('Quantiles'), quantiles, [
          { heading: 'p', kind: 'number', of: ([level]) => level },
          { heading: tell('value'), kind: 'number', of: ([, quantile]) => cell(quantile) },
        ]),
      ]),
    ],
  };
}

export function distributionPage(
  distribution: Distribution,
  levels: readonly Level[],
  wording: Wording,
  goodness?: Goodness,
): Document {
  const { tell, language } = wording;
  const { text, mean, sd, support, quantile, data } = distribution;
  const [low, median, high] = [0.05, 0.5, 0.95].map((p) => brief(quantile(p), 0));
  const facts = [
    [tell('mean'), shown(mean, wording)],
    [tell('sd'), shown(sd, wording)],
    [
      tell('support'),
      tell('{low} to {high}', {
        low: shown(support[0], wording),
        high: shown(support[1], wording),
      }),
    ],
  ];
  return {
    language,
    subject: tell('A distribution'),
    title:
      text.length > LONGEST
        ? tell('{beginning} ... ({count} characters)', {
            beginning: text.slice(0, LONGEST),
            count: text.length,
          })
        : text,
    summary: [
      low === high
        ? tell('It is {median}.', { median })
        : tell('Median {median}; nine of ten draws lie between {low} and {high}.', {
            median,
            low,
            high,
          }),
    ],
    facts: [],
    sections: [
      ...sectionOf(tell('Moments'), [
        tableOf(tell('Moments'), facts, [
          { heading: '', of: ([name]) => name },
          { heading: '', of: ([, value]) => value },
        ]),
      ]),
      ...sectionOf(tell('Quantiles'), [
        tableOf(tell('Quantiles'), levels, [
          { heading: 'p', kind: 'number', of: ({ text: level }) => level },
          { heading: tell('value'), kind: 'number', of: ({ p }) => shown(quantile(p), wording) },
        ]),
      ]),
      ...sectionOf(tell('Fit'), fitBlocks(distribution, wording)),
      ...sectionOf(
        tell('Goodness of fit'),
        goodness === undefined ? [] : [goodnessTable(goodness, wording)],
      ),
      ...sectionOf(tell('Sketch'), [{ kind: 'verbatim', lines: sketch(distribution, wording) }]),
      ...sectionOf(
        tell('Data'),
        data === undefined
          ? []
          : [{ kind: 'verbatim', lines: dataSketch(distribution, data, wording) }],
      ),
    ],
  };
}

/** What a fit by least squares misses, level by level; nothing of other distributions. */
function fitBlocks({ fit }: Distribution, wording: Wording): Block[] {
  if (fit === undefined) return [];
  const { tell } = wording;
  return [
    tableOf(
      tell('Fit'),
      fit.levels,
      [
        { heading: tell('level'), of: ({ name }) => name },
        { heading: tell('wanted'), kind: 'number', of: ({ x }) => shown(x, wording) },
        {
          heading: tell('lies at or below it'),
          kind: 'number',
          of: ({ reached }) => `${hundredths(reached, 4)}%`,
        },
        {
          heading: tell('its own'),
          kind: 'number',
          of: ({ quantile }) => significant(quantile, 5),
        },
      ],
      [
        tell(
          'Fitted to {count} values by least squares; probabilities are missed by up to {points} points.',
          { count: fit.levels.length, points: hundredths(fit.greatest, 4) },
        ),
      ],
    ),
  ];
}

/** Ten digits: more than anybody needs, fewer than rounding disturbs. */
function shown(value: number, { tell }: Wording): string {
  if (Number.isNaN(value)) return tell('not defined');
  if (!Number.isFinite(value)) return value > 0 ? tell('infinite') : tell('minus infinite');
  return significant(value, 10);
}

/** Density or probabilities where 99 of 100 draws lie. */
function sketch(distribution: Distribution, wording: Wording): string[] {
  const { tell } = wording;
  const { discrete, density, quantile, mapping } = distribution;
  const [low, high] = [quantile(0.005), quantile(0.995)];
  if (!(high > low))
    return [`  ${tell('{value} in all but one of 100 trials', { value: shown(low, wording) })}`];
  const values =
    discrete && mapping.kind === 'steps' ? mapping.values.filter((x) => x >= low && x <= high) : [];
  if (values.length > 0 && values.length <= MOST_BARS) {
    const each = Math.max(2, Math.floor(WIDTH / values.length));
    const heights = values.flatMap((x) => [
      ...Array.from({ length: each - 1 }, () => density(x)),
      0,
    ]);
    return framed(
      bars(heights, ROWS),
      values[0],
      lastOf(values),
      tell('probability of each value, from p0.5 to p99.5'),
    );
  }
  // Of a discrete distribution with many values the probability of a strip, else the density in its
  // middle.
  const step = (high - low) / WIDTH;
  const heights = Array.from({ length: WIDTH }, (_, k) => {
    const left = low + k * step;
    return discrete
      ? distribution.cdf(left + step) - distribution.cdf(left)
      : density(left + step / 2);
  });
  return framed(
    bars(heights, ROWS),
    low,
    high,
    discrete
      ? tell('probability by strips, from p0.5 to p99.5')
      : tell('density, from p0.5 to p99.5'),
  );
}

function goodnessTable(
  { values, logLikelihood, aic, bic, ks, ad, samples }: Goodness,
  { tell }: Wording,
): Block {
  const test = ({ statistic, p }: { readonly statistic: number; readonly p: number }): string =>
    `${significant(statistic, 4)}, p = ${significant(p, 2)}`;
  const rows = [
    [tell('values'), counted(values)],
    [tell('log-likelihood'), significant(logLikelihood, 6)],
    ['AIC', significant(aic, 6)],
    ['BIC', significant(bic, 6)],
    ['Kolmogorov-Smirnov', test(ks)],
    ...(ad === undefined ? [] : [['Anderson-Darling', test(ad)]]),
  ];
  return tableOf(
    tell('Goodness of fit'),
    rows,
    [
      { heading: '', of: ([name]) => name },
      { heading: '', of: ([, value]) => value },
    ],
    [
      tell(
        'Fitted by maximum likelihood. p is the part of {samples} samples of the fitted distribution that, fitted anew, are further from their own fit; below 0.05 the family hardly fits. Between families compare AIC; lower is better.',
        { samples: counted(samples) },
      ),
    ],
  );
}

/** The data over the same stretch as the sketch of the density, to be held beside it. */
function dataSketch(
  { quantile }: Distribution,
  data: readonly number[],
  { tell }: Wording,
): string[] {
  const [low, high] = [quantile(0.005), quantile(0.995)];
  // About twice as many strips as the root of the number of values, each a whole number of columns.
  const wanted = Math.ceil(2 * Math.sqrt(data.length));
  const strips = [4, 8, 16, 32, 64].find((count) => count >= wanted) ?? WIDTH;
  const counts = Array.from({ length: strips }, () => 0);
  for (const x of data) {
    const strip = Math.floor(((x - low) / (high - low)) * strips);
    if (strip >= 0 && strip < strips) counts[strip]++;
  }
  const heights = counts.flatMap((count) => Array.from({ length: WIDTH / strips }, () => count));
  return framed(bars(heights, ROWS), low, high, tell('data, over the stretch of the sketch'));
}

function framed(picture: readonly string[], low: number, high: number, what: string): string[] {
  const [left, right] = [Number(low.toPrecision(4)), Number(high.toPrecision(4))].map(String);
  return [
    ...picture.map((line) => `  ${line}`),
    `  ${'─'.repeat(WIDTH)}`,
    `  ${left}${padLeft(right, WIDTH - left.length)}`,
    `  ${what}`,
  ];
}
