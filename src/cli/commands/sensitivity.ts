/** `chipcast sensitivity`: what drives the outcomes of a question, or of draws from elsewhere. */

import { Option } from '@commander-js/extra-typings';
import { EXCHANGE_DESIGNS } from '../../forecast/choices.ts';
import type { SensitivityMethod } from '../../forecast/sensitivity.ts';
import { UsageError } from '../../forecast/usage-error.ts';
import type { QuestionOptions } from '../../node/question.ts';
import type { FiledAnalysis } from '../../node/sensitivity.ts';
import { type ComputingOptions, withExecutor } from '../computing.ts';
import { onInterruption } from '../interruption.ts';
import { tell, tellNotes } from '../notes.ts';
import {
  assumingOptions,
  command,
  computingOptions,
  modelOption,
  naOption,
  OUTCOMES,
  pageLangOption,
  whole,
} from '../options.ts';
import { printJson, printText, terminal } from '../output.ts';
import { progressBar } from '../progress.ts';
import { separated } from '../separated.ts';

const methodOption = new Option('--method <names>', 'methods by commas, or all');

/** Names the methods in the help. */
export async function describe(): Promise<void> {
  const { sensitivityMethods } = await import('../../forecast/sensitivity.ts');
  const names = await sensitivityMethods();
  methodOption.description = `${names.join(', ')}, some of them by commas, or all (default: sobol; with evidence first-order and delta)`;
}

export default computingOptions(
  assumingOptions(
    command('sensitivity', 'find which inputs drive the outcomes, and by how much')
      .argument('[question]', 'run spec, a YAML file; or a finished run, as other commands take it')
      .addOption(modelOption)
      .addOption(methodOption)
      .option('--outcomes <ids...>', OUTCOMES)
      .option(
        '--groups <how>',
        'input, component, kind, or a JSON file { "INPUT": "GROUP" }',
        'input',
      )
      .option('--base <n>', 'points of each sample', whole(64, 1e7), 4096)
      .option('--seed <text>', 'seed of every draw (default: 1)')
      .option(
        '--replicates <n>',
        'independent replicates for intervals (default: 16)',
        whole(2, 1024),
      )
      .addOption(
        new Option('--design <design>', 'how the unit cube is sampled (default: sobol)').choices(
          EXCHANGE_DESIGNS,
        ),
      ),
  )
    .option(
      '--from <file>',
      'analyse draws from elsewhere, a CSV or Parquet file, instead of a model',
    )
    .option(
      '--options <ids...>',
      'outcomes that are net benefits of options: the value of learning each input before choosing',
    )
    .option(
      '--as-of <day>',
      'take in the evidence known on this day, age sources at it and list the news after it (default: the eve of the first quarter)',
    )
    .option('--inputs <names>', 'with --from: columns that are inputs, by commas')
    .addOption(naOption)
    .addOption(pageLangOption),
).action(sensitivityCommand);

export interface SensitivityOptions
  extends Omit<QuestionOptions, 'trials' | 'draws'>,
    ComputingOptions {
  /** With `from`: words for a missing value, by commas. */
  readonly na?: string;
  readonly method?: string;
  readonly outcomes?: readonly string[];
  readonly groups: string;
  readonly base: number;
  readonly from?: string;
  readonly asOf?: string;
  readonly options?: readonly string[];
  readonly inputs?: string;
  readonly out: string;
  readonly json?: boolean;
}

export async function sensitivityCommand(
  spec: string | undefined,
  options: SensitivityOptions,
): Promise<void> {
  const { documentText } = await import('../../report/media/terminal.ts');
  const { document, page, files } = await inWordsOfOptions(options, () =>
    options.from === undefined ? ofQuestion(spec, options) : ofFile(options.from, options),
  );
  if (options.json) return printJson(document);
  printText(documentText(page, { ...terminal(), files }));
}

async function ofQuestion(
  spec: string | undefined,
  options: SensitivityOptions,
): Promise<FiledAnalysis> {
  const { analyseInto, groupsOf } = await import('../../node/sensitivity.ts');
  const { planNamed } = await import('../../node/question.ts');
  const plan = await planNamed(spec, options, options.out, tell);
  const { base, asOf, out } = options;
  const asked = {
    ...(options.method === undefined ? {} : { methods: methodNames(options.method) }),
    outcomes: separated(options.outcomes),
    options: separated(options.options),
    groups: groupsOf(options.groups),
    base,
    ...(asOf === undefined ? {} : { asOf }),
  };
  const { signal, release } = onInterruption();
  let done = 0;
  const progress = progressBar(process.stderr, 1);
  const onProgress = (trials: number): void =>
    progress.update((done += trials), Number.POSITIVE_INFINITY);
  try {
    return await withExecutor(options, undefined, (executor) =>
      analyseInto(out, plan, asked, executor, { signal, onProgress, lang: options.lang }),
    );
  } finally {
    progress.end();
    release();
  }
}

async function ofFile(file: string, options: SensitivityOptions): Promise<FiledAnalysis> {
  const { analyseTable } = await import('../../node/sensitivity.ts');
  const given = {
    file,
    inputs: separated([options.inputs ?? '']),
    outcomes: separated(options.outcomes),
    methods: methodNames(options.method ?? 'all'),
    na: options.na?.split(','),
    lang: options.lang,
  };
  return analyseTable(options.out, given, tellNotes);
}

function methodNames(text: string): SensitivityMethod[] {
  return text.split(',').map((name) => name.trim() as SensitivityMethod);
}

/** What a verb refuses is told by the names of the command line. */
async function inWordsOfOptions<T>(
  { groups }: SensitivityOptions,
  use: () => Promise<T>,
): Promise<T> {
  try {
    return await use();
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    throw new UsageError(
      error.message
        .replace(/^base\b/, '--base')
        .replace(/^methods:/, '--method:')
        .replace(/^groups:/, `--groups ${groups}:`),
    );
  }
}
