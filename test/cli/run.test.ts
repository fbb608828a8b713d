/** What `chipcast run` prints and leaves behind. */

import { spawn } from 'node:child_process';
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parquetReadObjects } from 'hyparquet';
import { beforeAll, describe, expect, inject, test } from 'vitest';
import { reportCommand } from '../../src/cli/commands/report.ts';
import { runCommand } from '../../src/cli/commands/run.ts';
import { trialCommand } from '../../src/cli/commands/trial.ts';
import { verifyCommand } from '../../src/cli/commands/verify.ts';
import type { Summary } from '../../src/stats/summary.ts';
import { type Manifest, runDigest } from '../../src/store/manifest.ts';
import { root, temporaryFolder } from '../folders.ts';
import { type Answer, answerOf, answerTo, chipcast, stackLines } from './chipcast.ts';
import { writeModels } from './models.ts';

const folder = temporaryFolder();
const out = (name: string): string => join(folder, name);

/** Nothing comes out even: two blocks, the second short, and replicates of unequal length. */
const words = 'run --model heat-pumps --trials 5003 --replicates 7 --seed cli'.split(' ');
/** The same without a process of its own. */
const question = { model: 'heat-pumps', trials: 5003, replicates: 7, seed: 'cli' };

interface Estimate {
  value: number | null;
  se: number | null;
}
interface Document {
  run: Record<string, unknown> & { id: string; folder: string; digest: string };
  outcomes: Record<
    string,
    {
      unit: string;
      mean: Estimate;
      sd: Estimate;
      quantiles: Record<string, Estimate>;
      failures: number;
    }
  >;
}
const documentOf = ({ stdout }: Answer): Document => JSON.parse(stdout) as Document;

let first: Answer;
let document: Document;
beforeAll(async () => {
  first = await chipcast(...words, '--threads', '2', '--json', '--out', out('first'));
  document = documentOf(first);
}, 60_000);

const read = (name: string): string => readFileSync(join(document.run.folder, name), 'utf8');

describe('`run --json`', () => {
  test('prints one document on standard output and nothing anywhere else', () => {
    expect({ code: first.code, stderr: first.stderr }).toEqual({ code: 0, stderr: '' });
    expect(Object.keys(document)).toEqual(['run', 'outcomes', 'correlations']);
    expect(first.stdout.endsWith('}\n')).toBe(true);
  });

  test('says which run it is', () => {
    const { id, folder: path, fingerprint, digest, ...rest } = document.run;
    expect(rest).toEqual({ seed: 'cli', design: 'sobol', trials: 5003, replicates: 7 });
    expect(path).toBe(out(`first/heat-pumps-baseline-${id.slice(0, 8)}`));
    for (const hash of [id, fingerprint, digest]) expect(hash).toMatch(/^[0-9a-f]{64}$/);
  });

  test('names outcomes with their period: year, quarter, and none for the horizon', () => {
    const ids = Object.keys(document.outcomes);
    expect(ids).toContain('pumps.inService[2029]');
    expect(ids).toContain('pumps.waiting[2026Q1]');
    expect(ids).toContain('target.reached');
    // Three outcomes by year over four years, one by quarter over sixteen, one for the horizon.
    expect(ids).toHaveLength(3 * 4 + 16 + 1);
  });

  test('gives every outcome a unit, a mean, an sd and seven quantiles, each with its standard error', () => {
    for (const [id, outcome] of Object.entries(document.outcomes)) {
      expect(Object.keys(outcome), id).toEqual(['unit', 'mean', 'sd', 'quantiles', 'failures']);
      expect(Object.keys(outcome.quantiles)).toEqual([
        'p5',
        'p10',
        'p25',
        'p50',
        'p75',
        'p90',
        'p95',
      ]);
      const quantiles = Object.values(outcome.quantiles);
      for (const estimate of [outcome.mean, outcome.sd, ...quantiles]) {
        // A quantile at which trials pile up says so beside its numbers.
        expect(Object.keys(estimate).filter((key) => key !== 'jump')).toEqual([
          'value',
          'se',
          'low',
          'high',
        ]);
        expect(Number.isFinite(estimate.value)).toBe(true);
        expect(estimate.se).toBeGreaterThanOrEqual(0);
      }
      const values = quantiles.map(({ value }) => value!);
      expect(values).toEqual(values.toSorted((a, b) => a - b));
      expect(outcome.failures).toBe(0);
    }
    expect(document.outcomes['pumps.inService[2029]']!.unit).toBe('kunit');
  });
});

