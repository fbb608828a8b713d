/** `chipcast discover`: told, written and refused as it should be. */

import { cpSync, readFileSync, rmSync, truncateSync } from 'node:fs';
import { basename, join } from 'node:path';
import { parseHTML } from 'linkedom';
import { beforeAll, describe, expect, test } from 'vitest';
import { discoverCommand } from '../../src/cli/commands/discover.ts';
import { temporaryFolder } from '../folders.ts';
import { finishedRun, type RunOptions } from '../forecast/finished-run.ts';
import { answerTo, chipcast } from './chipcast.ts';
import { writeModels } from './models.ts';

const folder = temporaryFolder();
const out = join(folder, 'out');
const run = (options: Partial<RunOptions>) => finishedRun({ replicates: 8, out, ...options });
const discover = (path: string, where: string, json = true) =>
  answerTo(() => discoverCommand(path, { where, out, json }));

let pumps: string;
let pit: string;
beforeAll(async () => {
  pumps = await run({ model: 'heat-pumps', trials: 4096 });
  pit = await run({ model: writeModels(join(folder, 'models'))('pit'), trials: 2048 });
}, 60_000);

const page = (path: string) => readFileSync(join(path, 'discover.html'), 'utf8');

describe('what is found', () => {
  test('is one JSON document, the same as discover.json', async () => {
    const answer = await discover(pumps, 'target.reached');
    expect([answer.code, answer.stderr]).toEqual([0, '']);
    expect(answer.stdout).toBe(readFileSync(join(pumps, 'discover.json'), 'utf8'));
    const found = JSON.parse(answer.stdout);
    expect([found.run, found.where, found.trials, found.leftOut]).toEqual([
      basename(pumps),
      'target.reached',
      4096,
      0,
    ]);
    // The share of the event is what the run says it is.
    const summary = JSON.parse(readFileSync(join(pumps, 'summary.json'), 'utf8'));
    const event = summary.outcomes.find(({ id }: { id: string }) => id === 'target.reached');
    expect(found.share.value).toBeCloseTo(event.mean.value, 14);
    expect(found.boxes.length).toBeGreaterThanOrEqual(1);
    expect(found.boxes[0].limits.length).toBeLessThanOrEqual(4);
    expect(found.boxes[0].density.low).toBeGreaterThan(found.share.high);
    expect(found.sentence).toMatch(/^750 thousand pumps .*: \d+% when .*, against \d+% overall/);
  });

  test('is the same where draws were not kept and are computed again', async () => {
    await discover(pumps, 'target.reached');
    const elsewhere = join(folder, 'without');
    const asked = { model: 'heat-pumps', trials: 4096, out: elsewhere, draws: false };
    const { code } = await discover(await run(asked), 'target.reached');
    expect(code).toBe(0);
    const found = readFileSync(join(elsewhere, basename(pumps), 'discover.json'), 'utf8');
    expect(found).toBe(readFileSync(join(pumps, 'discover.json'), 'utf8'));
  });

  test('stands on a page that needs nothing but itself', async () => {
    await discover(pumps, 'target.reached');
    const html = page(pumps);
    expect(html).not.toMatch(/<script|<link|<img|url\(|@import|src=/);
    expect(html).not.toMatch(/NaN|undefined|Infinity|\[object/);
    const { document } = parseHTML(html);
    const found = JSON.parse(readFileSync(join(pumps, 'discover.json'), 'utf8'));
    expect(found.sentence.startsWith(document.querySelector('h1')!.textContent)).toBe(true);
    expect(document.querySelectorAll('section[id^="box-"], #the-box').length).toBe(
      found.boxes.length,
    );
    const dots = [...document.querySelectorAll('#box-1 figure, #the-box figure')].map(
      (figure) => figure.querySelectorAll('.wide svg circle').length,
    );
    // Trials, up to 1,500 of them less the outermost; and a dot for each box of the peeling, with a
    // ring around the chosen one.
    expect(dots[0]).toBeGreaterThan(300);
    expect(dots[1]).toBe(found.boxes[0].trajectory.length + 1);
  });

  test('is the same, byte for byte, when it is asked again', async () => {
    const first = await discover(pumps, 'target.reached');
    const html = page(pumps);
    await discover(pumps, 'pumps.waiting[2027Q4] > 20');
    expect(page(pumps)).not.toBe(html);
    expect((await discover(pumps, 'target.reached')).stdout).toBe(first.stdout);
    expect(page(pumps)).toBe(html);
  });

  test('is told with the sentence, the tree and the files', async () => {
    const { stdout } = await discover(pumps, 'target.reached', false);
    const { sentence } = JSON.parse(readFileSync(join(pumps, 'discover.json'), 'utf8'));
    expect(stdout.replaceAll(/\s+/g, ' ')).toContain(sentence.split('. ')[0]);
    expect(stdout).toMatch(/^all [\d,]+ trials: [\d.]+ ± [\d.]+%$/m);
    expect(stdout).toMatch(/^├─ .+ at most /m);
    expect(stdout).toMatch(/discover\.html\n.*discover\.json\n$/);
  });

  test('leaves out trials in which a value is no number, and says how many', async () => {
    // The logarithm of a depth between -0.1 and 0.9: it fails in a tenth of all trials, and is
    // above log(0.45) in half of the others.
    const answer = await discover(pit, 'deep > log(0.45)');
    const found = JSON.parse(answer.stdout);
    expect(Math.abs(found.leftOut / 2048 - 0.1)).toBeLessThan(0.01);
    expect(found.trials + found.leftOut).toBe(2048);
    expect(found.boxes.map(({ limits }: { limits: object[] }) => limits.length)).toEqual([1]);
    expect(found.boxes[0].limits[0].input).toBe('depth');
    // A thousand trials were searched, 0.0009 apart; rounding moves one of them at most.
    expect(Math.abs(found.boxes[0].limits[0].low - 0.45)).toBeLessThan(0.005);
    // One limit is no rectangle: the peeling is drawn alone.
    expect(parseHTML(page(pit)).document.querySelectorAll('figure').length).toBe(1);
    expect(page(pit)).toContain('trials are left out');
  });

  test('may be that nothing separates', async () => {
    // `dry` is an input of its own; `deep` knows nothing of it. What is asked depends on the parity
    // of the last digits of depth.
    const answer = await discover(pit, 'sin(1e7 * depth) > 0');
    const found = JSON.parse(answer.stdout);
    expect(found.boxes).toEqual([]);
    expect(found.sentence).toContain('no range of any input makes it clearly more likely');
    expect(page(pit)).toContain('no range of any input');
  });
});

describe('refused, with exit code 2', () => {
  const refusal = async (path: string, where: string): Promise<string> => {
    const { code, stdout, stderr } = await discover(path, where);
    expect([code, stdout]).toEqual([2, '']);
    return stderr;
  };

  test.each([
    ['pumps.inService[2029] > 1e9', 'holds in none of 4,096 trials'],
    ['pumps.inService[2029] > 0', 'holds in all 4,096 trials'],
  ])('%s %s', async (where, why) => {
    const said = await refusal(pumps, where);
    expect(said).toContain(`${where} ${why}`);
    expect(said).toContain('at least 50 in which it does and 50 in which it does not are wanted');
  });

  test('a condition that holds in too few trials', async () => {
    // The topmost hundredth of a uniform input: 20.48 of 2,048.
    expect(await refusal(pit, 'depth > 0.89')).toMatch(/holds in 2[01] of 2,048 trials/);
  });

  test('names that are no column, each with the reason', async () => {
    const said = await refusal(
      pumps,
      'homes.count > 1 and pumps.inServce[2029] > 1 and homes.boilers[2027Q1] > 1 and subsidy.rate > 1',
    );
    expect(said).toContain('The condition cannot be read: 4 problems');
    expect(said).toContain('pumps.inServce[2029]; did you mean pumps.inService[2029]');
    expect(said).toMatch(/subsidy\.rate is [\d.]+ in every trial of this run/);
  });

  test('a run that is not finished', async () => {
    const path = join(folder, 'unfinished');
    cpSync(pumps, path, { recursive: true });
    rmSync(join(path, 'run.json'));
    expect(await refusal(path, 'target.reached')).toContain('is not finished');
  });

  test('draws that were cut off', async () => {
    const path = join(folder, 'cut');
    cpSync(pumps, path, { recursive: true });
    truncateSync(join(path, 'draws.parquet'), 100_000);
    expect(await refusal(path, 'target.reached')).toContain(
      'draws.parquet was altered: its SHA-256',
    );
  });

  test('draws of another run', async () => {
    const path = join(folder, 'other');
    cpSync(pumps, path, { recursive: true });
    cpSync(join(pit, 'draws.parquet'), join(path, 'draws.parquet'));
    expect(await refusal(path, 'target.reached')).toContain(
      'draws.parquet was altered: its SHA-256',
    );
  });

  test('a question without a condition, and a run that nobody knows', async () => {
    const without = await chipcast('discover', pumps);
    expect([without.code, without.stdout]).toEqual([2, '']);
    expect(without.stderr).toContain('--where');
    const unknown = await answerTo(() => discoverCommand('nobody', { where: 'x > 1', out }));
    expect(unknown.code).toBe(2);
  });
});
