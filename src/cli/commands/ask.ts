/** `chipcast ask`: probabilities, means, quantiles and correlations of a finished run. */

import type { Answered } from '../../forecast/answers.ts';
import { earned, earnedPair, percent } from '../../stats/round.ts';
import { type ComputingOptions, withExecutor } from '../computing.ts';
import { findStore } from '../find-store.ts';
import { command, computingOptions, RUN } from '../options.ts';

export default computingOptions(
  command(
    'ask',
    'answer questions about a finished run: probabilities, means, quantiles, correlations',
  )
    .argument('<run>', RUN)
    .argument(
      '<questions...>',
      "such as 'P(h200.units[2026] > 100)', 'E(h200.units[2026] + h200.units[2027])', 'Q(0.9, h200.units[2026])', 'Corr(a, b)'; with a bar at the end only some trials count, 'P(A | B)'",
    ),
).action(askCommand);

export interface AskOptions extends ComputingOptions {
  readonly out: string;
  readonly json?: boolean;
}

export async function askCommand(
  named: string,
  questions: readonly string[],
  { out, json, ...who }: AskOptions,
): Promise<void> {
  const { answers } = await import('../../forecast/answers.ts');
  const { openStore } = await import('../../forecast/open.ts');
  const { NODE } = await import('../../node/place.ts');
  const run = openStore(await findStore(named, out), NODE);
  const answered = await withExecutor(who, run.plan, (executor) =>
    answers(run, questions, executor),
  );
  process.stdout.write(
    json
      ? `${JSON.stringify({ run: run.name, digest: run.digest, answers: answered }, null, 1)}\n`
      : answered.map(answerText).join('\n'),
  );
}

function answerText({ question, unit, answer }: Answered): string {
  const { value, se, low, high, trials, failures, unsupported } = answer;
  const isShare = unit === 'probability';
  const scale = isShare ? percent : (x: number | null) => x;
  const measure = isShare ? ' %' : unit === undefined || unit === 'correlation' ? '' : ` ${unit}`;
  const counted = `${trials.toLocaleString('en-US')} trial${trials === 1 ? '' : 's'}`;
  const failed =
    failures === 0 ? '' : `; ${failures.toLocaleString('en-US')} more failed and are left out`;
  if (value === null) {
    const why = unsupported ?? (trials === 0 ? 'no trial counts' : 'its values do not differ');
    return `${question}\n  no answer: ${why}${failed}\n`;
  }
  const interval =
    low === null || high === null
      ? ''
      : ` (95 % interval ${earned(scale(low), scale(se))} to ${earned(scale(high), scale(se))})`;
  return `${question}\n  ${earnedPair(scale(value), scale(se))}${measure}${interval}, from ${counted}${failed}\n`;
}