describe('the folder of a run', () => {
  test('holds manifest, program, plan, journal, summary, report and draws', () => {
    expect(readdirSync(document.run.folder).sort()).toEqual([
      'draws.parquet',
      'journal',
      'plan.json',
      'program.json',
      'report.md',
      'run.json',
      'summary.json',
    ]);
  });

  test('has a digest over those of its blocks, each written down in the journal', () => {
    const entries = read('journal')
      .trim()
      .split('\n')
      .map(
        (line) => JSON.parse(line.slice(17)) as { plan?: string; block: number; digest: string },
      );
    expect(entries[0]).toEqual({ plan: document.run.id });
    const blocks = entries.slice(1).sort((a, b) => a.block - b.block);
    expect(blocks.map(({ block }) => block)).toEqual([0, 1]);
    expect(runDigest(blocks.map(({ digest }) => digest))).toBe(document.run.digest);
  });

  test('has a manifest that says what was asked, what came out and what made it', () => {
    const { made, ...manifest } = JSON.parse(read('run.json')) as Manifest;
    const { id, seed, design, trials, replicates, fingerprint, digest } = manifest;
    const { folder: _, ...said } = document.run;
    expect({ id, seed, design, trials, replicates, fingerprint, digest }).toEqual(said);
    expect(manifest).toMatchObject({ model: 'heat-pumps', blocks: 2, presets: [], overrides: {} });
    expect(made).toMatchObject({ node: process.version, executor: 'threads 2', resumed: false });
  });

  test('has a row of draws.parquet for every trial, as `trial RUN NUMBER` computes it', async () => {
    const file = Uint8Array.from(readFileSync(join(document.run.folder, 'draws.parquet'))).buffer;
    const rows = (await parquetReadObjects({ file })) as Record<string, number>[];
    expect(rows).toHaveLength(5003);
    const number = 4321;
    // The end of the folder's name is enough to find it.
    const named = document.run.id.slice(0, 8);
    const { code, stdout } = await answerTo(() =>
      trialCommand(named, number, { out: out('first'), json: true }),
    );
    expect(code).toBe(0);
    const trial = JSON.parse(stdout) as {
      trial: number;
      inputs: Record<string, number | number[]>;
      outcomes: Record<string, number>;
      series: Record<string, number[]>;
      variables: Record<string, number | number[]>;
    };
    expect(trial.trial).toBe(number);
    const flat = (values: Record<string, number | number[]>): [string, number][] =>
      Object.entries(values).flatMap(([id, value]): [string, number][] =>
        typeof value === 'number'
          ? [[id, value]]
          : value.map((x, t) => [`${id}[${2026 + Math.floor(t / 4)}Q${(t % 4) + 1}]`, x]),
      );
    const { trial: inRow, ...row } = rows[number]!;
    expect(Number(inRow)).toBe(number);
    const computed = new Map([
      ...flat(trial.inputs),
      ...flat(trial.outcomes),
      ...flat(trial.series),
    ]);
    expect(Object.keys(row).length).toBeGreaterThan(29);
    for (const [id, value] of Object.entries(row)) expect(value, id).toBe(computed.get(id));
    expect(trial.variables['stock.installs']).toHaveLength(16);
  });
});

describe('law: the same question has the same answer', () => {
  test('asked again it is found done, and nothing is computed or written', async () => {
    const before = readdirSync(document.run.folder).map((name) => [name, read(name)]);
    const again = await chipcast(...words, '--json', '--out', out('first'));
    expect(again).toEqual({
      code: 0,
      stdout: first.stdout,
      stderr: 'already computed: the same question has the same folder\n',
    });
    expect(readdirSync(document.run.folder).map((name) => [name, read(name)])).toEqual(before);
  });

  test.each([
    ['one thread', { executor: 'threads', threads: 1 }, 'threads 1'],
    // No more threads are started than there are blocks.
    ['100 trials at a time', { executor: 'threads', threads: 3, chunk: 100 }, 'threads 2'],
    ['no threads, 7 trials at a time', { executor: 'inline', chunk: 7 }, 'inline'],
  ] as const)('with %s every file is the same, save for who made it', async (name, how, who) => {
    const { code, stdout, stderr } = await answerTo(() =>
      runCommand(undefined, { ...question, ...how, quiet: true, out: out(name) }),
    );
    const path = stdout.trimEnd();
    expect({ code, stderr, path }).toEqual({
      code: 0,
      stderr: '',
      path: document.run.folder.replace(out('first'), out(name)),
    });
    // Not program.json byte by byte: Node and the loader of the tests list the exports of a module
    // in different orders, and with them the names of variables. The fingerprint in run.json covers
    // what is computed.
    for (const file of ['plan.json', 'summary.json', 'report.md', 'draws.parquet'])
      expect(
        readFileSync(join(path, file), 'latin1') ===
          readFileSync(join(document.run.folder, file), 'latin1'),
        file,
      ).toBe(true);
    const { made: _, ...ours } = JSON.parse(read('run.json')) as Manifest;
    const { made, ...theirs } = JSON.parse(
      readFileSync(join(path, 'run.json'), 'utf8'),
    ) as Manifest;
    expect(theirs).toEqual(ours);
    const lines = (text: string): string[] => text.split('\n').sort();
    expect(lines(readFileSync(join(path, 'journal'), 'utf8'))).toEqual(lines(read('journal')));
    expect(made.executor).toBe(who);
  });
});

