/** `chipcast revise`: why a forecast changed, edit by edit. */

import { Option } from '@commander-js/extra-typings';
import { STATISTICS, type Statistic } from '../../forecast/choices.ts';
import type { Language } from '../../wording/languages.ts';
import { type ComputingOptions, withExecutor } from '../computing.ts';
import { command, computingOptions, OUTCOMES, pageLangOption, RUN } from '../options.ts';
import { separated } from '../separated.ts';
import { fileAndShow, findStores } from '../stores.ts';

export default computingOptions(
  command('revise', 'explain why a forecast changed between two runs, edit by edit')
    .argument('<old>', RUN)
    .argument('<new>', 'the run that came after it')
    .option('--outcomes <ids...>', OUTCOMES)
    .addOption(
      new Option('--statistic <name>', 'of amounts; of events it is the probability')
        .choices(STATISTICS)
        .default('p50' as const),
    )
    .addOption(pageLangOption),
).action(reviseCommand);

export interface ReviseOptions extends ComputingOptions {
  readonly outcomes?: readonly string[];
  readonly statistic: Statistic;
  readonly lang?: Language;
  readonly out: string;
  readonly json?: boolean;
}

export async function reviseCommand(
  old: string,
  now: string,
  { outcomes, statistic, lang = 'en', out, json, ...who }: ReviseOptions,
): Promise<void> {
  const { openStores } = await import('../../forecast/open.ts');
  const { revise } = await import('../../forecast/revise.ts');
  const { NODE } = await import('../../node/place.ts');
  const { namesIn } = await import('../../forecast/names.ts');
  const { revisionPage } = await import('../../report/pages/revise.ts');
  const stores = await findStores([old, now], out);
  const [from, to] = openStores(stores, NODE);
  const found = await withExecutor(who, undefined, (executor) =>
    revise(from, to, { outcomes: separated(outcomes), statistic }, executor),
  );
  const page = revisionPage(found, namesIn(to.plan, lang), 'Why the forecast changed');
  await fileAndShow(stores[1], 'revise', found, page, json);
}
