/** @slow computes for seconds */

import { describe, expect, test } from 'vitest';
import { outcomeColumns } from '../../src/compile/program.ts';
import { BucketCollector } from '../../src/execute/bucket-collector.ts';
import { type Collector, DrawCollector, KEPT_DRAWS_BYTES } from '../../src/execute/collect.ts';
import { trialNumbers } from '../../src/execute/layout.ts';
import type { BlockResult } from '../../src/execute/simulate.ts';
import {
  bernoulli,
  component,
  discreteuniform,
  eq,
  input,
  lognormal,
  model,
  outcome,
  quarterly,
  quarters,
  uniform,
} from '../../src/index.ts';
import type { PublishedForecast } from '../../src/language/model.ts';
import { standardError } from '../../src/stats/interval.ts';
import { probability } from '../../src/stats/probability.ts';
import { quantileSorted } from '../../src/stats/quantile.ts';
import { QUANTILE_LEVELS } from '../../src/stats/summary.ts';
import { planOf, simulateAll } from '../kernel/agreement.ts';

const size = input('size', {
  unit: '-',
  distribution: lognormal({ p10: 1, p90: 50 }),
  over: quarters,
});
const flag = input('flag', { unit: '0/1', distribution: bernoulli({ p: 0.3 }) });
const code = input('code', { unit: 'code', distribution: discreteuniform({ min: -7, max: 8 }) });
const codes = input('codes', { unit: 'code', distribution: discreteuniform({ min: 0, max: 16 }) });
const share = input('share', { unit: '-', distribution: uniform({ min: 0, max: 1 }) });

const of = model('collected', {
  title: 'Outcomes of every kind',
  quantiles: [0.4, 0.99],
  calendar: quarterly('2026Q1', 2),
  components: [
    component('all', 'Everything.', [
      outcome('size', { unit: '-', over: quarters, is: size }),
      outcome('flag', { unit: '0/1', is: flag }),
      outcome('code', { unit: 'code', is: code }),
      outcome('codes', { unit: 'code', is: codes }),
      outcome('half', { unit: '-', is: eq`${code} / 2` }),
      // Zeros of both signs are one value.
      outcome('zero', { unit: '-', is: eq`if(${flag}, 0, -1) * 0` }),
      outcome('sick', {
        unit: '-',
        is: eq`if(${share} < 0.02, 1 / 0, if(${share} > 0.99, -1 / 0, ${share}))`,
      }),
      outcome('dead', { unit: '-', is: eq`0 * ${size} / 0`, over: quarters }),
    ]),
  ],
});

const plan = planOf(of, { trials: 2503, replicates: 4, blockSize: 600, design: 'monte-carlo' });
const blocks = simulateAll(plan, 256);
const columns = outcomeColumns(plan.program);

/** Values of each replicate of an outcome, points in order, straight from the blocks. */
function byReplicate(id: string): number[][] {
  const column = columns.findIndex((known) => known.id === id);
  const found: number[][] = Array.from({ length: plan.replicates }, () => []);
  for (const { block, trials, columns: values } of blocks) {
    trialNumbers(plan, block).forEach((trial, position) => {
      const point = Math.floor(trial / plan.replicates);
      found[trial % plan.replicates]![point] = values[column * trials + position]!;
    });
  }
  return found;
}

function collected<C extends Collector>(collector: C, order: readonly BlockResult[] = blocks): C {
  order.forEach((result) => collector.add(result));
  return collector;
}

const withDraws = collected(new DrawCollector(plan)).summary();
const outcomeOf = (id: string, summary = withDraws) =>
  summary.outcomes.find((known) => known.id === id)!;

/** A pilot of two blocks of 600 trials. */
const twoBlocks = { pilotBytes: 2.5 * 600 * 8 * columns.length, tableBytes: 2 ** 22 };
const withBuckets = collected(new BucketCollector(plan, twoBlocks)).summary();

