/** `chipcast run --watch`: the same command again, in a process of its own, after every save. */

import { spawn } from 'node:child_process';
import { existsSync, watch } from 'node:fs';
import { dirname, resolve, sep } from 'node:path';
import { UsageError } from '../forecast/usage-error.ts';

/** What a model is made of, and what it reads. */
const READ = /\.(?:[cm]?[jt]s|ya?ml|json|csv|tsv|parquet)$/i;
/** Editors write a file in several steps. */
const SETTLED_MS = 80;

/**
 * Runs until it is interrupted.
 *
 * @param files  of the question, by path: the folder of each is watched
 * @param out    the folder of runs, in which nothing counts as a change
 * @throws UsageError where there is no file that could change
 */
export async function watchFiles(files: readonly string[], out: string): Promise<never> {
  if (files.length === 0)
    throw new UsageError('--watch wants a model file or a spec; a shipped model does not change');
  const command = process.argv.slice(1).filter((word) => word !== '--watch');
  const kept = resolve(out) + sep;
  let [running, again] = [false, false];
  let timer: NodeJS.Timeout | undefined;
  const start = (): void => {
    if (running) {
      again = true;
      return;
    }
    [running, again] = [true, false];
    const child = spawn(process.execPath, [...process.execArgv, ...command], { stdio: 'inherit' });
    child.on('exit', () => {
      running = false;
      if (again) start();
      else process.stderr.write('\nwatching; stop with Ctrl-C\n');
    });
  };
  for (const folder of new Set(files.map((file) => dirname(resolve(file)))))
    watch(folder, { recursive: true }, (_, name) => {
      const changed = name === null ? '' : resolve(folder, name);
      const isOurs = changed.startsWith(kept) || changed.includes(`${sep}node_modules${sep}`);
      if (!READ.test(changed) || isOurs || !existsSync(changed)) return;
      clearTimeout(timer);
      timer = setTimeout(start, SETTLED_MS);
    });
  start();
  return new Promise<never>(() => undefined);
}
