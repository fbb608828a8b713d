/**
 * `chipcast model --forecasts --runs`: published figures placed in finished runs, one of every
 * vintage.
 */

import type { Compiled } from '../compile/compile.ts';
import { publishedByVintage } from '../report/published.ts';
import { RunFolderError } from '../store/error.ts';
import { findStores } from './find-store.ts';

/**
 * @throws RunFolderError if a run is not there, not finished, of another model, or made before
 *   figures were placed
 */
export async function placedForecasts(
  { model, program }: Compiled,
  runs: readonly string[],
  out: string,
): Promise<string> {
  const faults: string[] = [];
  const folders = await findStores(runs, out);
  const vintages = folders.flatMap((folder) => {
    if (folder.state() !== 'finished') {
      faults.push(`${folder.path} is not finished (chipcast resume ${folder.path})`);
      return [];
    }
    const [plan, summary] = [folder.plan(), folder.summary()];
    if (plan.program.fingerprint !== program.fingerprint)
      faults.push(`${folder.name} is not a run of model ${model.name} as it is now`);
    else if (summary.published === undefined)
      faults.push(`${folder.name} has no published figures placed; remove it and run it again`);
    return [{ plan, summary }];
  });
  if (faults.length > 0) throw new RunFolderError(faults.join('\n'));
  return `${publishedByVintage(vintages).join('\n')}\n`;
}
