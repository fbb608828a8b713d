/** `chipcast batch`: cells run once, again only with a reason, and compared. */

import {
  appendFileSync,
  existsSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import type { BatchManifest } from '../../src/batch/manifest.ts';
import { type BatchOptions, batchCommand } from '../../src/cli/commands/batch.ts';
import { runCommand } from '../../src/cli/commands/run.ts';
import { temporaryFolder } from '../folders.ts';
import { answerTo, answerToSignal, start } from './chipcast.ts';
import { writeModels } from './models.ts';

const out = temporaryFolder();
const models = writeModels(join(out, 'models'));
const spec = (name: string, text: string): string => {
  const path = join(out, name);
  writeFileSync(path, text);
  return path;
};
const batch = (file: string, options: Partial<BatchOptions> = {}) =>
  answerTo(() => batchCommand(file, { executor: 'inline', out, ...options }));
const pumps = (trials: number, more = '') => `name: pumps
model: heat-pumps
trials: ${trials}
matrix:
  presets: [[], subsidy-ends]
  seeds: [1, 2]
${more}`;

describe('a batch', () => {
  let first: BatchManifest;
  const file = spec('pumps.yaml', pumps(512));
  beforeAll(async () => {
    const { code, stdout } = await batch(file, { json: true });
    expect(code).toBe(0);
    first = JSON.parse(stdout) as BatchManifest;
  });

  test('leaves one run folder a cell, with the digest that the run alone has', async () => {
    expect(first.cells.map(({ name, state }) => [name, state])).toEqual([
      ['baseline / seed 1', 'done'],
      ['baseline / seed 2', 'done'],
      ['subsidy-ends / seed 1', 'done'],
      ['subsidy-ends / seed 2', 'done'],
    ]);
    const alone = await answerTo(() =>
      runCommand(undefined, {
        model: 'heat-pumps',
        trials: 512,
        seed: '2',
        preset: ['subsidy-ends'],
        executor: 'inline',
        quiet: true,
        out,
      }),
    );
    const digest = (folder: string) =>
      (JSON.parse(readFileSync(join(folder, 'run.json'), 'utf8')) as { digest: string }).digest;
    expect(digest(join(out, first.cells[3].run))).toBe(digest(alone.stdout.trim()));
  });

  test('compares cells with the first, paired where the seed is the same', () => {
    const { baseline, runs } = first.comparison!;
    expect(baseline).toBe(first.cells[0].run);
    expect(runs.map(({ paired }) => paired)).toEqual([false, true, false]);
    const difference = (k: number) =>
      runs[k].outcomes['pumps.share[2029]'].differences.find(
        ({ statistic }) => statistic === 'mean',
      )!.difference;
    // The preset takes a seventh of the pumps; with the same trials that is known better than with
    // others.
    expect(difference(1).value).toBeLessThan(-0.1);
    expect(difference(1).se!).toBeLessThan(difference(2).se!);
    for (const type of ['json', 'html'])
      expect(existsSync(join(out, `pumps.batch.${type}`))).toBe(true);
  });

  test('does not run a cell again that is done', async () => {
    const made = first.cells.map(({ run }) => statSync(join(out, run, 'run.json')).mtimeMs);
    const { code, stderr } = await batch(file);
    expect(code).toBe(0);
    expect(stderr.match(/done already/g)?.length).toBe(4);
    expect(first.cells.map(({ run }) => statSync(join(out, run, 'run.json')).mtimeMs)).toEqual(
      made,
    );
  });

  test('says why it runs one again: changed, gone, altered, stopped', async () => {
    const changed = await batch(
      spec('more.yaml', pumps(768, 'set: { installers.hiring: 0.03 }\n')),
    );
    expect(changed.stderr).toContain('runs again, changed: assumptions; trials 512, now 768');
    await batch(file);
    const [gone, altered, stopped] = first.cells.map(({ run }) => join(out, run));
    rmSync(gone, { recursive: true });
    const summary = join(altered, 'summary.json');
    writeFileSync(summary, readFileSync(summary, 'utf8').replace(/\d\.\d/, '9.9'));
    rmSync(join(stopped, 'run.json'));
    const { code, stderr } = await batch(file);
    expect(code).toBe(0);
    expect(stderr).toContain('[1 of 4] baseline / seed 1: runs again: its folder is gone');
    expect(stderr).toContain('[2 of 4] baseline / seed 2: runs again: it was damaged or altered');
    expect(stderr).toContain('[3 of 4] subsidy-ends / seed 1: goes on where it was stopped');
    expect(stderr).toContain('[4 of 4] subsidy-ends / seed 2: done already');
  });
});

test('a batch that is interrupted says what is left and that it goes on', async () => {
  // Enough blocks to be caught in the act; a machine ten times as fast still needs a second for
  // them.
  const file = spec('long.yaml', pumps(2 ** 22, 'draws: false\n').replace('pumps', 'long'));
  const child = start('batch', file, '--executor', 'inline', '--out', out);
  const begun = (): boolean =>
    readdirSync(out).some(
      (name) =>
        name.startsWith('long-') &&
        existsSync(join(out, name, 'journal')) &&
        readFileSync(join(out, name, 'journal'), 'utf8').split('\n').length > 4,
    );
  const { code, stdout, stderr } = await answerToSignal(child, 'SIGINT', begun);
  expect(code).toBe(1);
  expect(stderr).toContain('stopping after the blocks under way; once more stops at once');
  expect(stdout).toContain('long: 0 of 4 cells are done.');
  expect(stdout).toMatch(
    /baseline \/ seed 1: was stopped\n {2}- baseline \/ seed 2: is still to be run\n/,
  );
  expect(stdout).toContain('The same command goes on with them.');
  const manifest = JSON.parse(readFileSync(join(out, 'long.batch.json'), 'utf8')) as BatchManifest;
  expect(manifest.cells.map(({ state }) => state)).toEqual([
    'stopped',
    'waiting',
    'waiting',
    'waiting',
  ]);
});

describe('a cell that fails', () => {
  // Evidence that no trial agrees with is found when the cell is run, not before.
  const failing = (name: string) =>
    spec(
      `${name}.yaml`,
      `name: ${name}
model: heat-pumps
trials: 512
given: pumps.inService[2027] < 480
matrix:
  levers: { stock.opening: [300, 700, 310] }
`,
    );

  test('stops the batch, and the exit code is 1', async () => {
    const { code, stdout } = await batch(failing('stops'), { json: true });
    expect(code).toBe(1);
    const states = (JSON.parse(stdout) as BatchManifest).cells.map(({ state }) => state);
    expect(states).toEqual(['done', 'failed', 'waiting']);
  });

  test('with --keep-going the others are run, and why it failed stands at the end', async () => {
    const { code, stdout, stderr } = await batch(failing('goes-on'), { keepGoing: true });
    expect(code).toBe(1);
    expect(stdout).toContain('2 of 3 cells are done');
    expect(stdout).toMatch(/stock\.opening=700 failed:\s+The evidence cannot be taken in/);
    expect(stderr).toContain('[3 of 3]');
    expect(stdout).toMatch(/ median\n +cell +thousand pumps /);
  });
});

describe('what is wrong', () => {
  test('with any cell is told before one is run, each fault once', async () => {
    const bad = spec(
      'bad.yaml',
      `name: bad
model: ${models('boilers')}
trials: 64
matrix:
  presets: [[], open-dor]
  levers: { boiler.prize: [1, 2], boiler.price: [-5, 4000] }
`,
    );
    const { code, stderr } = await batch(bad);
    expect(code).toBe(2);
    expect(stderr).toContain('open-dor');
    expect(stderr.match(/there is no input "boiler\.prize"/g)!.length).toBe(1);
    expect(stderr).not.toContain('[1 of');
    expect(existsSync(join(out, 'bad.batch.json'))).toBe(false);
  });

  test('too many cells are refused', async () => {
    const seeds = Array.from({ length: 1001 }, (_, k) => k).join(', ');
    const { code, stderr } = await batch(
      spec('many.yaml', `name: many\nmodel: heat-pumps\nmatrix: { seeds: [${seeds}] }\n`),
    );
    expect([code, stderr]).toEqual([
      2,
      expect.stringContaining('1001 cells; wanted 1000 or fewer'),
    ]);
  });

  test('a manifest that cannot be read is said, and made again', async () => {
    const file = spec(
      'again.yaml',
      'name: again\nmodel: heat-pumps\ntrials: 64\nmatrix: { seeds: [1] }\n',
    );
    await batch(file);
    const path = join(out, 'again.batch.json');
    appendFileSync(path, 'x');
    const { code, stderr } = await batch(file);
    expect(code).toBe(0);
    expect(stderr).toContain('cannot be read');
    const made = JSON.parse(readFileSync(path, 'utf8')) as { cells: object[] };
    delete (made.cells[0] as { parts?: object }).parts;
    writeFileSync(path, JSON.stringify(made));
    const without = await batch(file);
    expect(without.code).toBe(0);
    expect(without.stderr).toContain(
      'again.batch.json cannot be used: 1 problem\n  cells[0].parts is missing',
    );
  });
});
