/** The input ranges that best predict whether a condition holds. */

import { type Condition, parseCondition } from '../condition/condition.ts';
import { evaluateCondition } from '../condition/evaluate.ts';
import type { ConditionNames } from '../condition/names.ts';
import {
  type Discovery,
  LEAST_HOLDING,
  discover as search,
  type Worlds,
} from '../discovery/discover.ts';
import { discoveryPage } from '../discovery/page.ts';
import { numbersOf } from '../discovery/sample.ts';
import { discoveryParagraphs, discoverySentences } from '../discovery/telling.ts';
import type { Plan } from '../plan/plan.ts';
import { distributionText } from '../report/run-facts.ts';
import { counted } from '../stats/round.ts';
import { drawColumns } from '../store/draw-columns.ts';
import { RunFolderError } from '../store/error.ts';
import type { RunStore } from '../store/run-store.ts';
import { entry } from '../text/entry.ts';
import { expectFinished, openStore } from './open.ts';
import type { Place } from './place.ts';
import type { Run } from './run.ts';
import { UsageError } from './usage-error.ts';

/** What was found, and what it was found in. */
export interface Discovered {
  readonly run: Run;
  readonly condition: Condition;
  readonly discovery: Discovery;
  readonly worlds: Worlds;
  /** Trials of which the condition cannot be said. */
  readonly unknown: number;
  /** As `discover.json` has it. */
  readonly document: object;
}

/** @throws RunFolderError if the trials of a plan do not count alike */
function refuseWeighted(plan: Plan, name: string): void {
  if (plan.evidence === undefined) return;
  throw new RunFolderError(
    `${name} has weights from evidence; discover searches worlds that count alike. Search the run of the same question without evidence`,
  );
}

/** Columns of a run; and what else the model has, with why no condition can be on it. */
function conditionNames(plan: Plan): ConditionNames {
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

/**
 * Searches a run where it is kept, from the draws that it wrote.
 *
 * @throws RunFolderError if the run is not finished, or has no draws; else as `discover`
 */
export async function discoverIn(
  store: RunStore,
  where: string,
  place: Place,
): Promise<Discovered> {
  expectFinished(store, 'there is nothing to search yet');
  const run = openStore(store, place);
  refuseWeighted(run.plan, store.path);
  parseCondition(where, conditionNames(run.plan));
  if (!store.has('draws.parquet'))
    throw new RunFolderError(
      `${store.path} has no draws.parquet, which discover reads; run it again with --draws`,
    );
  return discover(run, where, async (names) => store.readDraws(run.plan, names));
}

/** What was found, as a page. */
export function discoveryHtml({ run, condition, discovery, worlds, unknown }: Discovered): string {
  const facts = { run: run.name, where: condition.text, program: run.plan.program, unknown };
  return discoveryPage(discovery, worlds, facts);
}

/** What was found, in paragraphs of this width. */
export function discoveryText(
  { condition, discovery, unknown }: Discovered,
  width: number,
): string[] {
  return discoveryParagraphs(condition.text, discovery, unknown, width);
}

/**
 * Searches the trials of a run.
 *
 * @param where  a condition on inputs and outcomes
 * @param read   columns by name, in order of trial number; those of the run if absent
 * @throws ConditionError if the condition cannot be read; UsageError if it holds, or fails to hold,
 *   in too few trials to search
 */
export async function discover(
  run: Run,
  where: string,
  read: (names: readonly string[]) => Promise<ReadonlyMap<string, Float64Array>> = async (names) =>
    new Map(names.map((name) => [name, run.draws(name)])),
): Promise<Discovered> {
  const { plan, name } = run;
  refuseWeighted(plan, run.path ?? name);
  const condition = parseCondition(where, conditionNames(plan));
  const ids = drawColumns(plan).inputs;
  const columns = await read([...ids, ...condition.columns]);
  const { worlds, unknown } = worldsOf(plan, ids, condition, (id) => entry(columns, id));
  refuseFew(condition, worlds, unknown);
  const discovery = search(worlds);
  const document = {
    run: name,
    where: condition.text,
    worlds: discovery.worlds,
    leftOut: unknown,
    share: discovery.share,
    halves: discovery.halves,
    boxes: discovery.boxes,
    tree: discovery.tree,
    sentence: discoverySentences(condition.text, discovery).join(' '),
  };
  return { run, condition, discovery, worlds, unknown, document };
}

function worldsOf(
  { trials, replicates }: Plan,
  ids: readonly string[],
  condition: Condition,
  column: (name: string) => Float64Array,
): { worlds: Worlds; unknown: number } {
  const { holds, unknown } = evaluateCondition(condition, column, trials);
  const known = numbersOf(trials, (i) => unknown[i] === 0);
  const all = known.length === trials;
  const taken = (values: Float64Array): Float64Array =>
    all ? values : Float64Array.from(known, (i) => values[i]);
  const worlds = {
    inputs: ids.map((id) => ({ id, values: taken(column(id)) })),
    holds: all ? holds : Uint8Array.from(known, (i) => holds[i]),
    trials: Float64Array.from(known),
    replicates,
  };
  return { worlds, unknown: trials - known.length };
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
