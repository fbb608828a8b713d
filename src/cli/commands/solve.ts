/** `chipcast solve`: the value of an input at which a statistic reaches a target. */

import type { VariedInput } from '../../forecast/solve.ts';
import { UsageError } from '../../forecast/usage-error.ts';
import type { QuestionOptions } from '../../node/question.ts';
import type { Language } from '../../wording/languages.ts';
import { type ComputingOptions, withExecutor } from '../computing.ts';
import { onInterruption } from '../interruption.ts';
import { tell } from '../notes.ts';
import {
  command,
  computingOptions,
  list,
  modelOption,
  pageLangOption,
  questionOptions,
  whole,
} from '../options.ts';
import { progressBar } from '../progress.ts';
import { fileAndShow } from '../stores.ts';

export default computingOptions(
  questionOptions(
    command('solve', 'find the value of an input at which a statistic reaches a target')
      .argument('[spec]', 'run spec, a YAML file')
      .addOption(modelOption)
      .requiredOption(
        '--input <id>',
        'what is varied; twice for a frontier of two inputs',
        list,
        [],
      )
      .requiredOption(
        '--for <target>',
        "a statistic and a number, such as 'P(balance.domesticReached[2028]) = 0.5', 'E(h200.units[2026]) = 300' or 'Q(0.9, h200.units[2026]) = 500'",
      )
      .option(
        '--between <low,high>',
        'where each input is varied, in the order of the inputs (default: its range)',
        list,
        [],
      )
      .option('--points <n>', 'values of an input that are tried first', whole(3, 1000), 9)
      .addOption(pageLangOption),
  ),
).action(solveCommand);

export interface SolveCommandOptions extends QuestionOptions, ComputingOptions {
  readonly input: readonly string[];
  readonly for: string;
  readonly between: readonly string[];
  readonly points: number;
  readonly lang?: Language;
  readonly out: string;
  readonly json?: boolean;
}

export async function solveCommand(
  spec: string | undefined,
  options: SolveCommandOptions,
): Promise<void> {
  const { solveWith } = await import('../../forecast/solve.ts');
  const { readQuestion } = await import('../../node/question.ts');
  const { madeFolder } = await import('../../node/folder.ts');
  const { namesIn } = await import('../../forecast/names.ts');
  const { solvePage } = await import('../../report/pages/solve.ts');
  const request = {
    inputs: variedInputs(options.input, options.between),
    for: options.for,
    points: options.points,
  };
  const { plan } = await readQuestion(spec, options, tell);
  const { signal, release } = onInterruption();
  const progress = progressBar(process.stderr, plan.trials);
  try {
    const solution = await withExecutor(options, plan, (executor) =>
      solveWith(plan, request, executor, {
        signal,
        onStep: (plans) => progress.update(plans * plan.trials, Number.POSITIVE_INFINITY),
      }),
    );
    progress.end();
    const kept = madeFolder(options.out, `solve-${plan.id.slice(0, 8)}`);
    await fileAndShow(
      kept,
      'solve',
      solution,
      solvePage(solution, namesIn(plan, options.lang ?? 'en')),
      options.json,
    );
  } finally {
    progress.end();
    release();
  }
}

function variedInputs(ids: readonly string[], ranges: readonly string[]): VariedInput[] {
  const faults = ranges.length > ids.length ? ['--between is given more often than --input'] : [];
  const between = ranges.map((text): readonly [number, number] => {
    const ends = text
      .split(/,| to |\.\./)
      .map((end) => (end.trim() === '' ? Number.NaN : Number(end)));
    if (ends.length !== 2 || ends.some(Number.isNaN))
      faults.push(`--between is "${text}"; wanted two numbers, such as 0.2,0.8`);
    return [ends[0], ends[1]];
  });
  if (faults.length > 0) throw new UsageError(faults.join('\n'));
  return ids.map((id, k) => (k < between.length ? { id, between: between[k] } : { id }));
}
