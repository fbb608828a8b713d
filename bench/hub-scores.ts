/**
 * How long does it take to score a million rows of a forecast hub?
 *
 *     npx tsx bench/hub-scores.ts [runs]
 *
 * Two files of CSV, written for this: 43,460 tasks with 23 quantiles each (205 rounds, 4 horizons,
 * 53 places), and 10,000 tasks with 100 samples each. The command is run as a whole: reading,
 * joining, scoring and writing the document. Wall-clock time, least and greatest.
 *
 * 2026-11-29, two cores of an AMD EPYC shared with other work (load 16), Node 20.20, two runs each:
 *
 *     quantiles: 999580 rows, 25.0 to 31.6 s
 *     samples: 996400 rows, 13.5 to 18.4 s
 *
 * All of it took 33 s of processor time, about 7 s a run: that is what a machine with a free core
 * needs.
 */

import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { normalQuantile } from '../src/math/functions.ts';
import { USUAL_LEVELS } from '../src/score/rules/weighted-interval.ts';

const runs = Number(process.argv[2] ?? 3);
const folder = mkdtempSync(join(tmpdir(), 'hub-bench-'));
const HEAD = 'round_id,location,horizon,output_type,output_type_id,value';
const scores = USUAL_LEVELS.map((level) => normalQuantile(level));

/** Rows of every task; the truth of a task depends on its place alone. */
function files(
  name: string,
  rounds: number,
  rowsOf: (place: number, horizon: number) => readonly string[],
): { forecast: string; truth: string; rows: number } {
  const rows = [HEAD];
  for (let round = 0; round < rounds; round++)
    for (let horizon = 0; horizon < 4; horizon++)
      for (let place = 1; place <= 53; place++)
        for (const row of rowsOf(place, horizon)) rows.push(`r${round},${place},${horizon},${row}`);
  const forecast = join(folder, `t-${name}.csv`);
  const truth = join(folder, `${name}-truth.csv`);
  writeFileSync(forecast, `${rows.join('\n')}\n`);
  const truths = Array.from({ length: 53 }, (_, k) => `${k + 1},${100 + ((17 * k) % 60)}`);
  writeFileSync(truth, `location,oracle_value\n${truths.join('\n')}\n`);
  return { forecast, truth, rows: rows.length - 1 };
}

const cases = {
  quantiles: files('quantiles', 205, (place, horizon) =>
    USUAL_LEVELS.map(
      (level, k) =>
        `quantile,${level},${(120 + place + 20 * (1 + horizon) * scores[k]).toFixed(3)}`,
    ),
  ),
  samples: files('samples', 47, (place, horizon) =>
    Array.from({ length: 100 }, (_, s) => `sample,${s},${100 + ((37 * s + place) % 91) + horizon}`),
  ),
};

const main = new URL('../src/cli/main.ts', import.meta.url).pathname;
for (const [name, { forecast, truth, rows }] of Object.entries(cases)) {
  const walls: number[] = [];
  for (let run = 0; run < runs; run++) {
    const from = performance.now();
    const { status } = spawnSync(
      process.execPath,
      ['--import', 'tsx', main, 'score', '--forecast', forecast, '--truth', truth, '--json'],
      { stdio: ['ignore', 'ignore', 'inherit'] },
    );
    if (status !== 0) throw new Error(`score ended with ${status}`);
    walls.push((performance.now() - from) / 1000);
  }
  const range = (values: readonly number[]): string =>
    `${Math.min(...values).toFixed(1)} to ${Math.max(...values).toFixed(1)} s`;
  process.stdout.write(`${name}: ${rows} rows, ${range(walls)}\n`);
}
rmSync(folder, { recursive: true });
