/** `chipcast trial`: one world, with every intermediate value. */

import type { Program } from '../../compile/program.ts';
import type { Replay } from '../../execute/replay.ts';
import { FileError, readText } from '../../files/read.ts';
import type { Uniforms } from '../../forecast/trial.ts';
import { UsageError } from '../../forecast/usage-error.ts';
import type { QuestionOptions } from '../../node/question.ts';
import type { Plan } from '../../plan/plan.ts';
import { findStore } from '../find-store.ts';
import { tell } from '../notes.ts';
import { command, jsonOption, list, modelOption, outOption, RUN, whole } from '../options.ts';

export default command(
  'trial',
  'one world with every intermediate value, or the answer to given uniforms',
)
  .argument('[run]', RUN)
  .argument('[number]', 'trial number', whole(0, Number.MAX_SAFE_INTEGER))
  .option(
    '--uniforms <file>',
    'JSON file { trials: [ { uniforms: { ID: u or [u per quarter] } } ] }',
  )
  .addOption(modelOption)
  .option('--set <id=value>', 'with --uniforms: replace an input; repeatable', list, [])
  .option('--preset <name>', 'with --uniforms: lay a preset over the inputs; repeatable', list, [])
  .addOption(outOption)
  .addOption(jsonOption)
  .action(trialCommand);

interface TrialOptions extends QuestionOptions {
  readonly uniforms?: string;
  readonly out: string;
  readonly json?: boolean;
}

export async function trialCommand(
  run: string | undefined,
  number: number | undefined,
  options: TrialOptions,
): Promise<void> {
  const { replayUniforms, traceOf, trialDocument } = await import('../../execute/replay.ts');
  const { trialOf } = await import('../../forecast/trial.ts');
  const { expectModel, readQuestion } = await import('../../node/question.ts');
  if (options.uniforms !== undefined) {
    if (run !== undefined)
      throw new UsageError('trial takes either RUN NUMBER or --uniforms FILE, not both');
    const { plan } = await readQuestion(undefined, options, tell);
    const worlds = (await readUniforms(options.uniforms, plan)).map((uniforms) =>
      replayUniforms(plan, uniforms),
    );
    const trials = worlds.map((world) => trialDocument(plan.program, world));
    if (options.json) process.stdout.write(`${JSON.stringify({ trials })}\n`);
    else
      for (const [k, world] of worlds.entries())
        process.stdout.write(
          await describeWorld(plan.program, world, `Trial ${k} of ${options.uniforms}`),
        );
    return;
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
      `trial RUN NUMBER replays a world as it was, so ${changed.join(' and ')} cannot change it; run the change first, or give --uniforms`,
    );
  }
  const folder = await findStore(run, options.out);
  const plan = folder.plan();
  await expectModel(options.model, plan, tell);
  const world = trialOf(plan, number, folder.name);
  if (options.json) {
    const document = {
      trial: number,
      ...trialDocument(plan.program, world),
      variables: traceOf(plan.program, world),
    };
    process.stdout.write(`${JSON.stringify(document)}\n`);
  } else
    process.stdout.write(
      await describeWorld(plan.program, world, `Trial ${number} of ${folder.name}`),
    );
}

async function readUniforms(file: string, plan: Plan): Promise<Uniforms[]> {
  const { checkedUniforms } = await import('../../forecast/trial.ts');
  let content: unknown;
  try {
    content = JSON.parse(readText(file));
  } catch (error) {
    if (error instanceof FileError) throw error;
    throw new UsageError(`${file} cannot be read: ${(error as Error).message}`);
  }
  return checkedUniforms(content, file, plan);
}

async function describeWorld(program: Program, world: Replay, title: string): Promise<string> {
  const { outcomeColumns } = await import('../../compile/program.ts');
  const { traceOf, trialDocument } = await import('../../execute/replay.ts');
  const { inputs, outcomes, series } = trialDocument(program, world);
  const { quarters } = program.time;
  // An outcome may share its id with what it reports, and not its unit.
  const assumed = new Map(
    [...program.inputs, ...program.variables].map(({ id, unit }) => [id, unit]),
  );
  const yearly = new Map(outcomeColumns(program).map(({ id, unit }) => [id, unit]));
  const quarterly = new Map(
    program.outcomes.flatMap(({ id, over, unit }) =>
      over === 'quarter' ? [[id, unit] as const] : [],
    ),
  );
  type Values = Readonly<Record<string, number | readonly number[]>>;
  const plain = (values: Values, units: ReadonlyMap<string, string>): string[] =>
    Object.entries(values).flatMap(([id, value]) =>
      typeof value === 'number'
        ? [`  ${id.padEnd(36)} ${short(value).padStart(12)}  ${units.get(id) ?? ''}`.trimEnd()]
        : [],
    );
  const rows = (values: Values, units: ReadonlyMap<string, string>): string[] =>
    Object.entries(values).flatMap(([id, value]) => {
      if (typeof value === 'number') return [];
      const cells = value.map((x) => short(x).padStart(10));
      const lines = [`  ${id} [${units.get(id) ?? ''}]`];
      for (let k = 0; k < cells.length; k += 4) {
        lines.push(`    ${quarters[k]}  ${cells.slice(k, k + 4).join(' ')}`);
      }
      return lines;
    });
  const section = (heading: string, lines: readonly string[]): string[] =>
    lines.length === 0 ? [] : ['', heading, ...lines];
  const variables = traceOf(program, world);
  return `${[
    title,
    ...section('Inputs', [...plain(inputs, assumed), ...rows(inputs, assumed)]),
    ...section('Once a trial', plain(variables, assumed)),
    ...section('By quarter', rows(variables, assumed)),
    ...section('Outcomes', [...plain(outcomes, yearly), ...rows(series, quarterly)]),
  ].join('\n')}\n`;
}

/** Six significant digits: enough to follow the arithmetic; `--json` has them all. */
function short(x: number): string {
  if (Number.isInteger(x) && Math.abs(x) < 1e9) return String(x);
  return Number.isFinite(x) ? String(Number(x.toPrecision(6))) : String(x);
}