describe('a model of somebody else', () => {
  const path = writeModels(join(folder, 'somewhere'));
  const spec = join(folder, 'somewhere', 'boilers.yaml');
  writeFileSync(
    spec,
    'name: boilers-high\nmodel: ./boilers.ts\ntrials: 640\nset:\n  boiler.price: 4000\n',
  );
  const few = { executor: 'inline', json: true, out: out('theirs') } as const;

  test('is named in a spec beside it or on the command line, for the same id', async () => {
    const options = ['--executor', 'inline', '--json', '--out', few.out];
    const bySpec = await chipcast('run', spec, ...options);
    // What no outcome needs is told, beside the document.
    expect(bySpec.stderr).toMatch(/boiler\.colour/);
    expect(bySpec.code).toBe(0);
    const answer = documentOf(bySpec);
    // Four quarters of t + 1: 1 + 2 + 3 + 4 and 5 + 6 + 7 + 8 times the price, exactly.
    expect(answer.outcomes['sales[2026]']!.mean).toEqual({
      value: 40_000,
      se: 0,
      low: 40_000,
      high: 40_000,
    });
    expect(answer.outcomes['sales[2027]']!.mean).toEqual({
      value: 104_000,
      se: 0,
      low: 104_000,
      high: 104_000,
    });
    const asked = { model: path('boilers'), trials: 640, set: ['boiler.price=4000'] };
    const byName = await answerTo(() => runCommand(undefined, { ...asked, ...few }));
    expect(documentOf(byName).run.id).toBe(answer.run.id);
  });

  test('an override that moves nothing is warned of on standard error, and the document stays whole', async () => {
    const asked = { model: path('boilers'), trials: 64, set: ['boiler.colour=0.5'] };
    const answer = await answerTo(() => runCommand(undefined, { ...asked, ...few }));
    expect(answer.code).toBe(0);
    expect(answer.stderr).toContain(
      'warning: --set changes boiler.colour, on which no outcome depends\n',
    );
    expect(Object.keys(documentOf(answer).outcomes)).toEqual(['sales[2026]', 'sales[2027]']);
  });
});

