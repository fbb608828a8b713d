/**
 * What a run gives does not depend on how it was computed, and everything that happened is in what
 * it gives.
 *
 * @slow computes for seconds
 */

import { createHash } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import heatPumps from '../../models/examples/heat-pumps/index.ts';
import { compile } from '../../src/compile/compile.ts';
import { inputColumns } from '../../src/compile/lower.ts';
import { outcomeColumns, type Program } from '../../src/compile/program.ts';
import { BucketCollector } from '../../src/execute/bucket-collector.ts';
import { DrawCollector, type Snapshot } from '../../src/execute/collect.ts';
import type { Executor } from '../../src/execute/executor.ts';
import { inlineExecutor } from '../../src/execute/inline.ts';
import { replayTrial, trialDocument } from '../../src/execute/replay.ts';
import {
  DigestMismatch,
  type Finished,
  type Log,
  type RunHooks,
  run,
} from '../../src/execute/run.ts';
import { type BlockResult, drawsOf, Simulator } from '../../src/execute/simulate.ts';
import {
  component,
  eq,
  factor,
  input,
  loading,
  lognormal,
  model,
  normal,
  outcome,
  quarterly,
  quarters,
  uniform,
} from '../../src/index.ts';
import { loadKernel } from '../../src/kernel/load.ts';
import { blockCount, type Plan } from '../../src/plan/plan.ts';
import { type Question, resolvePlan } from '../../src/plan/resolve.ts';
import { DESIGNS } from '../../src/random/designs.ts';
import { readSnapshot, writeSnapshot } from '../../src/store/snapshot.ts';
import { temporaryFolder } from '../folders.ts';

const folder = temporaryFolder();
const pumps = compile(heatPumps).program;

/**
 * Five thousand and three trials make nothing come out even: not the replicates, the blocks or the
 * chunks.
 */
function planOf(question: Partial<Question> = {}, blockSize = 512): Plan {
  const asked = { program: pumps, presets: heatPumps.presets, trials: 5003, replicates: 7 };
  return { ...resolvePlan({ ...asked, ...question }), blockSize };
}

function emptyLog(done: Iterable<readonly [number, string]> = []): Log & { lines: number[] } {
  const lines: number[] = [];
  return { done: new Map(done), lines, record: ({ block }) => void lines.push(block) };
}

async function finish(
  plan: Plan,
  executor: Executor = inlineExecutor(),
  hooks: RunHooks = {},
  log: Log = emptyLog(),
): Promise<Finished & { collector: DrawCollector }> {
  const result = await run(plan, executor, log, hooks);
  if (result.state !== 'finished' || !(result.collector instanceof DrawCollector))
    throw new Error('the run should finish with its draws');
  return { ...result, collector: result.collector };
}

/** All blocks of a plan, in order. */
function blocksOf(plan: Plan): BlockResult[] {
  const simulator = new Simulator(plan, loadKernel());
  return Array.from({ length: blockCount(plan) }, (_, block) => simulator.block(block));
}

/** A word for every bit of some columns. */
function bitsOf(columns: readonly Float64Array[]): string {
  const hash = createHash('sha256');
  for (const column of columns) hash.update(column);
  return hash.digest('hex');
}

/** An executor that hands out finished blocks in the given order. */
function handingOut(results: readonly BlockResult[], order: readonly number[]): Executor {
  return {
    name: 'inline',
    async *simulate(_, blocks) {
      for (const block of order) if (blocks.includes(block)) yield results[block]!;
    },
    close: async () => {},
  };
}

/**
 * Orders in which blocks may be done: backwards, the halves interleaved, and every third one first.
 */
function ordersOf(count: number): number[][] {
  const numbers = Array.from({ length: count }, (_, k) => k);
  const half = Math.ceil(count / 2);
  return [
    numbers.toReversed(),
    numbers.map((k) => (k % 2 === 0 ? k / 2 : half + (k - 1) / 2)),
    [0, 1, 2].flatMap((rest) => numbers.filter((k) => k % 3 === rest)),
  ];
}

