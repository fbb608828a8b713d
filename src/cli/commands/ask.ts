/** `chipcast ask`: probabilities, means, quantiles and correlations of a finished run. */

import type { Language } from '../../wording/languages.ts';
import { type ComputingOptions, withExecutor } from '../computing.ts';
import { tell } from '../notes.ts';
import { command, computingOptions, pageLangOption, RUN } from '../options.ts';
import { printDocument, printJson } from '../output.ts';
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
    .addOption(pageLangOption),
).action(askCommand);

export interface AskOptions extends ComputingOptions {
  readonly lang?: Language;
  readonly out: string;
  readonly json?: boolean;
}

export async function askCommand(
  named: string,
  questions: readonly string[],
  { lang = 'en', out, json, ...who }: AskOptions,
): Promise<void> {
  const { answers } = await import('../../forecast/answers.ts');
  const { openStore } = await import('../../forecast/open.ts');
  const { NODE } = await import('../../node/place.ts');
  const { namesIn } = await import('../../forecast/names.ts');
  const { answersPage } = await import('../../report/pages/answers.ts');
  const run = openStore(await findStore(named, out), NODE);
  const answered = await withExecutor(who, run.plan, (executor) =>
    answers(run, questions, executor),
  );
  run.notices.forEach(tell);
  if (json) printJson({ run: run.name, digest: run.digest, answers: answered });
  else {
    const page = answersPage(run.name, answered, namesIn(run.plan, lang));
    await printDocument(page);
  }
}
