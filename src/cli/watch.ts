/** `chipcast run --watch`: the same command again, in a process of its own, after every save. */

import { spawn } from 'node:child_process';
import { existsSync, statSync, watch } from 'node:fs';
import { dirname, resolve, sep } from 'node:path';
import { UsageError } from '../forecast/usage-error.ts';

/** Editors write a file in several steps. */
const SETTLED_MS = 80;

/**
 * Runs until it is interrupted.
 *
 * @param paths  of the question: folders, and files, of which the folder is watched
 * @param out    the folder of runs, in which nothing counts as a change
 * @throws UsageError where there is no file that could change
 */
export async function watchFiles(paths: readonly string[], out: string): Promise<never> {
  if (paths.length === 0)
    throw new UsageError('--watch wants a model file or a spec; a shipped model does not change');
  const { isReadFile } = await import('../node/question.ts');
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
  for (const folder of new Set(paths.map(folderOf)))
    watch(folder, { recursive: true }, (_, name) => {
      const changed = name === null ? '' : resolve(folder, name);
      const isOurs = changed.startsWith(kept) || changed.includes(`${sep}node_modules${sep}`);
      if (!isReadFile(changed) || isOurs || !existsSync(changed)) return;
      clearTimeout(timer);
      timer = setTimeout(start, SETTLED_MS);
    });
  start();
  return new Promise<never>(() => undefined);
}

/** A folder itself; of a file the one in which it lies, for editors replace what they save. */
function folderOf(path: string): string {
  const whole = resolve(path);
  return statSync(whole, { throwIfNoEntry: false })?.isDirectory() ? whole : dirname(whole);
}