describe('a collector that keeps draws', () => {
  test('holds every draw, replicate after replicate, points in order', () => {
    const collector = collected(new DrawCollector(plan));
    expect(collector.firsts).toEqual([0, 626, 1252, 1878, 2503]);
    columns.forEach(({ id }, k) => {
      expect([...collector.outcomes[k]!]).toEqual(byReplicate(id).flat());
    });
  });

  test('holds recorded inputs as well', () => {
    const recorded = simulateAll(plan, 256, true);
    const collector = collected(new DrawCollector(plan, 6), recorded);
    expect(collector.inputs).toHaveLength(6);
    // Inputs stand in the order of their ids: code, codes, flag, share and two quarters of size.
    expect([...collector.inputs[5]!]).toEqual(byReplicate('size[2026Q2]').flat());
    expect([...collector.inputs[2]!]).toEqual(byReplicate('flag').flat());
  });

  test('gives quantiles of all draws, with the interval of the share at or below them', () => {
    const replicates = byReplicate('size[2026Q1]').map((draws) => Float64Array.from(draws).sort());
    const all = Float64Array.from(replicates.flatMap((draws) => [...draws])).sort();
    const { quantiles, mean, failures } = outcomeOf('size[2026Q1]');
    for (const [name, p] of Object.entries(QUANTILE_LEVELS)) {
      const { value, se, low, high } = quantiles[name as 'p5'];
      expect(value).toBe(quantileSorted(all, p));
      expect(all).toContain(low);
      expect(all).toContain(high);
      // Errors of single replicates' quantiles say much the same, for draws without ties; both are
      // from four replicates.
      const other = standardError(replicates.map((draws) => quantileSorted(draws, p)))!;
      expect(se! / other).toBeGreaterThan(0.4);
      expect(se! / other).toBeLessThan(2.5);
    }
    const direct = all.reduce((sum, x) => sum + x, 0) / all.length;
    expect(Math.abs(mean.value! / direct - 1)).toBeLessThan(all.length * Number.EPSILON);
    expect(failures).toBe(0);
    expect(withDraws.quantiles).toEqual({ method: 'draws' });
  });

  test('is taken where the draws fit', () => {
    const most = KEPT_DRAWS_BYTES / 8 / columns.length;
    expect(DrawCollector.fits({ ...plan, trials: Math.floor(most) })).toBe(true);
    expect(DrawCollector.fits({ ...plan, trials: Math.floor(most) + 1 })).toBe(false);
  });
});

describe('outcomes of few whole values', () => {
  test('have shares, which add to 1', () => {
    for (const [id, count] of [
      ['flag', 2],
      ['code', 16],
      ['zero', 1],
    ] as const) {
      const { shares } = outcomeOf(id);
      expect(shares!.map(({ value }) => value)).toEqual(
        [
          ...new Set(
            byReplicate(id)
              .flat()
              .map((x) => x + 0),
          ),
        ].sort((a, b) => a - b),
      );
      expect(shares).toHaveLength(count);
      const total = shares!.reduce((sum, { share: { value } }) => sum + value!, 0);
      expect(Math.abs(total - 1)).toBeLessThan(16 * Number.EPSILON);
    }
  });

  test('have the shares that counting gives', () => {
    const replicates = byReplicate('flag');
    const hits = replicates.map((draws) => draws.filter((x) => x === 1).length);
    expect(outcomeOf('flag').shares![1]).toEqual({
      value: 1,
      share: probability(
        hits,
        replicates.map(({ length }) => length),
      ),
    });
  });

  test('seventeen values, or halves, are a quantity', () => {
    for (const id of ['codes', 'half', 'size[2026Q1]', 'sick']) {
      expect(outcomeOf(id).shares, id).toBeUndefined();
    }
  });
});

describe('failures', () => {
  test('are counted and left out of all else', () => {
    const failed = byReplicate('sick')
      .flat()
      .filter((x) => !Number.isFinite(x));
    expect(failed.length).toBeGreaterThan(20);
    const { failures, least, greatest, mean, quantiles } = outcomeOf('sick');
    expect(failures).toBe(failed.length);
    expect([least! >= 0.02, greatest! <= 0.99]).toEqual([true, true]);
    expect(Math.abs(quantiles.p5.value! - 0.07)).toBeLessThan(0.03);
    expect(mean.value).toBeGreaterThan(0.4);
    expect(outcomeOf('dead[2026Q1]')).toMatchObject({
      failures: 2503,
      mean: { value: null, se: null, low: null, high: null },
      greatest: null,
    });
  });

  test('are located: the first five trials of each outcome', () => {
    const failing = (id: string) =>
      byReplicate(id)
        .flatMap((draws, r) =>
          draws.flatMap((x, point) => (Number.isFinite(x) ? [] : [point * plan.replicates + r])),
        )
        .sort((a, b) => a - b);
    expect(withDraws.failures).toEqual(
      ['dead[2026Q1]', 'dead[2026Q2]', 'sick'].map((id) => ({
        outcome: id,
        count: failing(id).length,
        trials: failing(id).slice(0, 5),
      })),
    );
  });
});

