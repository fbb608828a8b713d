/** The input ranges that best predict whether a condition holds. */

import { type Condition, parseCondition } from '../condition/condition.ts';
import { evaluateCondition } from '../condition/evaluate.ts';
import type { ConditionNames } from '../condition/names.ts';
import {
  type Discovery,
  LEAST_HOLDING,
  discover as search,
  type Trials,
} from '../discovery/discover.ts';
import { numbersOf } from '../discovery/sample.ts';
import type { Plan } from '../plan/plan.ts';
import { streamKey } from '../random/keys.ts';
import { uniformAt } from '../random/threefry.ts';
import { type Document, plain } from '../report/document.ts';
import { namesOf } from '../report/names.ts';
import { boxFindings, discoverPage } from '../report/pages/discover.ts';
import { distributionText } from '../report/run-facts.ts';
import { redraw } from '../stats/redraw.ts';
import { counted } from '../stats/round.ts';
import { effectiveSampleSize } from '../stats/weights.ts';
import { drawColumns, WEIGHT } from '../store/draw-columns.ts';
import type { RunStore } from '../store/run-store.ts';
import { entry } from '../text/entry.ts';
import type { Language } from '../wording/languages.ts';
import { namesIn } from './names.ts';
import { expectFinished, openStore } from './open.ts';
import type { Place } from './place.ts';
import type { Run } from './run.ts';
import { UsageError } from './usage-error.ts';

/** What was found, and what it was found in. */
export interface Discovered {
  readonly run: Run;
  readonly condition: Condition;
  readonly discovery: Discovery;
  readonly trials: Trials;
  /** Trials of which the condition cannot be said. */
  readonly unknown: number;
  /** As `discover.json` has it. */
  readonly document: object;
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
        ? `is ${distributionText(plan.inputs[k].distribution)} in every trial of this run`
        : 'is an input on which no outcome depends; it is not drawn',
    ),
  );
  return { columns, others };
}

/**
 * Searches a run where it is kept, from the draws that it wrote, or computed again to the same bits
 * where it wrote none.
 *
 * @throws RunFolderError if the run is not finished; else as `discover`
 */
export async function discoverIn(
  store: RunStore,
  where: string,
  place: Place,
): Promise<Discovered> {
  expectFinished(store, 'there is nothing to search yet');
  const run = openStore(store, place);
  if (store.has('draws.parquet'))
    return discover(run, where, async (names) => store.readDraws(run.plan, names));
  return discover(run, where, async (names) => {
    await run.load(names.filter((name) => name !== WEIGHT));
    return columnsOf(run, names);
  });
}

/** In order of trial number. */
function columnsOf(run: Run, names: readonly string[]): ReadonlyMap<string, Float64Array> {
  return new Map(names.map((name) => [name, name === WEIGHT ? run.weights : run.draws(name)]));
}

/** What was found, for a page and for the terminal. */
export function discoveryPage(found: Discovered, language: Language = 'en'): Document {
  const { run, condition, discovery, trials, unknown } = found;
  const { plan } = run;
  const redrawn =
    plan.evidence?.method === 'weights'
      ? { trials: discovery.trials + unknown, from: plan.trials }
      : undefined;
  const facts = { run: run.name, where: condition.text, unknown, redrawn };
  return discoverPage(discovery, trials, facts, namesIn(plan, language));
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
    columnsOf(run, names),
): Promise<Discovered> {
  const { plan, name } = run;
  const condition = parseCondition(where, conditionNames(plan));
  const ids = drawColumns(plan).inputs;
  const weight = plan.evidence?.method === 'weights' ? [WEIGHT] : [];
  const columns = await read([...ids, ...condition.columns, ...weight]);
  const numbers = trialsThatCount(plan, columns.get(WEIGHT));
  const searched = new Map([...columns].map(([id, values]) => [id, someOf(values, numbers)]));
  const { trials, unknown } = trialsOf(plan, numbers, ids, condition, (id) => entry(searched, id));
  refuseFew(condition, trials, unknown);
  const discovery = search(trials);
  const document = {
    run: name,
    where: condition.text,
    trials: discovery.trials,
    ...(weight.length === 0 ? {} : { redrawnFrom: plan.trials }),
    leftOut: unknown,
    share: discovery.share,
    halves: discovery.halves,
    boxes: discovery.boxes,
    tree: discovery.tree,
    sentence: boxFindings(condition.text, discovery, namesOf(plan.program)).map(plain).join('. '),
  };
  return { run, condition, discovery, trials, unknown, document };
}

/**
 * Numbers of the trials to search, ascending. Where evidence weighs them they are redrawn by weight,
 * only as many as the weights are worth, so that a test that counts trials knows no more than there
 * is to know.
 */
function trialsThatCount({ trials, seed }: Plan, weights: Float64Array | undefined): Uint32Array {
  if (weights === undefined) return numbersOf(trials, () => true);
  const worth = Math.max(1, Math.round(effectiveSampleSize(weights)));
  const offset = uniformAt(streamKey(seed, 'trials redrawn to search'), 0);
  return redraw({ values: weights, firsts: [0, trials] }, worth, offset).positions;
}

function someOf(values: Float64Array, numbers: Uint32Array): Float64Array {
  return numbers.length === values.length ? values : Float64Array.from(numbers, (i) => values[i]);
}

function trialsOf(
  { replicates }: Plan,
  numbers: Uint32Array,
  ids: readonly string[],
  condition: Condition,
  column: (name: string) => Float64Array,
): { trials: Trials; unknown: number } {
  const n = numbers.length;
  const { holds, unknown } = evaluateCondition(condition, column, n);
  const known = numbersOf(n, (i) => unknown[i] === 0);
  const all = known.length === n;
  const taken = (values: Float64Array): Float64Array =>
    all ? values : Float64Array.from(known, (i) => values[i]);
  const trials = {
    inputs: ids.map((id) => ({ id, values: taken(column(id)) })),
    holds: all ? holds : Uint8Array.from(known, (i) => holds[i]),
    numbers: Float64Array.from(known, (i) => numbers[i]),
    replicates,
  };
  return { trials, unknown: n - known.length };
}

function refuseFew({ text }: Condition, { holds }: Trials, unknown: number): void {
  const holding = holds.reduce((sum, flag) => sum + flag, 0);
  const n = holds.length;
  const left = unknown === 0 ? '' : ` (${counted(unknown)} more, in which it cannot be said)`;
  if (Math.min(holding, n - holding) >= LEAST_HOLDING) return;
  const found =
    holding === 0
      ? `none of ${counted(n)} trials`
      : holding === n
        ? `all ${counted(n)} trials`
        : `${counted(holding)} of ${counted(n)} trials`;
  throw new UsageError(
    `${text} holds in ${found}${left}; at least ${LEAST_HOLDING} in which it does and ${LEAST_HOLDING} in which it does not are wanted. Choose another condition, or run more trials.`,
  );
}
