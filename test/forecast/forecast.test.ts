/**
 * The public surface: a forecast in process, and everything that a run can be asked.
 *
 * @slow computes for seconds
 */

import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import heatPumps from '../../models/examples/heat-pumps/index.ts';
import { runCommand } from '../../src/cli/commands/run.ts';
import { inputColumns } from '../../src/compile/lower.ts';
import { outcomeColumns } from '../../src/compile/program.ts';
import { inlineExecutor } from '../../src/execute/inline.ts';
import { replayTrial, traceOf, trialDocument } from '../../src/execute/replay.ts';
import { run as spine } from '../../src/execute/run.ts';
import { drawsOf } from '../../src/execute/simulate.ts';
import {
  compare,
  forecast,
  lognormal,
  openRun,
  question,
  type Run,
  score,
  sensitivity,
} from '../../src/node/index.ts';
import { runDigest, summaryDigest } from '../../src/store/manifest.ts';
import { answerTo } from '../cli/chipcast.ts';
import { temporaryFolder } from '../folders.ts';

const folder = temporaryFolder();
const asked = { trials: 5003, seed: 'autumn', replicates: 7 } as const;
let run: Run;
beforeAll(async () => {
  run = await forecast(heatPumps, { ...asked, threads: 1 });
});

describe('a forecast', () => {
  test('has the digests of the same plan computed block by block', async () => {
    const { plan } = question(heatPumps, asked);
    expect(run.id).toBe(plan.id);
    const log = { done: new Map<number, string>(), record() {} };
    const result = await spine(plan, inlineExecutor(), log);
    if (result.state === 'stopped') throw new Error('it was not asked to stop');
    expect(run.digest).toBe(runDigest(result.digests));
    expect(run.manifest.summaryDigest).toBe(summaryDigest(result.summary));
  });

  test('gives each outcome by id, and names what was meant where there is none', () => {
    const { mean, unit } = run.summary.outcome('pumps.installed[2028]');
    expect(unit).toBe('kunit');
    const draws = run.draws('pumps.installed[2028]');
    const average = draws.reduce((a, b) => a + b, 0) / draws.length;
    // Means are added up in another order: 5,003 sums of numbers near 300.
    expect(Math.abs(average - mean.value!)).toBeLessThan(1e-12 * average * asked.trials);
    expect(() => run.summary.outcome('pumps.instaled[2028]')).toThrow(
      'there is no outcome "pumps.instaled[2028]"; did you mean pumps.installed[2028]',
    );
    expect(() => run.summary.outcome('pumps.installed')).toThrow(
      'pumps.installed has a value for each period; wanted one of pumps.installed[2026], ',
    );
    expect(run.summary.outcome('target.reached').id).toBe('target.reached');
  });

  test('has its draws in the order of trials, to the bit those of each trial alone', () => {
    const { program } = run.plan;
    for (const trial of [0, 1, 6, 7, 4095, 4096, 5002]) {
      const replay = replayTrial(run.plan, trial);
      const { outcomes, inputs } = trialDocument(program, replay);
      for (const id of ['pumps.share[2029]', 'target.reached'])
        expect(run.draws(id)[trial]).toBe(outcomes[id]);
      expect(run.draws('subsidy.response')[trial]).toBe(inputs['subsidy.response']);
      // A variable was not kept: it is computed again.
      const crews = traceOf(program, replay)['installers.crews'] as number[];
      expect(run.draws('installers.crews[2027Q2]')[trial]).toBe(crews[5]);
    }
    expect(() => run.draws('subsidy.respons')).toThrow('did you mean subsidy.response');
    expect(run.draws('subsidy.response')).toHaveLength(5003);
  });

  test('its draws are copies: whoever changes one changes nothing else', () => {
    const draws = run.draws('subsidy.response');
    const before = draws[3];
    draws.fill(0);
    expect(run.draws('subsidy.response')[3]).toBe(before);
  });

  test('tells how probable a condition is, as a count over its draws does', () => {
    const [share, rate] = [run.draws('pumps.share[2029]'), run.draws('subsidy.response')];
    const n = share.filter((value, i) => value > 0.4 && rate[i] < 3).length;
    const found = run.probability('pumps.share[2029] > 0.4 and subsidy.response < 3');
    expect(found.value).toBe(n / asked.trials);
    expect(n).toBeGreaterThan(50);
    expect(found.low!).toBeLessThan(found.value!);
    expect(found.high!).toBeGreaterThan(found.value!);
    // An event of the model is its own condition.
    expect(run.probability('target.reached').value).toBeCloseTo(
      run.summary.outcome('target.reached').mean.value!,
      12,
    );
    expect(() => run.probability('pumps.share > 0.4')).toThrow('has a value for each period');
    expect(() => run.probability('pumps.share[2029]')).not.toThrow();
    expect(() => run.probability('pumps.share[2029] + 1')).toThrow('this gives a number');
  });

  test('weighs all trials alike, in weights that add up to 1', () => {
    expect(run.weights).toEqual(new Float64Array(asked.trials).fill(1 / asked.trials));
  });

  test('takes distributions, numbers and texts for inputs, and says of whom there are none', async () => {
    const rate = lognormal({ p10: 0.02, p90: 0.05 });
    const ids = [rate, rate.text, 'lognormal(p10=0.02, p90=0.05)'].map(
      (value) => question(heatPumps, { ...asked, set: { 'stock.retirementRate': value } }).plan.id,
    );
    expect(new Set(ids).size).toBe(1);
    expect(ids[0]).not.toBe(run.id);
    expect(() => question(heatPumps, { set: { 'stock.retirementRat': 0.03 } })).toThrow(
      /^Run "heat-pumps-changed" cannot start: 1 problem\n {2}set stock\.retirementRat=0\.03: there is no input "stock\.retirementRat"; did you mean stock\.retirementRate\?$/,
    );
    expect(() => question(heatPumps, { trials: 0, presets: ['subsidy-end'] })).toThrow(
      /\n {2}trials: found 0; wanted .*\n {2}presets: there is no preset "subsidy-end"; did you mean subsidy-ends\?/,
    );
    await expect(forecast(heatPumps, { trails: 10 } as object)).rejects.toThrow(
      'there is no option "trails"; did you mean trials?',
    );
  });

  test('stops at a signal, and says how far it is before', async () => {
    const controller = new AbortController();
    const seen: number[] = [];
    const running = forecast(heatPumps, {
      trials: 50_000,
      threads: 1,
      signal: controller.signal,
      onProgress: ({ done, trials }) => {
        expect(trials).toBe(50_000);
        seen.push(done);
        if (seen.length === 3) controller.abort();
      },
    });
    await expect(running).rejects.toThrow('stopped: 3 of 13 blocks are done');
    expect(seen).toEqual([4096, 8192, 12_288]);
  });
});

