/** `chipcast discover`: the input ranges that best predict whether a condition holds. */

import type { Language } from '../../wording/languages.ts';
import { command, jsonOption, outOption, pageLangOption, RUN } from '../options.ts';
import { fileAndShow, findStore } from '../stores.ts';

export default command('discover', 'find the input ranges that best predict an outcome')
  .argument('<run>', RUN)
  .requiredOption(
    '--where <condition>',
    "on inputs and outcomes, such as 'balance.domesticUsd[2028] >= 1 and h200.units[2026] < 50'",
  )
  .addOption(pageLangOption)
  .addOption(outOption)
  .addOption(jsonOption)
  .action(discoverCommand);

interface DiscoverOptions {
  readonly where: string;
  readonly lang?: Language;
  readonly out: string;
  readonly json?: boolean;
}

export async function discoverCommand(
  named: string,
  { where, lang, out, json }: DiscoverOptions,
): Promise<void> {
  const { discoverIn, discoveryPage } = await import('../../forecast/discover.ts');
  const { NODE } = await import('../../node/place.ts');
  const store = await findStore(named, out);
  const found = await discoverIn(store, where, NODE);
  await fileAndShow(store, 'discover', found.document, discoveryPage(found, lang), json);
}
