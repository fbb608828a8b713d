/**
 * Answers from the draws of a run against pandas, which reads the same draws from a CSV file. The
 * values in ask-pandas.json are what `bench/peers/ask_pandas.py` printed with pandas 1.5.3 and Python 3.11.2; where
 * Python has pandas the script is run again.
 */

import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import heatPumps from '../../models/examples/heat-pumps/index.ts';
import { forecast, type Run } from '../../src/node/index.ts';

const SCRIPT = new URL('../../bench/peers/ask_pandas.py', import.meta.url).pathname;
const FIXTURE = new URL('../fixtures/ask-pandas.json', import.meta.url);
const NAMES = [
  'pumps.installed[2029]',
  'pumps.inService[2029]',
  'pumps.waiting[2027Q4]',
  'homes.replacementRate',
];

const stored = JSON.parse(readFileSync(FIXTURE, 'utf8')) as Record<string, number>;
const folder = mkdtempSync(join(tmpdir(), 'chipcast-pandas-'));
const python = ['python3', '/usr/bin/python3'].find(
  (path) => spawnSync(path, ['-c', 'import pandas']).status === 0,
);
let run: Run;

beforeAll(async () => {
  run = await forecast(heatPumps, { trials: 4096, seed: 7 });
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test.each(Object.entries(stored))('%s is what pandas says', (question, wanted) => {
  const { value } = run.ask(question);
  // Sums of 4,096 numbers in another order.
  expect(Math.abs(value! - wanted)).toBeLessThanOrEqual(1e-12 * Math.abs(wanted));
});

test('a quantile is that of the summary to the bit, with its interval', () => {
  for (const id of ['pumps.installed[2029]', 'pumps.inService[2029]'])
    for (const [name, level] of [
      ['p5', 0.05],
      ['p50', 0.5],
      ['p90', 0.9],
    ] as const)
      expect(run.ask(`Q(${level}, ${id})`)).toMatchObject(run.summary.outcome(id).quantiles[name]);
});

test.skipIf(python === undefined)('pandas, where there is one, says what is stored', () => {
  const columns = NAMES.map((name) => run.draws(name));
  const rows = Array.from(columns[0]!, (_, i) => columns.map((column) => column[i]).join(','));
  const file = join(folder, 'draws.csv');
  writeFileSync(file, `${NAMES.join(',')}\n${rows.join('\n')}\n`);
  const { status, stdout, stderr } = spawnSync(python!, [SCRIPT, file], { encoding: 'utf8' });
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  const answers = JSON.parse(stdout) as Record<string, number>;
  expect(Object.keys(answers)).toEqual(Object.keys(stored));
  for (const [question, answer] of Object.entries(answers))
    expect(Math.abs(answer - stored[question]!)).toBeLessThanOrEqual(1e-12 * Math.abs(answer));
});