describe('evidence', () => {
  const evidence = [
    {
      id: 'E1',
      known: '2026-06-30',
      quantity: 'pumps.installed[2026]',
      likelihood: 'normal(80, 8)',
    },
  ];

  test('weighs trials, in the weights of a run and in what it says of conditions', async () => {
    const weighed = await forecast(heatPumps, { ...asked, trials: 8192, threads: 1, evidence });
    const { weights } = weighed;
    expect(weights.reduce((a, b) => a + b, 0)).toBeCloseTo(1, 12);
    const draws = weighed.draws('pumps.installed[2026]');
    const heaviest = draws[weights.indexOf(weights.reduce((a, b) => Math.max(a, b), 0))];
    expect(Math.abs(heaviest - 80)).toBeLessThan(2);
    const mean = draws.reduce((sum, x, i) => sum + x * weights[i], 0);
    const { value } = weighed.summary.outcome('pumps.installed[2026]').mean;
    expect(Math.abs(mean - value!)).toBeLessThan(1e-9 * mean);
    const high = draws.reduce((sum, x, i) => sum + (x > 85 ? weights[i] : 0), 0);
    expect(weighed.probability('pumps.installed[2026] > 85').value).toBeCloseTo(high, 12);
    expect(
      weighed.evidence?.headlines && weighed.plan.evidence?.observations.map(({ id }) => id),
    ).toEqual(['E1']);
  });

  test('says how far it is while trials are weighed, and to the end of what the evidence moved', async () => {
    const seen: string[] = [];
    await forecast(heatPumps, {
      ...asked,
      trials: 8192,
      threads: 2,
      evidence,
      onProgress: ({ done, trials, phase = 'trials' }) => {
        if (seen.at(-1) !== phase) seen.push(phase);
        if (done === trials) seen.push(`${phase} done`);
      },
    });
    expect(seen.filter((phase, k) => phase !== seen[k - 1])).toEqual(
      ['weighing', 'trials', 'statistics', 'evidence'].flatMap((phase) => [phase, `${phase} done`]),
    );
  });

  test('of a run that was opened has the weights of the run that was saved', async () => {
    const options = { ...asked, trials: 2048, replicates: 4, threads: 1, evidence };
    for (const update of ['weights', 'tempering'] as const) {
      const made = await forecast(heatPumps, { ...options, update });
      const opened = await openRun(await made.save(join(folder, update)));
      expect(opened.weights).toEqual(made.weights);
      expect(opened.draws('pumps.share[2029]')).toEqual(made.draws('pumps.share[2029]'));
      expect(opened.draws('installers.crews[2027Q2]')).toEqual(
        made.draws('installers.crews[2027Q2]'),
      );
    }
  });
});

