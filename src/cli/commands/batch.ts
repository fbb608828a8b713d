/** `chipcast batch`: a matrix of scenarios, one run folder each, and how they compare. */

import { join } from 'node:path';
import type { Language } from '../../wording/languages.ts';
import { type ComputingOptions, computing, enoughTrials, withExecutor } from '../computing.ts';
import { onInterruption } from '../interruption.ts';
import { sayLine, tell } from '../notes.ts';
import { allowReadOption, command, computingOptions, pageLangOption } from '../options.ts';
import { printJson, printLines, printText, terminal } from '../output.ts';

export default computingOptions(
  command('batch', 'run a matrix of scenarios, one run folder each, and compare them')
    .argument('<spec>', 'batch spec, a YAML file: a run spec and a matrix')
    .addOption(allowReadOption)
    .option('--keep-going', 'go on after a cell that failed')
    .addOption(pageLangOption),
)
  .option('--quiet', 'print the folders only')
  .action(batchCommand);

export interface BatchOptions extends ComputingOptions {
  readonly allowRead?: readonly string[];
  readonly keepGoing?: boolean;
  readonly lang?: Language;
  readonly out: string;
  readonly json?: boolean;
  readonly quiet?: boolean;
}

export async function batchCommand(specFile: string, options: BatchOptions): Promise<void> {
  const { runBatch } = await import('../../node/run-batch.ts');
  const { documentText } = await import('../../report/media/terminal.ts');
  const { out, allowRead = [], keepGoing = false, lang, json, quiet } = options;
  const interruption = onInterruption();
  try {
    const { manifest, page, files, isDone } = await runBatch(specFile, {
      out,
      allowRead,
      keepGoing,
      lang,
      signal: interruption.signal,
      enoughTrials: (plan) => enoughTrials(plan, options),
      computing: (plan, use) => computing(options, plan, use, interruption),
      withExecutor: (use) => withExecutor(options, undefined, use),
      onNotice: tell,
      say: ({ number, of, name }, what) => sayLine(`[${number} of ${of}] ${name}: ${what}`),
    });
    process.exitCode = isDone ? 0 : 1;
    if (json) printJson(manifest);
    else if (quiet) printLines(manifest.cells.map(({ run }) => join(out, run)));
    else printText(documentText(page, { ...terminal(), files }));
  } finally {
    interruption.release();
  }
}
