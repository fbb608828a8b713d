/** `chipcast ask`: probabilities, means, quantiles and correlations of a finished run. */

import type { Answered } from '../../forecast/answers.ts';
import type { Run } from '../../forecast/run.ts';
import type { Language } from '../../wording/languages.ts';
import { type ComputingOptions, withExecutor } from '../computing.ts';
import { onInterruption } from '../interruption.ts';
import { tell } from '../notes.ts';
import { command, computingOptions, pageLangOption, RUN } from '../options.ts';
import { printDocument, printJson } from '../output.ts';
import { progressBar } from '../progress.ts';
import { findStore } from '../stores.ts';

export default computingOptions(
  command(
    'ask',
    'answer questions about a finished run: probabilities, means, quantiles, correlations',
  )
    .argument('<run>', RUN)
    .argument(
      '<questions...>',
      "such as 'P(h200.units[2026] > 100)', 'E(h200.units[2026] + h200.units[2027])', 'Q(0.9, h200.units[2026])', 'ES(0.9, h200.units[2026])', 'Corr(a, b)'; with a bar at the end only some trials count, 'P(A | B)'",
    )
    .option(
      '--focus',
      'of P(CONDITION) that hardly ever holds: draw new trials where it is decided, and weigh them',
    )
    .addOption(pageLangOption),
).action(askCommand);

export interface AskOptions extends ComputingOptions {
  readonly lang?: Language;
  readonly out: string;
  readonly focus?: boolean;
  readonly json?: boolean;
}

export async function askCommand(
  named: string,
  questions: readonly string[],
  { lang = 'en', out, focus, json, ...who }: AskOptions,
): Promise<void> {
  const { answers } = await import('../../forecast/answers.ts');
  const { openStore } = await import('../../forecast/open.ts');
  const { NODE } = await import('../../node/place.ts');
  const { namesIn } = await import('../../forecast/names.ts');
  const { answersPage } = await import('../../report/pages/answers.ts');
  const run = openStore(await findStore(named, out), NODE);
  const answered = focus
    ? await focused(run, questions)
    : await withExecutor(who, run.plan, (executor) => answers(run, questions, executor));
  run.notices.forEach(tell);
  if (json) printJson({ run: run.name, digest: run.digest, answers: answered });
  else {
    const page = answersPage(run.name, answered, namesIn(run.plan, lang));
    await printDocument(page);
  }
}

async function focused(run: Run, questions: readonly string[]): Promise<readonly Answered[]> {
  const { focusedAnswers } = await import('../../forecast/answers.ts');
  const { signal, release } = onInterruption();
  const progress = progressBar(process.stderr, 1);
  let done = 0;
  const onTrials = (trials: number): void =>
    progress.update((done += trials), Number.POSITIVE_INFINITY);
  try {
    return await focusedAnswers(run, questions, { signal, onTrials });
  } finally {
    progress.end();
    release();
  }
}
