/** `chipcast dist`: what a distribution says, in numbers and as a sketch. */

import type { Language } from '../../wording/languages.ts';
import { tell } from '../notes.ts';
import { command, jsonOption, pageLangOption } from '../options.ts';
import { printLines, printText, terminal } from '../output.ts';

export default command('dist', 'show moments, quantiles and a sketch of a distribution')
  .argument(
    '<expression>',
    "such as 'lognormal(p10=0.04, p90=0.08)', '5 to 50' or '(5 to 50) * beta(alpha=2, beta=8)', which is drawn",
  )
  .option('--at <probabilities>', 'levels of the quantiles, such as 0.05,0.5,0.95')
  .addOption(pageLangOption)
  .addOption(jsonOption)
  .action(distCommand);

export interface DistOptions {
  readonly at?: string;
  readonly lang?: Language;
  readonly json?: boolean;
}

export async function distCommand(
  expression: string,
  { at, lang = 'en', json }: DistOptions,
): Promise<void> {
  const { describe, describeArithmetic } = await import('../../forecast/describe.ts');
  const { columnReader } = await import('../../node/columns.ts');
  const { documentText } = await import('../../report/media/terminal.ts');
  const { arithmeticPage, distributionPage } = await import('../../report/pages/distribution.ts');
  const { bareNames } = await import('../../report/names.ts');
  const wording = bareNames(lang);
  const drawn = await describeArithmetic(expression, columnReader(tell), at);
  if (drawn !== undefined) {
    const { quantiles, ...moments } = drawn;
    const asJson = { text: expression, ...moments, quantiles: Object.fromEntries(quantiles) };
    if (json) return printLines([JSON.stringify(asJson, null, 2)]);
    return printText(documentText(arithmeticPage(expression, drawn, wording), terminal()));
  }
  const { distribution, levels, document, goodness } = describe(expression, columnReader(tell), at);
  if (json) return printLines([JSON.stringify(document, null, 2)]);
  printText(documentText(distributionPage(distribution, levels, wording, goodness), terminal()));
}
