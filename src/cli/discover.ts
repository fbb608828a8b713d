/** `chipcast discover`: which inputs, in which ranges, tell the worlds of a run in which a condition holds from the others. */

import { type Condition, parseCondition } from '../condition/condition.ts';
import { evaluateCondition } from '../condition/evaluate.ts';
import type { ConditionNames } from '../condition/names.ts';
import { discover, type Discovery, LEAST_HOLDING, type Worlds } from '../discovery/discover.ts';
import { discoveryPage } from '../discovery/page.ts';
import { numbersOf } from '../discovery/sample.ts';
import {
  discoverySentences,
  shareSentence,
  treeLines,
  worldsSentence,
} from '../discovery/telling.ts';
import type { Plan } from '../plan/plan.ts';
import { distributionText } from '../report/run-facts.ts';
import { counted } from '../stats/round.ts';
import { RunFolderError } from '../store/error.ts';
import { drawColumns } from '../store/draw-columns.ts';
import { findRun, type RunFolder } from '../store/run-folder.ts';
import { wrap } from '../text/table.ts';
import { openFolder } from './run.ts';
import { UsageError } from './usage-error.ts';

interface DiscoverOptions {
  readonly where: string;
  readonly out: string;
  readonly json?: boolean;
}

export async function discoverCommand(
  named: string,
  { where, out, json }: DiscoverOptions,
): Promise<void> {
  const folder = openFolder(findRun(named, out).path);
  if (folder.state() !== 'finished')
    throw new RunFolderError(
      `${folder.path} is not finished; there is nothing to search yet (chipcast resume ${folder.path})`,
    );
  const plan = folder.plan();
  if (plan.evidence !== undefined)
    throw new RunFolderError(
      `${folder.path} has weights from evidence; discover searches worlds that count alike. Search the run of the same question without evidence`,
    );
  const condition = parseCondition(where, conditionNames(plan));
  if (!folder.has('draws.parquet'))
    throw new RunFolderError(
      `${folder.path} has no draws.parquet, which discover reads; run it again with --draws`,
    );
  const { worlds, unknown } = await readWorlds(folder, plan, condition);
  refuseFew(condition, worlds, unknown);
  const discovery = discover(worlds);
  const sentences = discoverySentences(condition.text, discovery);
  const document = {
    run: folder.name,
    where: condition.text,
    worlds: discovery.worlds,
    leftOut: unknown,
    share: discovery.share,
    halves: discovery.halves,
    boxes: discovery.boxes,
    tree: discovery.tree,
    sentence: sentences.join(' '),
  };
  const text = `${JSON.stringify(document, null, 1)}\n`;
  folder.write('discover.json', text);
  const facts = { run: folder.name, where: condition.text, program: plan.program, unknown };
  folder.write('discover.html', discoveryPage(discovery, worlds, facts));
  process.stdout.write(json ? text : told(condition, discovery, unknown, folder));
}

/** Columns of the run; and what else the model has, with why no condition can be on it. */
export function conditionNames(plan: Plan): ConditionNames {
  const { inputs, outcomes } = drawColumns(plan);
  const columns = [...inputs, ...outcomes];
  const others = new Map<string, string>();
  for (const { id } of plan.program.variables)
    others.set(id, 'is a variable; draws are kept of inputs and outcomes only');
  plan.program.inputs.forEach(({ id, used }, k) =>
    others.set(
      id,
      used
        ? `is ${distributionText(plan.inputs[k].distribution)} in every world of this run`
        : 'is an input on which no outcome depends; it is not drawn',
    ),
  );
  return { columns, others };
}

async function readWorlds(
  folder: RunFolder,
  plan: Plan,
  condition: Condition,
): Promise<{ worlds: Worlds; unknown: number }> {
  const ids = drawColumns(plan).inputs;
  const read = await folder.readDraws(plan, [...ids, ...condition.columns]);
  const column = (name: string): Float64Array => read.get(name)!;
  const { holds, unknown } = evaluateCondition(condition, column, plan.trials);
  const known = numbersOf(plan.trials, (i) => unknown[i] === 0);
  const all = known.length === plan.trials;
  const taken = (values: Float64Array): Float64Array =>
    all ? values : Float64Array.from(known, (i) => values[i]);
  const worlds = {
    inputs: ids.map((id) => ({ id, values: taken(column(id)) })),
    holds: all ? holds : Uint8Array.from(known, (i) => holds[i]),
    trials: Float64Array.from(known),
    replicates: plan.replicates,
  };
  return { worlds, unknown: plan.trials - known.length };
}

function refuseFew({ text }: Condition, { holds }: Worlds, unknown: number): void {
  const holding = holds.reduce((sum, flag) => sum + flag, 0);
  const n = holds.length;
  const left = unknown === 0 ? '' : ` (${counted(unknown)} more, in which it cannot be said)`;
  if (Math.min(holding, n - holding) >= LEAST_HOLDING) return;
  const found =
    holding === 0
      ? `none of ${counted(n)} worlds`
      : holding === n
        ? `all ${counted(n)} worlds`
        : `${counted(holding)} of ${counted(n)} worlds`;
  throw new UsageError(
    `${text} holds in ${found}${left}; at least ${LEAST_HOLDING} in which it does and ${LEAST_HOLDING} in which it does not are wanted. Choose another condition, or run more trials.`,
  );
}

const WIDTH = 100;

function told(
  { text }: Condition,
  discovery: Discovery,
  unknown: number,
  folder: RunFolder,
): string {
  const width = Math.min(WIDTH, process.stdout.columns ?? 80);
  const sentences = [
    `Of all worlds: ${shareSentence(text, discovery)}`,
    ...discoverySentences(text, discovery),
  ];
  const paragraphs = [
    ...sentences.map((sentence) => wrap(sentence, width)),
    treeLines(discovery.tree, discovery),
    wrap(worldsSentence(discovery, unknown), width),
    [folder.file('discover.html'), folder.file('discover.json')],
  ];
  return `${paragraphs.map((lines) => lines.join('\n')).join('\n\n')}\n`;
}
