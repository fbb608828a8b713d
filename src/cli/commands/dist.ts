/** `chipcast dist`: what a distribution says, in numbers and as a sketch. */

import type { Distribution } from '../../distributions/index.ts';
import { UsageError } from '../../forecast/usage-error.ts';
import { bars } from '../../text/sketch.ts';
import { alignNumbers, padLeft, widest } from '../../text/table.ts';
import { tellNotes } from '../notes.ts';
import { command, jsonOption } from '../options.ts';

export default command('dist', 'moments, quantiles and a sketch of a distribution')
  .argument('<expression>', "such as 'lognormal(p10=0.04, p90=0.08)' or '5 to 50'")
  .option('--at <probabilities>', 'levels of the quantiles, such as 0.05,0.5,0.95')
  .addOption(jsonOption)
  .action(distCommand);

export interface DistOptions {
  readonly at?: string;
  readonly json?: boolean;
}

const LEVELS = '0.001,0.01,0.05,0.1,0.25,0.5,0.75,0.9,0.95,0.99,0.999';
const WIDTH = 64;
const ROWS = 8;
/** More values than this are drawn as a curve. */
const MOST_BARS = 32;

export async function distCommand(
  expression: string,
  { at = LEVELS, json }: DistOptions,
): Promise<void> {
  const { parseDistribution } = await import('../../distributions/index.ts');
  const { readColumn } = await import('../../tables/read-column.ts');
  const distribution = parseDistribution(expression, (file, column, na) =>
    readColumn(file, column, { na, notes: tellNotes }),
  );
  const levels = readLevels(at);
  const lines = json
    ? [JSON.stringify(document(distribution, levels), null, 2)]
    : page(distribution, levels);
  process.stdout.write(`${lines.join('\n')}\n`);
}

interface AskedLevel {
  /** As it was written. */
  readonly text: string;
  readonly p: number;
}

/** All levels of `--at`, in rising order; throws UsageError naming every one that is none. */
function readLevels(at: string): AskedLevel[] {
  const levels = at
    .split(',')
    .map((text) => ({ text: text.trim(), p: Number(text.trim() || NaN) }));
  const wrong = levels.filter(({ p }) => !(p >= 0 && p <= 1));
  if (wrong.length > 0) {
    const hints = wrong.map(({ text, p }) =>
      p > 1 && p < 100 ? `${text} (${p} % is ${p / 100})` : `"${text}"`,
    );
    throw new UsageError(
      `--at ${at}: ${hints.join(', ')}; wanted probabilities from 0 to 1, such as 0.05,0.5,0.95`,
    );
  }
  return levels.toSorted((a, b) => a.p - b.p);
}

/** Infinite and undefined numbers are null, for JSON has no other word. */
function document(
  { family, parameters, text, mean, sd, support, quantile, discrete, fit }: Distribution,
  levels: readonly AskedLevel[],
) {
  return {
    family,
    text,
    parameters,
    discrete,
    mean,
    sd,
    support,
    quantiles: Object.fromEntries(levels.map(({ text, p }) => [text, quantile(p)])),
    ...(fit === undefined ? {} : { fit }),
  };
}

function page(distribution: Distribution, levels: readonly AskedLevel[]): string[] {
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
  if (!(high > low)) return [`  ${shown(low)} in all but one of 100 worlds`];
  const values =
    discrete && mapping.kind === 'steps' ? mapping.values.filter((x) => x >= low && x <= high) : [];
  if (values.length > 0 && values.length <= MOST_BARS) {
    const each = Math.max(2, Math.floor(WIDTH / values.length));
    const heights = values.flatMap((x) => [
      ...Array.from({ length: each - 1 }, () => density(x)),
      0,
    ]);
    return framed(bars(heights, ROWS), values[0], values.at(-1)!, 'probability of each value');
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
