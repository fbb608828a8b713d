/** `chipcast commit`: a forecast into the ledger, before its truth is known. */

import { Option } from '@commander-js/extra-typings';
import { DEFAULT_LEDGER } from '../../forecast/choices.ts';
import { tell } from '../notes.ts';
import { command, jsonOption, outOption, RUN } from '../options.ts';
import { printJson } from '../output.ts';
import { findStore } from '../stores.ts';

export default command('commit', 'commit to a forecast: add its hashes to an append-only ledger')
  .argument('<run>', RUN)
  .addOption(new Option('--ledger <file>', 'the ledger').default(DEFAULT_LEDGER))
  .option('--note <text>', 'what is committed to, and why')
  .addOption(outOption)
  .addOption(jsonOption)
  .action(commitCommand);

export interface CommitOptions {
  readonly ledger: string;
  readonly note?: string;
  readonly out: string;
  readonly json?: boolean;
}

export async function commitCommand(
  named: string,
  { ledger: path, note, out, json }: CommitOptions,
): Promise<void> {
  const { commit } = await import('../../forecast/commit.ts');
  const { ledgerAt } = await import('../../node/ledger.ts');
  const store = await findStore(named, out);
  const { entry, isNew } = commit(store, ledgerAt(path), note, tell);
  if (json) return printJson({ ledger: path, appended: isNew, entry });
  process.stdout.write(
    isNew
      ? `${store.name} is committed as line ${entry.number} of ${path}\nhash ${entry.hash}\nPublish the hash: whoever has seen it can check that nothing up to here was changed afterwards.\n`
      : `${store.name} was committed before, as line ${entry.number} of ${path}, on ${entry.at}\nhash ${entry.hash}\n`,
  );
}
