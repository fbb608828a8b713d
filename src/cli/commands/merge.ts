/** `chipcast merge`: a run from its shards. */

import { type ComputingOptions, computing, withExecutor } from '../computing.ts';
import { command, finishingOptions } from '../options.ts';
import { type ShowOptions, showResult } from '../show-run.ts';

export default finishingOptions(
  command('merge', 'make one run of its shards, which run --shard computed').argument(
    '<shards...>',
    'files of all shards',
  ),
).action(mergeCommand);

interface MergeOptions extends ComputingOptions, ShowOptions {
  readonly out: string;
  readonly draws?: boolean;
}

async function mergeCommand(paths: readonly string[], options: MergeOptions): Promise<void> {
  const { mergedShards } = await import('../../node/fleet.ts');
  const { runInto } = await import('../../forecast/run-into.ts');
  const { folderOf } = await import('../../node/folder.ts');
  const { NODE } = await import('../../node/place.ts');
  const { draws } = options;
  await withExecutor(options, undefined, async (others) => {
    const { plan, executor } = mergedShards(paths, others);
    const store = folderOf(plan, options.out);
    const result = await computing(options, plan, (how) =>
      runInto(plan, store, { ...how, executor, draws }, NODE),
    );
    await showResult(result, store, options);
  });
}
