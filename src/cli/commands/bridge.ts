/** `chipcast bridge`: from one scenario to another, assumption by assumption. */

import { Option } from '@commander-js/extra-typings';
import { STATISTICS, type Statistic } from '../../forecast/choices.ts';
import type { QuestionOptions } from '../../node/question.ts';
import type { Plan } from '../../plan/plan.ts';
import { type ComputingOptions, withExecutor } from '../computing.ts';
import { onInterruption } from '../interruption.ts';
import { tell } from '../notes.ts';
import {
  command,
  computingOptions,
  modelOption,
  OUTCOMES,
  pageLangOption,
  questionOptions,
} from '../options.ts';
import { separated } from '../separated.ts';
import { fileAndShow } from '../stores.ts';

export default computingOptions(
  questionOptions(
    command('bridge', 'explain the difference between two scenarios, assumption by assumption')
      .argument('[spec]', 'run spec, a YAML file, that both scenarios share')
      .addOption(modelOption)
      .requiredOption('--to <preset>', 'a preset of the model, or baseline for none')
      .option('--from <preset>', 'where the bridge begins', 'baseline')
      .option('--outcomes <ids...>', OUTCOMES)
      .addOption(
        new Option('--statistic <name>', 'of amounts; of events it is the probability')
          .choices(STATISTICS)
          .default('p50' as const),
      )
      .addOption(pageLangOption),
  ),
).action(bridgeCommand);

export interface BridgeOptions extends QuestionOptions, ComputingOptions {
  readonly from: string;
  readonly to: string;
  readonly outcomes?: readonly string[];
  readonly statistic: Statistic;
  readonly out: string;
  readonly json?: boolean;
}

/** The scenario without presets. */
const BASELINE = 'baseline';

export async function bridgeCommand(
  spec: string | undefined,
  options: BridgeOptions,
): Promise<void> {
  const { bridge } = await import('../../forecast/bridge.ts');
  const { madeFolder } = await import('../../node/folder.ts');
  const { readQuestion } = await import('../../node/question.ts');
  const { namesIn } = await import('../../forecast/names.ts');
  const { revisionPage } = await import('../../report/pages/revise.ts');
  const planOf = async (scenario: string): Promise<Plan> => {
    const preset = [...(options.preset ?? []), ...(scenario === BASELINE ? [] : [scenario])];
    return (await readQuestion(spec, { ...options, preset }, tell)).plan;
  };
  const [from, to] = [await planOf(options.from), await planOf(options.to)];
  const { signal, release } = onInterruption();
  try {
    const found = await withExecutor(options, undefined, (executor) =>
      bridge(
        { name: options.from, plan: from },
        { name: options.to, plan: to },
        { outcomes: separated(options.outcomes), statistic: options.statistic },
        executor,
        signal,
      ),
    );
    const name = `bridge-${from.id.slice(0, 8)}-${to.id.slice(0, 8)}`;
    const kept = madeFolder(options.out, name);
    const page = revisionPage(
      found,
      namesIn(to, options.lang ?? 'en'),
      'From one scenario to another',
    );
    await fileAndShow(kept, 'bridge', found, page, options.json);
  } finally {
    release();
  }
}
