/** What a run of the built command costs: time on the clock, of all its threads, and memory. */

import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface Usage {
  /** On the clock, s. */
  readonly seconds: number;
  /** Of all threads, start and report included, s. */
  readonly cpu: number;
  /** Most memory at a time, MB. */
  readonly megabytes: number;
}

const WATCH = `import { writeFileSync } from 'node:fs';
import { isMainThread } from 'node:worker_threads';
if (isMainThread)
  process.on('exit', () => writeFileSync(process.env.USAGE, JSON.stringify(process.resourceUsage())));
`;

/**
 * Runs `chipcast run` with these options, quietly, into a folder that is removed.
 *
 * @throws Error with what the command said, if it ends otherwise than with 0
 */
export function usageOfRun(options: readonly string[]): Usage {
  const folder = mkdtempSync(join(tmpdir(), 'chipcast-usage-'));
  try {
    const [watch, usage] = [join(folder, 'watch.mjs'), join(folder, 'usage.json')];
    writeFileSync(watch, WATCH);
    const run = ['run', ...options, '--no-draws', '--quiet', '--out', join(folder, 'out')];
    const began = performance.now();
    const { status, stderr } = spawnSync(
      process.execPath,
      ['--import', watch, 'dist/chipcast.js', ...run],
      { env: { ...process.env, USAGE: usage }, encoding: 'utf8' },
    );
    const seconds = (performance.now() - began) / 1000;
    if (status !== 0) throw new Error(`${run.join(' ')}: exit code ${status}\n${stderr}`);
    const used = JSON.parse(readFileSync(usage, 'utf8')) as NodeJS.ResourceUsage;
    return {
      seconds,
      cpu: (used.userCPUTime + used.systemCPUTime) / 1e6,
      megabytes: used.maxRSS / 1024,
    };
  } finally {
    rmSync(folder, { recursive: true });
  }
}
