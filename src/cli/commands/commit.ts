/** `chipcast commit`: a forecast into the ledger, before its truth is known. */

import { Option } from '@commander-js/extra-typings';
import { DEFAULT_LEDGER } from '../../score/default-ledger.ts';
import type { CommitOptions } from '../ledger.ts';
import { command, jsonOption, outOption, RUN } from '../options.ts';

export default command('commit', 'commit to a forecast: its hashes go into an append-only ledger')
  .argument('<run>', RUN)
  .addOption(new Option('--ledger <file>', 'the ledger').default(DEFAULT_LEDGER))
  .option('--note <text>', 'what is committed to, and why')
  .addOption(outOption)
  .addOption(jsonOption)
  .action(commitCommand);

export async function commitCommand(named: string, options: CommitOptions): Promise<void> {
  const { commitRun } = await import('../ledger.ts');
  await commitRun(named, options);
}
