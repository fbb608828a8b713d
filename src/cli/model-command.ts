/** `chipcast model`: the model as a page to read. */

import { toJson } from '../compile/canonical.ts';
import { compile } from '../compile/compile.ts';
import { DEFAULT_MODEL, loadModel } from '../node/load-model.ts';
import {
  modelCheck,
  modelDimensions,
  modelEquations,
  modelForecasts,
  modelGraph,
  modelOverview,
  modelSources,
} from './model.ts';
import { placedForecasts } from './model-forecasts.ts';
import { UsageError } from './usage-error.ts';

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
  const compiled = compile(await loadModel(options.model ?? DEFAULT_MODEL));
  switch (asked[0]) {
    case 'check':
      print(modelCheck(compiled));
      // What no outcome needs is no reason to refuse a run, and one for a check to fail.
      process.exitCode = compiled.warnings.length > 0 ? 2 : 0;
      return;
    case 'equations':
      return print(modelEquations(compiled));
    case 'graph':
      return print(modelGraph(compiled, { full: options.full ?? false }));
    case 'sources':
      return print(modelSources(compiled));
    case 'forecasts':
      return print(
        options.runs === undefined
          ? modelForecasts(compiled)
          : placedForecasts(compiled, options.runs, options.out ?? 'runs/out'),
      );
    case 'dimensions':
      return print(modelDimensions(compiled));
    case 'json':
      return print(toJson(compiled.program, 1));
    default:
      return print(modelOverview(compiled));
  }
}

function print(text: string): void {
  process.stdout.write(text.endsWith('\n') ? text : `${text}\n`);
}
