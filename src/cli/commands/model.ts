/** `chipcast model`: the model as a page to read. */

import { UsageError } from '../../forecast/usage-error.ts';
import { command, modelOption, outOption } from '../options.ts';

export default command('model', 'what a model assumes, on whose word, and what follows')
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

interface ModelCommandOptions {
  readonly model?: string;
  readonly check?: boolean;
  readonly equations?: boolean;
  readonly graph?: boolean;
  readonly full?: boolean;
  readonly sources?: boolean;
  readonly forecasts?: boolean;
  readonly runs?: readonly string[];
  readonly out?: string;
  readonly dimensions?: boolean;
  readonly json?: boolean;
}

const PAGES = [
  'check',
  'equations',
  'graph',
  'sources',
  'forecasts',
  'dimensions',
  'json',
] as const;

export async function modelCommand(options: ModelCommandOptions): Promise<void> {
  const asked = PAGES.filter((page) => options[page]);
  if (asked.length > 1)
    throw new UsageError(
      `model prints one page at a time, not ${asked.map((page) => `--${page}`).join(' and ')}`,
    );
  if (options.runs !== undefined && options.forecasts !== true)
    throw new UsageError(
      '--runs belongs to --forecasts: the runs in which published figures are placed',
    );
  const { toJson } = await import('../../compile/canonical.ts');
  const { compile } = await import('../../compile/compile.ts');
  const { DEFAULT_MODEL, loadModel } = await import('../../node/load-model.ts');
  const pages = await import('../model.ts');
  const { placedForecasts } = await import('../model-forecasts.ts');
  const compiled = compile(await loadModel(options.model ?? DEFAULT_MODEL));
  switch (asked[0]) {
    case 'check':
      print(pages.modelCheck(compiled));
      // What no outcome needs is no reason to refuse a run, and one for a check to fail.
      process.exitCode = compiled.warnings.length > 0 ? 2 : 0;
      return;
    case 'equations':
      return print(pages.modelEquations(compiled));
    case 'graph':
      return print(pages.modelGraph(compiled, { full: options.full ?? false }));
    case 'sources':
      return print(pages.modelSources(compiled));
    case 'forecasts':
      return print(
        options.runs === undefined
          ? pages.modelForecasts(compiled)
          : await placedForecasts(compiled, options.runs, options.out ?? 'runs/out'),
      );
    case 'dimensions':
      return print(pages.modelDimensions(compiled));
    case 'json':
      return print(toJson(compiled.program, 1));
    default:
      return print(pages.modelOverview(compiled));
  }
}

function print(text: string): void {
  process.stdout.write(text.endsWith('\n') ? text : `${text}\n`);
}
