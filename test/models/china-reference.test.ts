/**
 * The machine against an independent implementation of the China model: the same quantiles of every
 * outcome, in the baseline and in every preset. `bench/peers/china_numpy.py` computed them with a
 * quarter of a million trials of plain Monte Carlo each; it was written from the equations alone and shares no
 * code with the engine, not even how a distribution is sampled.
 */

import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import china from '../../models/china-ai-chips/index.ts';
import { compile } from '../../src/compile/compile.ts';
import { outcomeColumns } from '../../src/compile/program.ts';
import { DrawCollector } from '../../src/execute/collect.ts';
import { inlineExecutor } from '../../src/execute/inline.ts';
import { run } from '../../src/execute/run.ts';
import { resolvePlan } from '../../src/plan/resolve.ts';
import { type Estimate, QUANTILE_LEVELS, type QuantileName } from '../../src/stats/summary.ts';

const fixture = new URL('../fixtures/china-reference-quantiles.json', import.meta.url);
const reference = JSON.parse(readFileSync(fixture, 'utf8')) as {
  trials: number;
  columns: string[];
  zeroOneColumns: string[];
  /**
   * By preset and outcome; numbers in the order of `columns`, or of `zeroOneColumns` for what is 0
   * or 1.
   */
  presets: Record<string, Record<string, number[]>>;
};

const compiled = compile(china).program;
/** Without the quarterly series, of which the reference says nothing. */
const program = {
  ...compiled,
  outcomes: compiled.outcomes.filter(({ over }) => over !== 'quarter'),
};
const columns = outcomeColumns(program);
const presets = Object.keys(reference.presets);
const statistics = ['mean', 'sd', ...Object.keys(QUANTILE_LEVELS)];

const TRIALS = 16_384;
/**
 * Enough that their spread gives a standard error to nine percent, so that five of them are a bound
 * which a correct engine crosses once in some 200,000 comparisons (Student's t with 63 degrees of
 * freedom). Here are 43,725 of them, most of them of one and the same draws; with 16 replicates it
 * would be crossed once in 6,000.
 */
const REPLICATES = 64;
const STANDARD_ERRORS = 5;

interface Reference {
  readonly value: number;
  readonly se: number;
}

/** What the reference says of an outcome, by statistic. */
function referenceOf(row: readonly number[]): Map<string, Reference> {
  const named = row.length === 1 ? reference.zeroOneColumns : reference.columns;
  expect(row).toHaveLength(named.length);
  const number = (name: string): number | undefined => row[named.indexOf(name)];
  return new Map(
    statistics.flatMap((name) => {
      const value = number(name);
      if (value === undefined) return [];
      // Of a probability only the estimate is listed: its error is that of a share of independent
      // trials.
      const share = Math.sqrt((value * (1 - value)) / reference.trials);
      return [[name, { value, se: number(`se.${name}`) ?? share }]];
    }),
  );
}

/**
 * Whether a quantile can lie where the reference says: whether the share of our draws below it and
 * the share not above it bracket p, within five standard errors of a share. This is what decides on
 * outcomes that take few values, such as quarters of a year: a quantile beside a jump lands on
 * either side of it, and then its standard error says nothing.
 */
function mayBeQuantile(draws: Float64Array, x: number, p: number): boolean {
  // The reference has ten digits.
  const slack = 1e-9 * Math.abs(x);
  let below = 0;
  let notAbove = 0;
  for (const draw of draws) {
    if (draw < x - slack) below++;
    if (draw <= x + slack) notAbove++;
  }
  const variance = p * (1 - p) * (1 / draws.length + 1 / reference.trials);
  const room = STANDARD_ERRORS * Math.sqrt(variance);
  return below / draws.length <= p + room && notAbove / draws.length >= p - room;
}

test('the reference has the baseline and all fourteen presets, and every outcome by year or horizon', () => {
  expect(presets).toEqual(['baseline', ...Object.keys(china.presets!)]);
  const ids = columns.map(({ id }) => id);
  expect(ids).toHaveLength(339);
  for (const preset of presets)
    expect(Object.keys(reference.presets[preset]!).sort()).toEqual(ids.toSorted());
});

test.each(presets)(
  'reference: %s: mean, sd and quantiles of 339 outcomes lie within five standard errors',
  async (preset) => {
    const plan = resolvePlan({
      program,
      presets: china.presets,
      presetOptions: preset === 'baseline' ? [] : [preset],
      seed: 'reference',
      trials: TRIALS,
      replicates: REPLICATES,
    });
    const log = { done: new Map<number, string>(), record() {} };
    const result = await run(plan, inlineExecutor(), log);
    if (result.state !== 'finished' || !(result.collector instanceof DrawCollector))
      throw new Error('the run should keep its draws');
    const { outcomes: draws } = result.collector;
    let compared = 0;
    let onJumps = 0;
    let refused = 0;
    const far = result.summary.outcomes.flatMap(({ id, mean, sd, quantiles, failures }, k) => {
      const row = reference.presets[preset]![id]!;
      expect(failures, id).toBe(0);
      const ours: Record<string, Estimate> = { mean, sd, ...quantiles };
      return [...referenceOf(row)].flatMap(([name, { value, se }]) => {
        compared++;
        const found = ours[name]!;
        if (found.unsupported !== undefined) {
          refused++;
          return [];
        }
        // Ten digits of the reference; or of the mean, where all that spreads is the rounding of
        // the arithmetic.
        const floor = 1e-9 * Math.max(Math.abs(value), Math.abs(mean.value!));
        const bound = STANDARD_ERRORS * Math.hypot(found.se!, se) + floor;
        if (Math.abs(found.value! - value) <= bound) return [];
        const p = QUANTILE_LEVELS[name as QuantileName];
        if (p !== undefined && mayBeQuantile(draws[k]!, value, p)) {
          onJumps++;
          return [];
        }
        return [`${id} ${name}: ${found.value} ± ${found.se}, reference ${value} ± ${se}`];
      });
    });
    expect(far).toEqual([]);
    // 322 outcomes with nine statistics, and 17 that are 0 or 1 with their mean.
    expect(compared).toBe(322 * 9 + 17);
    // A standard deviation that rests on a few trials of 16,384 is not given; the trials of the
    // reference show it.
    expect(refused).toBeLessThanOrEqual(2);
    // Few enough that the second criterion hides nothing.
    expect(onJumps).toBeLessThan(20);
  },
);