describe('law: the same bits', () => {
  describe.each(DESIGNS)('with design %s', (design) => {
    const plan = planOf({ design });
    let whole: Awaited<ReturnType<typeof finish>>;
    beforeAll(async () => {
      whole = await finish(plan);
    }, 60_000);

    // One, some that divide nothing, and a whole block.
    test.each([1, 7, 4096])('%d trials at a time', async (chunk) => {
      const { digests, summary, collector } = await finish(plan, inlineExecutor(chunk));
      expect(digests).toEqual(whole.digests);
      expect(summary).toEqual(whole.summary);
      expect(bitsOf(collector.outcomes)).toBe(bitsOf(whole.collector.outcomes));
    });

    test('blocks in whatever order they are done', async () => {
      const results = blocksOf(plan);
      for (const order of ordersOf(results.length)) {
        expect(order.toSorted((a, b) => a - b)).toEqual(results.map((_, k) => k));
        const { digests, summary, collector } = await finish(plan, handingOut(results, order));
        expect(digests).toEqual(whole.digests);
        expect(summary).toEqual(whole.summary);
        expect(bitsOf(collector.outcomes)).toBe(bitsOf(whole.collector.outcomes));
      }
    });

    test('stopped after three blocks and gone on with', async () => {
      const stop = { requested: false };
      const log = emptyLog();
      const digests: [number, string][] = [];
      const stopped = await run(
        plan,
        inlineExecutor(),
        {
          ...log,
          record: ({ block, digest }) => {
            digests.push([block, digest]);
            if (digests.length === 3) stop.requested = true;
          },
        },
        { stop },
      );
      expect(stopped).toEqual({ state: 'stopped', done: 3, total: blockCount(plan) });
      const later = emptyLog(digests);
      const finished = await finish(plan, inlineExecutor(), {}, later);
      // What is written down already is not written down twice.
      expect(later.lines).toEqual(Array.from({ length: blockCount(plan) - 3 }, (_, k) => k + 3));
      expect(finished.digests).toEqual(whole.digests);
      expect(finished.summary).toEqual(whole.summary);
    });

    test('with inputs recorded beside the outcomes or without', async () => {
      const recordedInputs = inputColumns(pumps, drawsOf(plan)).length;
      const { digests, summary, collector } = await finish(plan, inlineExecutor(), {
        recordedInputs,
      });
      expect(digests).toEqual(whole.digests);
      expect(summary).toEqual(whole.summary);
      expect(collector.inputs).toHaveLength(recordedInputs);
    });

    test('the machine and the scalar evaluator', () => {
      const draws = byTrial(whole.collector);
      const columns = outcomeColumns(pumps);
      for (const trial of [0, 1, 6, 7, 511, 512, 3000, 5002]) {
        const { outcomes } = replayTrial(plan, trial).trial;
        columns.forEach(({ id }, k) =>
          expect(draws(k, trial), `${id} in trial ${trial}`).toBe(outcomes[k]),
        );
      }
    });
  });

  test('a block that came out otherwise before ends the run', async () => {
    const plan = planOf();
    const log = emptyLog([[4, 'f'.repeat(64)]]);
    const broken = run(plan, inlineExecutor(), log);
    await expect(broken).rejects.toThrow(DigestMismatch);
    await expect(broken).rejects.toThrow(/^block 4 came out otherwise than the journal says/);
  });

  test('another seed, design or number of replicates gives other bits', async () => {
    const { digests } = await finish(planOf());
    for (const other of [{ seed: 2 }, { design: 'monte-carlo' }, { replicates: 8 }])
      expect((await finish(planOf(other))).digests[0]).not.toBe(digests[0]);
  });
});

/** The draw of column k in trial i, which is point floor(i / R) of replicate i mod R. */
function byTrial({ outcomes, firsts }: DrawCollector): (column: number, trial: number) => number {
  const replicates = firsts.length - 1;
  return (column, trial) =>
    outcomes[column]![firsts[trial % replicates]! + Math.floor(trial / replicates)]!;
}