describe('law: the order in which blocks come plays no part', () => {
  const orders = [
    [4, 3, 2, 1, 0],
    [2, 0, 4, 1, 3],
  ].map((order) => order.map((block) => blocks[block]!));

  test.each(orders.map((order) => [order.map(({ block }) => block).join(), order] as const))(
    'in the order %s',
    (_, order) => {
      expect(collected(new DrawCollector(plan), order).summary()).toEqual(withDraws);
      expect(collected(new BucketCollector(plan, twoBlocks), order).summary()).toEqual(withBuckets);
    },
  );
});

describe('a collector that counts in buckets', () => {
  test('agrees with one that keeps draws in all but quantiles and tails', () => {
    expect(withBuckets.quantiles).toEqual({ method: 'buckets', pilot: 1200 });
    expect(withBuckets.failures).toEqual(withDraws.failures);
    for (const {
      quantiles,
      further = [],
      worlds: _,
      tails: _tails,
      ...expected
    } of withDraws.outcomes) {
      const {
        quantiles: counted,
        further: furtherCounted = [],
        worlds: __,
        tails: __tails,
        ...rest
      } = outcomeOf(expected.id, withBuckets);
      expect({ ...rest, mean: rest.mean.value, sd: rest.sd.value }).toEqual({
        ...expected,
        mean: expected.mean.value,
        sd: expected.sd.value,
      });
      const pairs = [
        ...further.map(({ quantile }, k) => [quantile, furtherCounted[k]!.quantile] as const),
        ...Object.entries(quantiles).map(([name, one]) => [one, counted[name as 'p5']] as const),
      ];
      for (const [{ value, low, high, se }, other] of pairs) {
        if (value === null) {
          expect(other).toEqual({ value, se, low, high });
          continue;
        }
        const error = Math.max(se!, (high! - low!) / 4);
        expect(Math.abs(other.value! - value)).toBeLessThanOrEqual(0.3 * error);
        expect(other.low!).toBeLessThanOrEqual(value);
        expect(other.high!).toBeGreaterThanOrEqual(value);
      }
    }
  });

  test('outcomes of few values are exact: shares, quantiles and their intervals', () => {
    for (const id of ['flag', 'code', 'zero', 'half']) {
      // As text, which has one zero: draws keep the sign of theirs.
      expect(JSON.stringify(outcomeOf(id, withBuckets)), id).toBe(JSON.stringify(outcomeOf(id)));
    }
  });

  test.each([0, 1, 2, 3, 5])('goes on from a snapshot after %d blocks', (done) => {
    const first = collected(new BucketCollector(plan, twoBlocks), blocks.slice(0, done));
    const second = new BucketCollector(plan, twoBlocks);
    const snapshot = first.snapshot();
    // Before both blocks of the pilot are in there is nothing to go on from.
    expect(snapshot === undefined).toBe(done < 2);
    if (snapshot) second.restore(structuredClone(snapshot));
    expect(second.blocks.size).toBe(done < 2 ? 0 : done);
    const rest = blocks.filter(({ block }) => !second.blocks.has(block));
    expect(collected(second, rest).summary()).toEqual(withBuckets);
  });
});

