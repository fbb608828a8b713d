/**
 * What do further trials cost above 1 GiB of draws, where they are counted in buckets, in
 * comparison with further trials below, where they are kept and sorted? And how much memory does a
 * run take on either side?
 *
 *     npm run build; node --import tsx bench/cost-above-kept-draws.ts [rounds]
 *
 * The command itself is run, in two threads, on the China model, whose limit lies at 300,000
 * trials. Cost is processor time of the whole process (all threads, start and report included),
 * since other programs change it less than the time on the clock; the difference of two runs leaves
 * the start out. Sides alternate within a round; medians of rounds.
 *
 * Node 20.20.2, AMD EPYC, 2 shared cores with 15 to 20 other processes waiting for them,
 * 2026-11-29, three rounds, median (least to greatest):
 *
 *     below  23.6 us a trial (22.4 to 23.9), 1244 MB at 262144 trials
 *     above  25.7 us a trial (19.4 to 29.0), 387 MB at 557056 trials
 *     above / below  1.08 (0.82 to 1.29)
 */

import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { median } from 'simple-statistics';

const FURTHER = 131_072;
const SIDES = { below: 131_072, above: 425_984 } as const;
const rounds = Number(process.argv[2] ?? 5);

interface Cost {
  /** Processor time, s. */
  readonly seconds: number;
  /** Most memory at a time, MB. */
  readonly megabytes: number;
}

const folder = mkdtempSync(join(tmpdir(), 'cost-'));
const watch = join(folder, 'watch.mjs');
writeFileSync(
  watch,
  `import { writeFileSync } from 'node:fs';
import { isMainThread } from 'node:worker_threads';
if (isMainThread)
  process.on('exit', () => writeFileSync(process.env.USAGE, JSON.stringify(process.resourceUsage())));
`,
);

function costOf(trials: number): Cost {
  const usage = join(folder, 'usage.json');
  const out = join(folder, 'out');
  const run = ['run', '--model', 'china-ai-chips', '--trials', String(trials), '--threads', '2'];
  const { status, stderr } = spawnSync(
    process.execPath,
    ['--import', watch, 'dist/chipcast.js', ...run, '--no-draws', '--quiet', '--out', out],
    { env: { ...process.env, USAGE: usage }, encoding: 'utf8' },
  );
  if (status !== 0) throw new Error(`${run.join(' ')}: exit code ${status}\n${stderr}`);
  const used = JSON.parse(readFileSync(usage, 'utf8')) as NodeJS.ResourceUsage;
  rmSync(out, { recursive: true });
  return {
    seconds: (used.userCPUTime + used.systemCPUTime) / 1e6,
    megabytes: used.maxRSS / 1024,
  };
}

/** Microseconds a further trial, and most memory of the longer run. */
function further(from: number): { readonly micros: number; readonly megabytes: number } {
  const short = costOf(from);
  const long = costOf(from + FURTHER);
  return {
    micros: ((long.seconds - short.seconds) * 1e6) / FURTHER,
    megabytes: long.megabytes,
  };
}

const found = Array.from({ length: rounds }, (_, round) => {
  const [first, second] =
    round % 2 === 0 ? (['below', 'above'] as const) : (['above', 'below'] as const);
  const costs = { [first]: further(SIDES[first]), [second]: further(SIDES[second]) };
  return { below: costs['below']!, above: costs['above']! };
});
rmSync(folder, { recursive: true });

for (const side of ['below', 'above'] as const) {
  const micros = found.map((round) => round[side].micros);
  const megabytes = Math.max(...found.map((round) => round[side].megabytes));
  console.log(
    `${side}  ${median(micros).toFixed(1)} us a trial (${Math.min(...micros).toFixed(1)} to ${Math.max(...micros).toFixed(1)}), ${megabytes.toFixed(0)} MB at ${SIDES[side] + FURTHER} trials`,
  );
}
const ratios = found.map(({ below, above }) => above.micros / below.micros);
console.log(
  `above / below  ${median(ratios).toFixed(2)} (${Math.min(...ratios).toFixed(2)} to ${Math.max(...ratios).toFixed(2)})`,
);