describe('law: counts in buckets in place of draws', () => {
  const plan = planOf({ trials: 20_000 }, 1024);
  const results = blocksOf(plan);
  /** A pilot of four blocks. */
  const columnBytes = 8 * 1024 * outcomeColumns(plan.program).length;
  const limits = { pilotBytes: 4.5 * columnBytes, tableBytes: 2 ** 24 };
  const collected = <C extends DrawCollector | BucketCollector>(
    collector: C,
    order: readonly number[],
  ): C => {
    for (const block of order) collector.add(results[block]!);
    return collector;
  };
  const inOrder = results.map((_, k) => k);
  const exact = collected(new DrawCollector(plan), inOrder).summary();
  const buckets = collected(new BucketCollector(plan, limits), inOrder).summary();
  const saved = (snapshot: Snapshot): Snapshot => {
    writeSnapshot(folder, plan.id, snapshot);
    return readSnapshot(folder, plan.id)!;
  };

  test('all but quantiles and what tails say is that of the draws, to the bit', () => {
    expect(exact.quantiles).toEqual({ method: 'draws' });
    expect(buckets.quantiles).toEqual({ method: 'buckets', pilot: 4096 });
    buckets.outcomes.forEach(({ id, least, greatest, failures, shares, chances }, k) => {
      const wanted = exact.outcomes[k]!;
      expect({ id, least, greatest, failures, shares, chances }).toEqual({
        id: wanted.id,
        least: wanted.least,
        greatest: wanted.greatest,
        failures: wanted.failures,
        shares: wanted.shares,
        chances: wanted.chances,
      });
      expect(buckets.outcomes[k]!.mean.value).toBe(wanted.mean.value);
      expect(buckets.outcomes[k]!.sd.value).toBe(wanted.sd.value);
    });
  });

  test('quantiles are off by less than a tenth of the error of independent trials, and their intervals hold those of the draws', () => {
    let differing = 0;
    buckets.outcomes.forEach(({ id, quantiles }, k) => {
      const wanted = exact.outcomes[k]!;
      // What one standard error of a share is at p50, in values: a fifth of the distance from p25
      // to p75 at 20,000 trials is 60 of them.
      const spread = wanted.quantiles.p75.value! - wanted.quantiles.p25.value!;
      const error = (spread / 0.5) * (0.5 / Math.sqrt(plan.trials));
      for (const name of ['p25', 'p50', 'p75'] as const) {
        const { value, low, high } = quantiles[name];
        const off = Math.abs(value! - wanted.quantiles[name].value!);
        expect(off, `${id} ${name}`).toBeLessThanOrEqual(0.2 * error);
        if (off > 0) differing++;
        expect(low!).toBeLessThanOrEqual(wanted.quantiles[name].value!);
        expect(high!).toBeGreaterThanOrEqual(wanted.quantiles[name].value!);
      }
    });
    expect(differing).toBeGreaterThan(0);
  });

  test('blocks may be done in any order', () => {
    for (const order of ordersOf(results.length))
      expect(collected(new BucketCollector(plan, limits), order).summary()).toEqual(buckets);
  });

  test('what was saved on the way is gone on with, through the bytes of a file', () => {
    for (const order of ordersOf(results.length)) {
      const before = collected(new BucketCollector(plan, limits), order.slice(0, 17));
      const after = new BucketCollector(plan, limits);
      const snapshot = before.snapshot();
      // Backwards, the pilot is not complete yet: nothing is saved, and all is computed again.
      expect(snapshot === undefined).toBe(order.slice(17).some((block) => block < 4));
      if (snapshot) after.restore(saved(snapshot));
      const rest = order.filter((block) => !after.blocks.has(block));
      expect(rest).toHaveLength(snapshot ? results.length - 17 : results.length);
      expect(collected(after, rest).summary()).toEqual(buckets);
    }
  });

  test('parts that were counted apart add up to the same, in any order and of any size', () => {
    const pilot = results.slice(0, 4);
    ordersOf(results.length).forEach((order, k) => {
      const size = [1, 3, 8][k];
      const whole = new BucketCollector(plan, limits);
      whole.layOut(pilot);
      // One that counts part after part, as a worker does.
      const part = new BucketCollector(plan, limits);
      part.layOut(pilot);
      for (let from = 0; from < order.length; from += size) {
        part.clear();
        whole.absorb(saved(collected(part, order.slice(from, from + size)).snapshot()!));
      }
      expect(whole.summary()).toEqual(buckets);
    });
  });

  test('a snapshot of another form is passed over', () => {
    const { state, tables } = collected(new BucketCollector(plan, limits), inOrder).snapshot()!;
    const after = new BucketCollector(plan, limits);
    after.restore({ state: { ...state, format: 'histograms' }, tables });
    expect(after.blocks.size).toBe(0);
    expect(collected(after, inOrder).summary()).toEqual(buckets);
  });

  test('a run too large to keep its draws counts in buckets, and computes again what its journal does not vouch for', async () => {
    // A gibibyte of draws of one outcome is 2^27 trials; all of them but two blocks were done by an
    // earlier process.
    const big = {
      ...planOf({ program: oneInput, trials: 2 ** 27 + 1, replicates: 1 }),
      blockSize: 2 ** 26,
    };
    expect(DrawCollector.fits(big)).toBe(false);
    const small = { ...big, trials: 3 };
    const before = new BucketCollector(small);
    const [done] = blocksOf({ ...small, blockSize: 4096 });
    before.add(done!);
    const handed: number[][] = [];
    const executor: Executor = {
      name: 'inline',
      async *simulate(_, blocks) {
        handed.push([...blocks]);
        yield* [] as BlockResult[];
      },
      close: async () => {},
    };
    const snapshot = (): Snapshot => saved(before.snapshot()!);
    await run(big, executor, emptyLog([[0, 'a'.repeat(64)]]), {}, snapshot());
    await run(big, executor, emptyLog(), {}, snapshot());
    // The line of block 0 was cut off or altered, so nobody knows its digest: without it the run
    // has none.
    expect(handed).toEqual([
      [1, 2],
      [0, 1, 2],
    ]);
  });
});