describe('an outcome that shows more values than its pilot did', () => {
  // The seventeenth value, and a value that is not whole, come up in the last block of five only:
  // in one trial of each.
  const rare = model('rare', {
    title: 'Codes, and something else once in a while',
    calendar: quarterly('2026Q1', 2),
    components: [
      component('all', 'Everything.', [
        outcome('late', { unit: 'code', is: eq`if(${share} < 0.002, 40.5, ${code})` }),
        outcome('never', { unit: '0/1', is: eq`if(${share} < 0.001, 1, 0)` }),
      ]),
    ],
  });
  const few = planOf(rare, { trials: 3000, replicates: 4, blockSize: 100, design: 'monte-carlo' });
  const results = simulateAll(few, 256);
  const summaryOf = (order: readonly BlockResult[]) =>
    collected(new BucketCollector(few, { pilotBytes: 1, tableBytes: 2 ** 20 }), order).summary();
  const exact = collected(new DrawCollector(few), results).summary();
  const pilot = (column: number): Set<number> =>
    new Set(results[0]!.columns.subarray(column * 100, (column + 1) * 100));

  test('counts all of them, in whatever order they come', () => {
    expect(pilot(0).has(40.5)).toBe(false);
    expect(pilot(0).size).toBe(16);
    expect(pilot(1).size).toBe(1);
    const summary = summaryOf(results);
    expect(exact.outcomes[0]!.greatest).toBe(40.5);
    expect(summary.outcomes[1]).toEqual(exact.outcomes[1]);
    expect(summary.outcomes[0]!.shares).toBeUndefined();
    expect(summary.outcomes[0]!.quantiles).toEqual(exact.outcomes[0]!.quantiles);
    for (const order of [results.toReversed(), [...results.slice(7), ...results.slice(0, 7)]])
      expect(summaryOf(order)).toEqual(summary);
  });

  test('counts the same in parts, whichever of them meets the values first', () => {
    const limits = { pilotBytes: 1, tableBytes: 2 ** 20 };
    const parts = [0, 5, 10, 15, 20, 25].map((first) => {
      const part = new BucketCollector(few, limits);
      part.layOut(results.slice(0, 1));
      return structuredClone(collected(part, results.slice(first, first + 5)).snapshot()!);
    });
    for (const order of [parts, parts.toReversed()]) {
      const whole = new BucketCollector(few, limits);
      whole.layOut(results.slice(0, 1));
      for (const part of order) whole.absorb(part);
      expect(whole.summary()).toEqual(summaryOf(results));
    }
  });
});

describe('published figures', () => {
  const forecast = (id: string, ask: PublishedForecast['ask'], ...outcomes: string[]) => ({
    id,
    claimant: '',
    claim: '',
    outcomes,
    statistic: '',
    value: '',
    note: '',
    ...(ask ? { ask } : {}),
  });
  const forecasts = [
    forecast('at most', { kind: 'atMost', value: 3 }, 'size[2026Q1]'),
    forecast('sum', { kind: 'percentile', value: 12 }, 'size[2026Q1]', 'size[2026Q2]', 'flag'),
    forecast('inside', { kind: 'inside', low: 0.1, high: 0.5 }, 'sick'),
    forecast('at least', { kind: 'atLeast', value: 2 }, 'code'),
    forecast('mean', { kind: 'mean' }, 'flag', 'sick'),
    forecast('one less', { kind: 'oneLessMean' }, 'flag'),
    forecast('nothing to ask', undefined, 'flag'),
  ];
  const asked = { ...plan, program: { ...plan.program, forecasts } };
  const placed = collected(new DrawCollector(asked)).summary().published!;
  const counted = collected(new BucketCollector(asked, twoBlocks)).summary().published!;

  test('are placed by counts as they are by draws, failures left out', () => {
    expect(counted).toHaveLength(6);
    placed.forEach(({ id, found }, k) => {
      expect(counted[k]!.id).toBe(id);
      found.forEach(({ what, share }, j) => {
        const other = counted[k]!.found[j]!;
        expect(other.what).toBe(what);
        // The same quotient, or the mean of draws as their moments have it.
        expect(Math.abs(other.share.value! - share.value!), what).toBeLessThan(1e-13);
        // Leaving out one of four replicates, or comparing four of them, is nearly the same.
        expect(Math.abs(other.share.se! / share.se! - 1), what).toBeLessThan(0.05);
      });
    });
  });

  test('are the same in any order of blocks and after a stop', () => {
    const backwards = blocks.toReversed();
    const first = collected(new BucketCollector(asked, twoBlocks), blocks.slice(0, 3));
    const second = new BucketCollector(asked, twoBlocks);
    second.restore(structuredClone(first.snapshot()!));
    for (const collector of [
      collected(new BucketCollector(asked, twoBlocks), backwards),
      collected(second, blocks.slice(3)),
    ])
      expect(collector.summary().published).toEqual(counted);
  });
});
