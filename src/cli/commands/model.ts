/** `chipcast model`: the model as a page to read. */

import { UsageError } from '../../forecast/usage-error.ts';
import { command, DEFAULT_OUT, modelOption, outOption } from '../options.ts';
import { printDocument, printText } from '../output.ts';
import { findStores } from '../stores.ts';

export default command('model', "list a model's assumptions, sources and equations")
  .addOption(modelOption)
  .option('--check', 'compile and report every problem')
  .option('--equations', 'all inputs and equations with units, values and sources')
  .option('--graph', 'influence diagram (Mermaid) of the components')
  .option('--full', 'with --graph: of every variable')
  .option('--sources', 'the register of sources and who cites them')
  .option('--forecasts', 'published forecasts that the model is compared with')
  .option('--runs <runs...>', 'with --forecasts: place them in finished runs, one of every vintage')
  .addOption(outOption)
  .option('--dimensions', 'names of the uniforms in order of dimension, for the model to keep')
  .option('--json', 'the compiled program')
  .action(modelCommand);

const PAGES = [
  'check',
  'equations',
  'graph',
  'sources',
  'forecasts',
  'dimensions',
  'json',
] as const;

interface ModelOptions extends Partial<Readonly<Record<(typeof PAGES)[number], boolean>>> {
  readonly model?: string;
  readonly full?: boolean;
  readonly runs?: readonly string[];
  readonly out?: string;
}

export async function modelCommand(options: ModelOptions): Promise<void> {
  const asked = PAGES.filter((page) => options[page]);
  if (asked.length > 1)
    throw new UsageError(
      `model prints one page at a time, not ${asked.map((page) => `--${page}`).join(' and ')}`,
    );
  const { runs, out = DEFAULT_OUT, full = false } = options;
  if (runs !== undefined && options.forecasts !== true)
    throw new UsageError(
      '--runs belongs to --forecasts: the runs in which published figures are placed',
    );
  const { compiledOf } = await import('../../forecast/ask.ts');
  const { DEFAULT_MODEL, loadModel } = await import('../../node/load-model.ts');
  const { MODEL_PAGES } = await import('../../report/model/index.ts');
  const compiled = compiledOf(await loadModel(options.model ?? DEFAULT_MODEL));
  const [name = 'overview'] = asked;
  // What no outcome needs is no reason to refuse a run, and one for a check to fail.
  if (name === 'check') process.exitCode = compiled.warnings.length > 0 ? 2 : 0;
  if (runs === undefined) {
    const page = MODEL_PAGES[name](compiled, { full });
    if (typeof page === 'string') printText(page);
    else await printDocument(page);
  } else {
    const { vintagesOf } = await import('../../forecast/published.ts');
    const { publishedPage } = await import('../../report/pages/published.ts');
    const vintages = vintagesOf(compiled, await findStores(runs, out));
    const { namesOf } = await import('../../report/names.ts');
    await printDocument(publishedPage(vintages, namesOf(vintages[0].plan.program)));
  }
}