const x = input('x', { unit: '-', distribution: uniform({ min: 0, max: 1 }) });
const oneInput = compile(
  model('one-input', {
    title: 'One input, handed through',
    calendar: quarterly('2026Q1', 1),
    components: [component('all', 'Everything.', [x, outcome('y', { unit: '-', is: eq`${x}` })])],
  }),
).program;

describe('law: named draws', () => {
  const luck = factor('luck', {});
  const price = input('costs.price', { unit: 'EUR', distribution: lognormal({ p10: 3, p90: 5 }) });
  const demand = input('demand.units', {
    unit: 'unit',
    distribution: normal({ mean: 100, sd: 10 }),
    loadings: [loading(luck, 0.6)],
  });
  const weather = input('weather', {
    unit: '-',
    distribution: normal({ mean: 0, sd: 1 }),
    over: quarters,
  });
  // Its id comes before all others.
  const added = input('added', { unit: '-', distribution: uniform({ min: 1, max: 2 }) });
  const dimensions = ['luck', 'costs.price', 'demand.units'];
  const calendar = quarterly('2026Q1', 4);
  dimensions.push(...calendar.steps.map((quarter) => `weather[${quarter}]`));

  /** A model of some inputs; its outcome reads them all. */
  function programOf(...inputs: (typeof price)[]): Program {
    const reported = inputs.map((read) =>
      outcome(`seen.${read.id}`, { unit: read.unit, over: quarters, is: eq`${read}` }),
    );
    const components = [component('all', 'Everything.', [luck, ...inputs, ...reported])];
    const options = { title: 'Inputs, handed through', calendar, components, dimensions };
    return compile(model('inputs', options)).program;
  }

  /** Draws of every input, or of its four quarters, by trial. */
  function drawsBy(question: Partial<Question>): Map<string, number[]> {
    const plan = planOf({ trials: 1001, ...question });
    const collector = new DrawCollector(plan);
    for (const result of blocksOf(plan)) collector.add(result);
    const at = byTrial(collector);
    return new Map(
      outcomeColumns(plan.program).map(({ id }, k) => [
        id,
        Array.from({ length: plan.trials }, (_, trial) => at(k, trial)),
      ]),
    );
  }

  const base = programOf(price, demand, weather);

  describe.each(DESIGNS)('with design %s', (design) => {
    const before = drawsBy({ program: base, design });

    test.each([
      ['an input is added', programOf(price, demand, weather, added)],
      ['inputs stand in another order', programOf(weather, demand, price)],
      ['an input is taken away', programOf(demand, weather)],
    ])('draws stay as they were when %s', (_, program) => {
      const after = drawsBy({ program, design });
      const shared = [...after.keys()].filter((id) => before.has(id));
      expect(shared.length).toBeGreaterThanOrEqual(8);
      for (const id of shared) expect(after.get(id), id).toEqual(before.get(id));
    });

    const keeps = design !== 'latin-hypercube';
    test(`more trials ${keeps ? 'keep the first ones' : 'make other strata, and so other draws'}`, () => {
      const after = drawsBy({ program: base, design, trials: 2002 });
      for (const [id, draws] of before) {
        const first = after.get(id)!.slice(0, 1001);
        if (keeps) expect(first, id).toEqual(draws);
        else expect(first, id).not.toEqual(draws);
      }
    });

    test('one input set otherwise leaves all others as they were', () => {
      const setOptions = ['costs.price=lognormal(p10=2, p90=9)', 'luck=1'];
      const after = drawsBy({ program: base, design, setOptions });
      for (const [id, draws] of before) {
        if (id.startsWith('seen.weather')) expect(after.get(id), id).toEqual(draws);
        else expect(after.get(id), id).not.toEqual(draws);
      }
      // The same uniforms: a draw that was above another one still is.
      const rank = (values: number[]): number[] =>
        values.map((_, k) => k).sort((a, b) => values[a]! - values[b]!);
      const id = 'seen.costs.price[2026Q1]';
      expect(rank(after.get(id)!)).toEqual(rank(before.get(id)!));
    });

    test('a preset draws what the baseline draws', () => {
      const inputsOf = (presetOptions: string[]): Map<string, string> => {
        const plan = planOf({ design, presetOptions });
        const recorded = inputColumns(pumps, drawsOf(plan));
        const collector = new DrawCollector(plan, recorded.length);
        const simulator = new Simulator(plan, loadKernel(), { recordInputs: true });
        for (let block = 0; block < blockCount(plan); block++)
          collector.add(simulator.block(block));
        return new Map(recorded.map(({ id }, k) => [id, bitsOf([collector.inputs[k]!])]));
      };
      const [baseline, preset] = [inputsOf([]), inputsOf(['training-drive'])];
      // The preset fixes one input; the other streams are all there.
      expect([...baseline.keys()].filter((id) => !preset.has(id))).toEqual(['installers.hiring']);
      for (const [id, bits] of preset) expect(bits, id).toBe(baseline.get(id));
    });
  });

  test('replicates of one stream have draws of their own', () => {
    const draws = drawsBy({ program: base, replicates: 7 }).get('seen.costs.price[2026Q1]')!;
    expect(new Set(draws).size).toBe(draws.length);
  });
});

