/**
 * The part of the heat-pump model that Squiggle can say without a loop over quarters, in both: the
 * pumps of the first quarter, which are those that owners want, or those that installers can put in.
 */

import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const PACKAGE = '@quri/squiggle-lang@0.10.0';
export const TRIALS = 16_384;

const SQUIGGLE = `
import { run } from '@quri/squiggle-lang';
const code = \`
rate = SampleSet.fromDist(lognormal({p10: 0.04, p90: 0.065}))
share = SampleSet.fromDist(beta(10, 30))
capacity = SampleSet.fromDist(lognormal({p10: 14, p90: 24}))
pumps = SampleSet.map2(8000 * rate / 4 * share, capacity, {|a, b| if a < b then a else b })
[mean(pumps), quantile(pumps, 0.05), quantile(pumps, 0.5), quantile(pumps, 0.95)]\`;
let median;
const times = [];
for (let k = 0; k < 8; k++) {
  const from = performance.now();
  const { result } = await run(code, { environment: { sampleCount: ${TRIALS}, xyPointLength: 1000, seed: 's' + k } });
  if (!result.ok) throw new Error(String(result.value));
  times.push(performance.now() - from);
  median = result.value.result.value.getValues()[2].value;
}
console.log(JSON.stringify({ times, median }));`;

const CHIPCAST = `
import { component, eq, forecast, input, beta, lognormal, model, outcome, quarterly } from './dist/node.js';
const rate = input('rate', { unit: '1/year', distribution: lognormal({ p10: 0.04, p90: 0.065 }) });
const share = input('share', { unit: 'fraction', distribution: beta({ alpha: 10, beta: 30 }) });
const capacity = input('capacity', { unit: 'kunit/quarter', distribution: lognormal({ p10: 14, p90: 24 }) });
const pumps = outcome('pumps', { unit: 'kunit/quarter', is: eq\`min(8000 [kunit] * \${rate} / 4 [quarter/year] * \${share}, \${capacity})\` });
const small = model('pumps', { title: 'Pumps', calendar: quarterly('2026Q1', 4), units: { kunit: '1000 unit' }, components: [component('pumps', 'All.', { rate, share, capacity, pumps })] });
let median;
const times = [];
for (let seed = 0; seed < 8; seed++) {
  const from = performance.now();
  const run = await forecast(small, { trials: ${TRIALS}, seed });
  times.push(performance.now() - from);
  median = run.summary.outcome('pumps').quantiles.p50.value;
}
console.log(JSON.stringify({ times, median }));`;

interface Said {
  readonly times: readonly number[];
  readonly median: number;
}

export interface Side {
  /** Milliseconds of the first forecast of a process, without the imports, and of later ones. */
  readonly first: number;
  readonly later: number;
  readonly median: number;
}

/** Both sides; undefined where the package cannot be had. */
export function squiggle(): { chipcast(): Side; squiggle(): Side; close(): void } | undefined {
  const folder = mkdtempSync(join(tmpdir(), 'chipcast-squiggle-'));
  const close = (): void => rmSync(folder, { recursive: true, force: true });
  try {
    const install = ['install', '--no-audit', '--no-fund', '--prefix', folder, PACKAGE];
    execFileSync('npm', install, { stdio: 'ignore', timeout: 120_000 });
  } catch {
    close();
    return undefined;
  }
  writeFileSync(join(folder, 'peer.mjs'), SQUIGGLE);
  const side = (args: readonly string[]): Side => {
    const { times, median } = JSON.parse(execFileSync('node', args, { encoding: 'utf8' })) as Said;
    return { first: times[0], later: times.slice(3).toSorted((a, b) => a - b)[2], median };
  };
  return {
    chipcast: () => side(['--input-type=module', '-e', CHIPCAST]),
    squiggle: () => side([join(folder, 'peer.mjs')]),
    close,
  };
}