describe('a run that was saved', () => {
  let path: string;
  beforeAll(async () => {
    path = await run.save(join(folder, 'kept'));
  });

  test('stands in the folder that the command line would have made', async () => {
    const how = { model: 'heat-pumps', executor: 'inline', quiet: true } as const;
    const options = { ...how, ...asked, out: join(folder, 'commanded') };
    const made = (await answerTo(() => runCommand(undefined, options))).stdout.trim();
    expect(basename(path)).toBe(basename(made));
    expect(run.path).toBe(path);
    const same = [
      'program.json',
      'plan.json',
      'summary.json',
      'report.md',
      'draws.parquet',
      'journal',
    ];
    for (const file of same)
      expect(readFileSync(join(path, file)).equals(readFileSync(join(made, file))), file).toBe(
        true,
      );
  });

  test('is opened again, by path or by name, with the same draws, and verified', async () => {
    const again = await openRun(path);
    expect(again.digest).toBe(run.digest);
    expect({ ...again.summary }).toEqual({ ...run.summary });
    for (const id of ['pumps.share[2029]', 'subsidy.response', 'installers.crews[2027Q2]'])
      expect(again.draws(id)).toEqual(run.draws(id));
    await again.load(['stock.inService[2029Q4]'], { threads: 1 });
    expect(again.draws('stock.inService[2029Q4]')).toEqual(run.draws('stock.inService[2029Q4]'));
    const seen: string[] = [];
    const { verified, checks } = await again.verify({
      threads: 1,
      onCheck: ({ what }) => seen.push(what),
    });
    expect(verified).toBe(true);
    expect(seen).toEqual(checks.map(({ what }) => what));
    expect(seen).toContain('draws.parquet');
    const named = await openRun(basename(path), join(folder, 'kept'));
    expect(named.id).toBe(run.id);
  });

  test('that was opened is saved elsewhere, whole', async () => {
    const elsewhere = await (await openRun(path)).save(join(folder, 'elsewhere'));
    expect((await (await openRun(elsewhere)).verify({ threads: 1 })).verified).toBe(true);
    for (const file of ['draws.parquet', 'journal', 'summary.json'])
      expect(readFileSync(join(elsewhere, file)).equals(readFileSync(join(path, file))), file).toBe(
        true,
      );
  });

  test('is not verified once a block of its journal, or its report, is another', async () => {
    const copy = join(folder, 'altered', basename(path));
    cpSync(path, copy, { recursive: true });
    const report = readFileSync(join(copy, 'report.md'), 'utf8');
    writeFileSync(join(copy, 'report.md'), report.replace('2029', '2028'));
    const { verified, checks } = await (await openRun(copy)).verify({ threads: 1 });
    expect(verified).toBe(false);
    expect(checks.filter(({ found, wanted }) => found !== wanted).map(({ what }) => what)).toEqual([
      'report.md',
    ]);
  });

  test('is verified before it is saved, too', async () => {
    const unsaved = await forecast(heatPumps, { trials: 300, threads: 1 });
    const { verified, checks } = await unsaved.verify({ threads: 1 });
    expect(verified).toBe(true);
    expect(checks.map(({ what }) => what)).not.toContain('summary.json');
  });
});

