/**
 * The public surface with Node: all of `chipcast`, with threads to compute and folders to keep runs
 * in.
 */

import { type ForecastOptions, forecast as portable } from '../forecast/forecast.ts';
import type { Run } from '../forecast/run.ts';
import type { Model } from '../language/model.ts';
import { NODE } from './place.ts';
import { expectRoomToCompile } from './room.ts';

export * from '../index.ts';
export { readColumn, readColumn as csvColumn } from '../tables/read-column.ts';
export { loadModel } from './load-model.ts';
export { openRun } from './open-run.ts';

/**
 * Runs a forecast with the threads of this machine; `run.save(folder)` keeps it.
 *
 * @param model    what `model(...)` gave; `loadModel` gives a shipped one by name, and one of a
 *           file
 * @param options  what is asked, and how it is computed
 * @throws as the same function does elsewhere
 *
 * @example
 * const run = await forecast(await loadModel('heat-pumps'), { trials: 4096, seed: 'autumn' });
 * await run.save('runs/out');
 */
export async function forecast(model: Model, options: ForecastOptions = {}): Promise<Run> {
  expectRoomToCompile(model);
  return portable(model, options, NODE);
}
