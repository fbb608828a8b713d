/** A distribution: what it says, in numbers and as a sketch. */

import type { Distribution } from '../../distributions/index.ts';
import { brief, counted, hundredths, significant } from '../../stats/round.ts';
import type { Estimate } from '../../stats/summary.ts';
import { lastOf } from '../../text/entry.ts';
import { bars } from '../../text/sketch.ts';
import { padLeft } from '../../text/table.ts';
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
): Document {
  const rows = [['mean', mean] as const, ['sd', sd] as const];
  const cell = ({ value, se, unsupported }: Estimate): Cell =>
    unsupported === undefined ? { value, se } : 'not supported';
  return {
    subject: 'An expression',
    title: text,
    summary:
      failures === 0
        ? []
        : [`${counted(failures)} of ${counted(trials)} trials gave no number; they are left out.`],
    facts: [`drawn in ${counted(trials)} trials; after ± stand standard errors`],
    sections: [
      ...sectionOf('Moments', [
        tableOf('Moments', rows, [
          { heading: '', of: ([name]) => name },
          { heading: '', kind: 'number', of: ([, estimate]) => cell(estimate) },
        ]),
      ]),
      ...sectionOf('Quantiles', [
        tableOf('Quantiles', quantiles, [
          { heading: 'p', kind: 'number', of: ([level]) => level },
          { heading: 'value', kind: 'number', of: ([, quantile]) => cell(quantile) },
        ]),
      ]),
    ],
  };
}

export function distributionPage(distribution: Distribution, levels: readonly Level[]): Document {
  const { text, mean, sd, support, quantile } = distribution;
  const [low, median, high] = [0.05, 0.5, 0.95].map((p) => brief(quantile(p), 0));
  const facts = [
    ['mean', shown(mean)],
    ['sd', shown(sd)],
    ['support', `${shown(support[0])} to ${shown(support[1])}`],
  ];
  return {
    subject: 'A distribution',
    title:
      text.length > LONGEST ? `${text.slice(0, LONGEST)} ... (${text.length} characters)` : text,
    summary: [
      low === high
        ? `It is ${median}.`
        : `Median ${median}; nine of ten draws lie between ${low} and ${high}.`,
    ],
    facts: [],
    sections: [
      ...sectionOf('Moments', [
        tableOf('Moments', facts, [
          { heading: '', of: ([name]) => name },
          { heading: '', of: ([, value]) => value },
        ]),
      ]),
      ...sectionOf('Quantiles', [
        tableOf('Quantiles', levels, [
          { heading: 'p', kind: 'number', of: ({ text: level }) => level },
          { heading: 'value', kind: 'number', of: ({ p }) => shown(quantile(p)) },
        ]),
      ]),
      ...sectionOf('Fit', fitBlocks(distribution)),
      ...sectionOf('Sketch', [{ kind: 'verbatim', lines: sketch(distribution) }]),
    ],
  };
}

/** What a fit by least squares misses, level by level; nothing of other distributions. */
function fitBlocks({ fit }: Distribution): Block[] {
  if (fit === undefined) return [];
  return [
    tableOf(
      'Fit',
      fit.levels,
      [
        { heading: 'level', of: ({ name }) => name },
        { heading: 'wanted', kind: 'number', of: ({ x }) => shown(x) },
        {
          heading: 'lies at or below it',
          kind: 'number',
          of: ({ reached }) => `${hundredths(reached, 4)}%`,
        },
        { heading: 'its own', kind: 'number', of: ({ quantile }) => significant(quantile, 5) },
      ],
      [
        `Fitted to ${fit.levels.length} values by least squares; probabilities are missed by up to ${hundredths(fit.greatest, 4)} points.`,
      ],
    ),
  ];
}

/** Ten digits: more than anybody needs, fewer than rounding disturbs. */
function shown(value: number): string {
  if (Number.isNaN(value)) return 'not defined';
  if (!Number.isFinite(value)) return value > 0 ? 'infinite' : 'minus infinite';
  return significant(value, 10);
}

/** Density or probabilities where 99 of 100 draws lie. */
function sketch(distribution: Distribution): string[] {
  const { discrete, density, quantile, mapping } = distribution;
  const [low, high] = [quantile(0.005), quantile(0.995)];
  if (!(high > low)) return [`  ${shown(low)} in all but one of 100 trials`];
  const values =
    discrete && mapping.kind === 'steps' ? mapping.values.filter((x) => x >= low && x <= high) : [];
  if (values.length > 0 && values.length <= MOST_BARS) {
    const each = Math.max(2, Math.floor(WIDTH / values.length));
    const heights = values.flatMap((x) => [
      ...Array.from({ length: each - 1 }, () => density(x)),
      0,
    ]);
    return framed(bars(heights, ROWS), values[0], lastOf(values), 'probability of each value');
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
  return framed(bars(heights, ROWS), low, high, discrete ? 'probability by strips' : 'density');
}

function framed(picture: readonly string[], low: number, high: number, what: string): string[] {
  const [left, right] = [Number(low.toPrecision(4)), Number(high.toPrecision(4))].map(String);
  return [
    ...picture.map((line) => `  ${line}`),
    `  ${'─'.repeat(WIDTH)}`,
    `  ${left}${padLeft(right, WIDTH - left.length)}`,
    `  ${what}, from p0.5 to p99.5`,
  ];
}
