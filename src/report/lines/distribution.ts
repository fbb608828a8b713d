/** A distribution for the terminal: what it says, in numbers and as a sketch. */

import type { Distribution } from '../../distributions/index.ts';
import { lastOf } from '../../text/entry.ts';
import { bars } from '../../text/sketch.ts';
import { alignNumbers, padLeft, widest } from '../../text/table.ts';

const WIDTH = 64;
const ROWS = 8;
/** More values than this are drawn as a curve. */
const MOST_BARS = 32;

/** A level of a quantile, and how it was written. */
export interface Level {
  readonly text: string;
  readonly p: number;
}

/** Moments, quantiles and a sketch. */
export function distributionLines(distribution: Distribution, levels: readonly Level[]): string[] {
  const { text, mean, sd, support } = distribution;
  const [least, greatest] = support;
  const facts = [
    ['mean', shown(mean)],
    ['sd', shown(sd)],
    ['support', `${shown(least)} to ${shown(greatest)}`],
  ];
  const quantiles = alignNumbers(levels.map(({ p }) => shown(distribution.quantile(p))));
  const names = levels.map(({ text }) => text);
  const width = widest(names);
  return [
    text.length > 400 ? `${text.slice(0, 400)} ... (${text.length} characters)` : text,
    '',
    ...facts.map(([name, value]) => `  ${name.padEnd(9)}${value}`),
    '',
    ...quantiles.map((value, k) => `  p ${padLeft(names[k], width)}  ${value}`),
    '',
    ...misfit(distribution),
    ...sketch(distribution),
  ];
}

/** What a fit by least squares misses, level by level; nothing of other distributions. */
function misfit({ fit }: Distribution): string[] {
  if (fit === undefined) return [];
  const percent = (p: number) => Number((100 * p).toPrecision(4));
  const rows = fit.levels.map(({ name, x, reached, quantile }) => [
    name,
    shown(x),
    `${percent(reached)} % at or below it`,
    shown(Number(quantile.toPrecision(5))),
  ]);
  const columns = [0, 1, 2, 3].map((k) => widest(rows.map((row) => row[k])));
  return [
    `  fitted to ${rows.length} values by least squares; probabilities are missed by up to ${percent(fit.greatest)} points`,
    ...rows.map(
      ([name, x, reached, own]) =>
        `  ${name.padEnd(columns[0])}  ${padLeft(x, columns[1])}  ${padLeft(reached, columns[2])}; its own ${name} is ${own}`,
    ),
    '',
  ];
}

/** Ten digits: more than anybody needs, fewer than rounding disturbs. */
function shown(value: number): string {
  if (Number.isNaN(value)) return 'not defined';
  if (!Number.isFinite(value)) return value > 0 ? 'infinite' : 'minus infinite';
  const number = Number(value.toPrecision(10));
  return Math.abs(number) >= 1e-4 && Math.abs(number) < 1e15
    ? `${number}`
    : number === 0
      ? '0'
      : number.toExponential();
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
