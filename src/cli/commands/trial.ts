/** `chipcast trial`: one trial, with every intermediate value. */

import type { TracedTrial } from '../../forecast/trial.ts';
import { UsageError } from '../../forecast/usage-error.ts';
import type { QuestionOptions } from '../../node/question.ts';
import type { Plan } from '../../plan/plan.ts';
import type { TrialName } from '../../report/pages/trial.ts';
import type { Language } from '../../wording/languages.ts';
import { tell } from '../notes.ts';
import {
  command,
  jsonOption,
  list,
  modelOption,
  outOption,
  pageLangOption,
  RUN,
  whole,
} from '../options.ts';
import { printDocument } from '../output.ts';
import { separated } from '../separated.ts';
import { findStore } from '../stores.ts';

export default command(
  'trial',
  'show one trial with every intermediate value, or evaluate given uniforms',
)
  .argument('[run]', RUN)
  .argument('[number]', 'trial number', whole(0, Number.MAX_SAFE_INTEGER))
  .option(
    '--uniforms <file>',
    'JSON file { trials: [ { uniforms: { ID: u or [u per quarter] } } ] }',
  )
  .addOption(modelOption)
  .option('--only <ids...>', "ids to show, with * for any letters, as in 'h200.*' (default: all)")
  .option('--set <id=value>', 'with --uniforms: replace an input; repeatable', list, [])
  .option('--preset <name>', 'with --uniforms: lay a preset over the inputs; repeatable', list, [])
  .addOption(pageLangOption)
  .addOption(outOption)
  .addOption(jsonOption)
  .action(trialCommand);

interface TrialOptions extends QuestionOptions {
  readonly uniforms?: string;
  readonly only?: readonly string[];
  readonly lang?: Language;
  readonly out: string;
  readonly json?: boolean;
}

export async function trialCommand(
  run: string | undefined,
  number: number | undefined,
  options: TrialOptions,
): Promise<void> {
  if (options.uniforms !== undefined) {
    if (run !== undefined)
      throw new UsageError('trial takes either RUN NUMBER or --uniforms FILE, not both');
    return trialsOfUniforms(options.uniforms, options);
  }
  if (run === undefined || number === undefined) {
    throw new UsageError(
      'trial wants a run and a trial number (chipcast trial china-ai-chips-baseline-1a2b3c4d 48213), or --uniforms FILE',
    );
  }
  const changed = [
    ...(options.set?.length ? ['--set'] : []),
    ...(options.preset?.length ? ['--preset'] : []),
  ];
  if (changed.length > 0) {
    throw new UsageError(
      `trial RUN NUMBER replays a trial as it was, so ${changed.join(' and ')} cannot change it; run the change first, or give --uniforms`,
    );
  }
  return trialOfRun(run, number, options);
}

async function trialOfRun(named: string, number: number, options: TrialOptions): Promise<void> {
  const { trialOf } = await import('../../forecast/trial.ts');
  const { expectModel } = await import('../../node/question.ts');
  const store = await findStore(named, options.out);
  const plan = store.plan();
  await expectModel(options.model, plan, tell);
  const trial = trialOf(plan, number, store.name);
  if (options.json) process.stdout.write(`${JSON.stringify({ trial: number, ...trial })}\n`);
  else await show(plan, trial, { number, of: store.name }, options);
}

async function trialsOfUniforms(file: string, options: TrialOptions): Promise<void> {
  const { trialsFrom } = await import('../../forecast/trial.ts');
  const { readUniforms } = await import('../../node/uniforms.ts');
  const { readQuestion } = await import('../../node/question.ts');
  const { plan } = await readQuestion(undefined, options, tell);
  const traced = trialsFrom(plan, readUniforms(file, plan));
  if (options.json) {
    const trials = traced.map(({ inputs, outcomes, series }) => ({ inputs, outcomes, series }));
    process.stdout.write(`${JSON.stringify({ trials })}\n`);
  } else
    for (const [k, trial] of traced.entries())
      await show(plan, trial, { number: k, of: file }, options);
}

async function show(
  plan: Plan,
  trial: TracedTrial,
  of: TrialName,
  { only, lang = 'en' }: TrialOptions,
): Promise<void> {
  const { namesIn } = await import('../../forecast/names.ts');
  const { trialPage } = await import('../../report/pages/trial.ts');
  const page = trialPage(plan.program, trial, of, namesIn(plan, lang), separated(only));
  await printDocument(page);
}