describe('law: nothing is lost', () => {
  const depth = input('depth', { unit: '-', distribution: uniform({ min: -0.01, max: 1 }) });
  const deep = outcome('deep', { unit: '-', is: eq`log(${depth})` });
  const root = outcome('root', { unit: '-', over: quarters, is: eq`sqrt(${depth})` });
  const over = outcome('over', { unit: '-', is: eq`1 / max(0, ${depth})` });
  const fine = outcome('fine', { unit: '-', is: eq`${depth} ^ 2` });
  const { program } = compile(
    model('pit', {
      title: 'A logarithm that is not always there',
      calendar: quarterly('2026Q1', 2),
      components: [component('all', 'Everything.', [depth, deep, root, over, fine])],
    }),
  );
  const columns = outcomeColumns(program).map(({ id }) => id);
  const question = { program, trials: 30_000, replicates: 5 };

  test.each(DESIGNS)(
    'with design %s failed trials are counted, located and left out of the statistics, and can be replayed',
    async (design) => {
      const plan = planOf({ ...question, design });
      const { summary, collector } = await finish(plan);
      const draws = byTrial(collector);
      const trials = Array.from({ length: plan.trials }, (_, trial) => trial);
      const { failures } = summary;
      expect(failures.map(({ outcome }) => outcome)).toEqual(columns.filter((id) => id !== 'fine'));
      for (const { outcome, count, trials: located } of failures) {
        const column = columns.indexOf(outcome);
        const failed = trials.filter((trial) => !Number.isFinite(draws(column, trial)));
        // A hundredth of the trials, give or take five standard errors of independent ones.
        expect(Math.abs(count - 300 / 1.01)).toBeLessThan(5 * Math.sqrt(300));
        expect(count).toBe(failed.length);
        expect(located).toEqual(failed.slice(0, 5));
        for (const trial of located) {
          const { inputs, outcomes, series } = trialDocument(program, replayTrial(plan, trial));
          expect(inputs['depth']).toBeLessThan(0);
          const values = [outcomes['deep'], outcomes['over'], ...series['root']!];
          expect(values).toEqual([Number.NaN, Number.POSITIVE_INFINITY, Number.NaN, Number.NaN]);
        }
      }
      const summaries = new Map(summary.outcomes.map((outcome) => [outcome.id, outcome]));
      const kept = trials
        .map((trial) => draws(columns.indexOf('deep'), trial))
        .filter(Number.isFinite);
      const mean = kept.reduce((sum, value) => sum + value, 0) / kept.length;
      // Thirty thousand additions, each rounded.
      expect(Math.abs(summaries.get('deep')!.mean.value! / mean - 1)).toBeLessThan(1e-12);
      expect(summaries.get('deep')!.greatest).toBe(Math.max(...kept));
      expect(summaries.get('fine')!.failures).toBe(0);
    },
  );

  test('an outcome that fails in every trial has no statistics, and every trial counts', async () => {
    const plan = planOf({ ...question, trials: 100, setOptions: ['depth=-1'] });
    const { summary } = await finish(plan);
    const deepest = summary.outcomes.find(({ id }) => id === 'deep')!;
    const nothing = { value: null, se: null, low: null, high: null };
    expect(deepest).toMatchObject({ mean: nothing, sd: nothing, least: null, failures: 100 });
    expect(deepest.quantiles.p50).toEqual(nothing);
    expect(summary.failures[0]).toEqual({ outcome: 'deep', count: 100, trials: [0, 1, 2, 3, 4] });
  });
});

