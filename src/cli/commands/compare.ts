/** `chipcast compare`: finished runs against the first of them. */

import type { Language } from '../../wording/languages.ts';
import { type ComputingOptions, withExecutor } from '../computing.ts';
import { command, computingOptions, OUTCOMES, pageLangOption } from '../options.ts';
import { separated } from '../separated.ts';
import { expectDifferent, fileAndShow, findStores } from '../stores.ts';

export default computingOptions(
  command('compare', 'compare runs with the first of them, with the error of each difference')
    .argument('<runs...>', 'two runs or more: folders, names or parts of them, or latest')
    .option('--outcomes <ids...>', OUTCOMES)
    .addOption(pageLangOption),
).action(compareCommand);

export interface CompareOptions extends ComputingOptions {
  readonly outcomes?: readonly string[];
  readonly lang?: Language;
  readonly out: string;
  readonly json?: boolean;
}

export async function compareCommand(
  named: readonly string[],
  { outcomes, lang = 'en', out, json, ...who }: CompareOptions,
): Promise<void> {
  const { compareWith } = await import('../../forecast/compare.ts');
  const { openStores } = await import('../../forecast/open.ts');
  const { NODE } = await import('../../node/place.ts');
  const { namesIn } = await import('../../forecast/names.ts');
  const { comparePage } = await import('../../report/pages/compare.ts');
  const stores = await findStores(named, out);
  const runs = openStores(stores, NODE);
  expectDifferent(stores, 'compare wants different runs');
  const comparison = await withExecutor(who, undefined, (executor) =>
    compareWith(runs, { outcomes: separated(outcomes) }, executor),
  );
  const page = comparePage(comparison, namesIn(runs[0].plan, lang));
  await fileAndShow(stores[0], 'compare', comparison, page, json);
}