test('runs are compared from their draws: what an input changes, and nothing by chance', async () => {
  const other = await forecast(heatPumps, { ...asked, threads: 1, presets: ['subsidy-ends'] });
  const { runs } = compare([run, other], { outcomes: ['pumps.installed[2029]', 'target.reached'] });
  expect(runs[0].paired).toBe(true);
  const [mean] = runs[0].outcomes['pumps.installed[2029]'].differences;
  const [a, b] = [run, other].map((one) => one.draws('pumps.installed[2029]'));
  const difference = a.reduce((sum, x, i) => sum + (b[i] - x), 0) / asked.trials;
  expect(Math.abs(mean.difference.value! - difference)).toBeLessThan(1e-9);
  expect(
    compare([run, run]).runs[0].outcomes['target.reached'].differences[0].difference.value,
  ).toBe(0);
  expect(() => compare([run])).toThrow('compare wants two runs or more');
});

test('a run is scored against what became known, as its draws stand to it', () => {
  const target = 'pumps.installed[2026]';
  const draws = run.draws(target);
  const { runs } = score(run, [
    { target, value: 80, known: '2027-01-31' },
    { target: 'target.reached', value: 1, known: '2030-01-31' },
  ]);
  const [amount] = runs[0].targets.filter((one) => one.target === target);
  // Of n draws the continuous ranked probability score is the mean distance to the truth less half
  // the mean distance between draws.
  const sorted = draws.toSorted();
  const n = sorted.length;
  const apart = sorted.reduce((sum, x, i) => sum + x * (2 * i - n + 1), 0) / (n * n);
  const away = draws.reduce((sum, x) => sum + Math.abs(x - 80), 0) / n;
  expect(Math.abs(amount.scores.crps!.value! - (away - apart))).toBeLessThan(1e-9);
  expect(() =>
    score(run, [{ target: 'pumps.instaled[2026]', value: 80, known: '2027-01-31' }]),
  ).toThrow(
    'truths has no target that the run has:\n  pumps.instaled[2026] is no column of it; did you mean pumps.installed[2026]',
  );
  expect(() =>
    score(run, [
      { target, known: '2027-02-30' },
      { target, value: 1, known: '2027-01-31' },
    ]),
  ).toThrow(
    /truths\[0\]\.target: "pumps\.installed\[2026\]" has no truth.*\n.*truths\[0\]\.known.*\n.*comes twice/,
  );
});

test('a run is analysed: all spread of a model of one input is that input', async () => {
  const { outcomes } = await sensitivity(run, {
    outcomes: ['target.reached', 'pumps.share[2029]'],
    methods: ['sobol'],
    base: 256,
    threads: 1,
  });
  expect(Object.keys(outcomes)).toEqual(['target.reached', 'pumps.share[2029]']);
  const { total } = outcomes['pumps.share[2029]'].sobol!;
  expect(Object.keys(total)).toContain('installers.hiring');
  await expect(sensitivity(run, { methods: ['sobl' as 'sobol'] })).rejects.toThrow(
    'methods: there is no method "sobl"; did you mean sobol?',
  );
});

test('the columns of a run have the names that its program gives them', () => {
  const { plan } = run;
  expect(run.outcomes).toEqual(outcomeColumns(plan.program).map(({ id }) => id));
  expect(inputColumns(plan.program, drawsOf(plan)).map(({ id }) => id)).toEqual(
    expect.arrayContaining(['subsidy.response']),
  );
  expect(run.inputs).toContain('subsidy.response');
});