describe('closed form: standard errors are honest', () => {
  const summaryOf = async (question: Partial<Question>) =>
    (await finish(planOf({ program: oneInput, replicates: 16, ...question }, 4096))).summary
      .outcomes[0]!;

  test('over 150 seeds the mean, the spread and quantiles of a uniform lie within two errors as often as they should', async () => {
    const seeds = Array.from({ length: 150 }, (_, seed) => seed);
    const within = new Map<string, number>();
    for (const seed of seeds) {
      const { mean, sd, quantiles } = await summaryOf({
        seed,
        design: 'monte-carlo',
        trials: 1024,
      });
      const truth = { mean: 1 / 2, sd: Math.sqrt(1 / 12), p25: 0.25, p50: 0.5, p90: 0.9 };
      const found = { mean, sd, ...quantiles };
      for (const [name, value] of Object.entries(truth)) {
        const estimate = found[name as keyof typeof found];
        const hit = Math.abs(estimate.value! - value) <= 2.1314 * estimate.se!;
        within.set(name, (within.get(name) ?? 0) + Number(hit));
      }
    }
    for (const [name, hits] of within) {
      // Student's t with 15 degrees of freedom is within 2.1314 in 95 of 100. Of 150 seeds that is
      // 142.5, with a standard deviation of 2.7; five of them. Errors half as large as they should
      // be would give some 106.
      expect(Math.abs(hits - 142.5), name).toBeLessThan(5 * 2.7);
    }
  });

  test('quantiles are those of all draws together: of definition 7, between the two nearest in order', async () => {
    const plan = planOf({ program: oneInput, design: 'monte-carlo', trials: 1002, replicates: 4 });
    const { summary, collector } = await finish(plan);
    const sorted = collector.outcomes[0]!.toSorted();
    const { quantiles } = summary.outcomes[0]!;
    // 1001 steps from the least draw to the greatest, so p5 is 0.05 of the way from the draw of
    // rank 50 to that of rank 51.
    const between = (rank: number, part: number): number =>
      sorted[rank]! + part * (sorted[rank + 1]! - sorted[rank]!);
    const wanted = { p5: between(50, 0.05), p50: between(500, 0.5), p90: between(900, 0.9) };
    // The place itself, 1001 p, is rounded.
    for (const [name, value] of Object.entries(wanted))
      expect(Math.abs(quantiles[name as 'p5'].value! - value), name).toBeLessThan(1e-14);
  });

  test('a single replicate gives no standard error, rather than one of 0', async () => {
    const { mean, sd, quantiles } = await summaryOf({ trials: 1000, replicates: 1 });
    expect(mean.value).not.toBeNull();
    for (const { se } of [mean, sd, ...Object.values(quantiles)]) expect(se).toBeNull();
  });

  test('with two replicates or more every statistic has one, and more trials make it smaller', async () => {
    const [few, many] = [await summaryOf({ trials: 1024 }), await summaryOf({ trials: 65_536 })];
    const errors = (of: typeof few): number[] =>
      [of.mean, of.sd, ...Object.values(of.quantiles)].map(({ se }) => se!);
    errors(many).forEach((se, k) => {
      expect(se).toBeGreaterThan(0);
      // The points are stratified, so 64 times as many are far better than an eighth of the error.
      expect(se).toBeLessThan(errors(few)[k]! / 8);
    });
  });
});
