/** Runs from where they are kept. */

import type { Notice } from '../forecast/notice.ts';
import type { Run } from '../forecast/run.ts';
import type { RunStore } from '../store/run-store.ts';
import { NODE } from './place.ts';

/** Where the command line keeps runs, if nobody says otherwise. */
const RUNS = 'runs/out';

/**
 * Opens a finished run. Nothing in its folder is believed before it is checked, and nothing in it
 * is executed; draws that were written are read, others computed again when they are asked for.
 *
 * @param named  path of its folder, its name, the beginning or the end of that, or `latest`; or the
 *               store that holds it
 * @param out    where names are looked for
 * @throws RunFolderError if there is no such run, if it is not finished, or if a file of it is not
 *   what it should be
 *
 * @example
 * const path = await run.save('runs/out');
 * const again = await openRun(path);
 * (await again.verify()).verified; // true
 */
export async function openRun(named: string | RunStore, out: string = RUNS): Promise<Run> {
  const [{ openStore }, { findRun }, { folderAt }] = await Promise.all([
    import('../forecast/open.ts'),
    import('../store/find-run.ts'),
    import('./folder.ts'),
  ]);
  if (typeof named !== 'string') return openStore(named, NODE);
  const notices: Notice[] = [];
  const { path } = findRun(named, out, (message) => notices.push({ kind: 'newest', message }));
  return openStore(folderAt(path), NODE, notices);
}