describe('a model that has other charts or headlines than before', () => {
  const path = writeModels(join(folder, 'drawn'));
  const charted = join(folder, 'drawn', 'charted.ts');
  const charts = `[{ kind: 'chance', title: 'Sales', outcomes: ['sales'], names: ['sales'], over: 'year', atLeast: 40000 }]`;
  const plain = readFileSync(path('boilers'), 'utf8');
  writeFileSync(charted, plain.replace('calendar,', `calendar, charts: ${charts},`));
  const headed = join(folder, 'drawn', 'headed.ts');
  writeFileSync(headed, plain.replace('calendar,', `calendar, headlines: ['sales'],`));
  const few = { trials: 640, replicates: 4, executor: 'inline', quiet: true } as const;
  const ask = (model: string, to: string) =>
    answerTo(() => runCommand(undefined, { ...few, model, out: out(to) }));
  const again = (what: string): string =>
    `the ${what} of the model have changed since this run was made; it is computed again into the same folder\n`;
  const chances = (made: string): unknown[] => {
    const text = readFileSync(join(made, 'summary.json'), 'utf8');
    return (JSON.parse(text) as Summary).outcomes.flatMap((outcome) => outcome.chances ?? []);
  };

  test('is computed again into the folder that is there, and then found done', async () => {
    const first = await ask(path('boilers'), 'drawn');
    const made = first.stdout.trimEnd();
    expect(chances(made)).toEqual([]);
    await answerTo(async () => reportCommand(made, { out: out('drawn') }));
    const journal = readFileSync(join(made, 'journal'), 'utf8');

    const second = await ask(charted, 'drawn');
    expect(second.stdout).toBe(first.stdout);
    expect(second.stderr).toContain(again('charts'));
    expect(chances(made)).toHaveLength(2);
    expect(readFileSync(join(made, 'journal'), 'utf8')).toBe(journal);
    // Its charts are those of before.
    expect(readdirSync(made)).not.toContain('report.html');
    const verified = await answerTo(() => verifyCommand(made, { ...few, out: out('drawn') }));
    expect({ code: verified.code, stdout: verified.stdout }).toMatchObject({ code: 0 });
    await answerTo(async () => reportCommand(made, { out: out('drawn') }));
    expect(readFileSync(join(made, 'report.html'), 'utf8')).toContain('<h3>Sales</h3>');

    expect((await ask(charted, 'drawn')).stderr).toContain('already computed');
    expect((await ask(headed, 'drawn')).stderr).toContain(again('headlines and charts'));
  });

  test('finishes a run that was stopped before with those of now', async () => {
    const made = (await ask(charted, 'stopped')).stdout.trimEnd();
    rmSync(join(made, 'run.json'));
    const finished = await ask(path('boilers'), 'stopped');
    expect(finished.stderr).toContain(again('charts'));
    expect(chances(made)).toEqual([]);
    const verified = await answerTo(() => verifyCommand(made, { ...few, out: out('stopped') }));
    expect({ code: verified.code, stdout: verified.stdout }).toMatchObject({ code: 0 });
  });
});

describe('a model of which a trial in ten fails', () => {
  const path = writeModels(join(folder, 'pit'))('pit');
  const where = { executor: 'inline', json: true, out: out('failing') } as const;
  let answer: Answer;
  let failing: Document;
  beforeAll(async () => {
    const asked = { model: path, trials: 1000, replicates: 4 };
    answer = await answerTo(() => runCommand(undefined, { ...asked, ...where }));
    failing = documentOf(answer);
  }, 60_000);

  test('is run; its failures are counted, named in the report, and can be replayed', async () => {
    expect({ code: answer.code, stderr: answer.stderr }).toEqual({ code: 0, stderr: '' });
    const { run: made, outcomes } = failing;
    // To the width of a stratum for each replicate.
    expect(Math.abs(outcomes['deep']!.failures - 100)).toBeLessThanOrEqual(4);
    expect(outcomes['level']!.failures).toBe(0);
    const report = readFileSync(join(made.folder, 'report.md'), 'utf8');
    const [, named, number] = /chipcast trial (\S+) (\d+)/.exec(report)!;
    const replayed = await answerTo(() => trialCommand(named, Number(number), where));
    expect(replayed.code).toBe(0);
    const trial = JSON.parse(replayed.stdout) as Record<string, Record<string, number | null>>;
    expect(trial['inputs']!['depth']).toBeLessThan(0);
    // JSON has no word for what is not a number.
    expect(trial['outcomes']!['deep']).toBeNull();
  });

  test('is verified, although a zero in its summary is negative, which JSON would lose', async () => {
    const verified = await answerTo(() => verifyCommand(failing.run.folder, where));
    const { checks } = JSON.parse(verified.stdout) as {
      checks: { what: string; found: string; wanted: string }[];
    };
    expect(checks.filter(({ found, wanted }) => found !== wanted)).toEqual([]);
    expect(verified.code).toBe(0);
  });
});

describe.concurrent('whoever reads the output may stop reading', () => {
  /** A command whose reader takes one line and goes away. */
  async function firstLine(...words: string[]): Promise<Answer> {
    const command = '"$@" | head -1; exit "${PIPESTATUS[0]}"';
    const started = [process.execPath, inject('command'), ...words];
    return answerOf(spawn('bash', ['-c', command, 'bash', ...started], { cwd: root }));
  }

  test.each([
    ['a run', 'run --trials 64 --replicates 2 --executor inline --json --no-draws --out'],
    ['a model', 'model --json --model'],
  ])('of %s', async (what, command) => {
    const last = what === 'a run' ? out('pipe') : 'china-ai-chips';
    const { code, stdout, stderr } = await firstLine(...command.split(' '), last);
    expect({ code, stdout, stderr }).toEqual({ code: 0, stdout: '{\n', stderr: '' });
    expect(stackLines(stderr)).toEqual([]);
  });
});
