/**
 * The worker of a page: computes questions with the very code of the command line, one at a time.
 */

import { outcomeColumns } from '../compile/program.ts';
import { inlineExecutor } from '../execute/inline.ts';
import { type Computed, compute } from '../forecast/compute.ts';
import type { Asked } from '../page/beside.ts';
import type { Plan } from '../plan/plan.ts';
import { estimateFrom } from '../stats/interval.ts';
import { orderOf } from '../stats/order.ts';
import type { Estimate } from '../stats/summary.ts';
import { runDigest } from '../store/manifest.ts';
import type { FromWorker, ToWorker } from './messages.ts';

type Say = (message: FromWorker) => void;

/** The scope of a worker, of which the types of a page know nothing. */
const scope = globalThis as unknown as {
  onmessage: (event: { readonly data: ToWorker }) => void;
  postMessage: Say;
};

const say: Say = (message) => scope.postMessage(message); // oxlint-disable-line unicorn/require-post-message-target-origin -- a worker has no origin to name

const executor = inlineExecutor();
let base: { readonly plan: Plan; readonly asked: Asked | undefined } | undefined;
/** The headline of the run's own assumptions, by number of trials. */
const own = new Map<number, readonly number[]>();

scope.onmessage = ({ data }) => {
  if (data.kind === 'begin') base = data;
  else if (data.kind === 'compute') void answered(data.number, () => computed(data));
  else void answered(-1, () => verified(data.plan));
};

async function answered(number: number, answer: () => Promise<FromWorker>): Promise<void> {
  try {
    say(await answer());
  } catch (error) {
    say({ kind: 'failed', number, message: (error as Error).message });
  }
}

async function computed({
  plan,
  number,
}: Extract<ToWorker, { kind: 'compute' }>): Promise<FromWorker> {
  const started = performance.now();
  const result = await finished(plan);
  const milliseconds = performance.now() - started;
  const difference = await differenceOf(plan, result);
  return { kind: 'computed', number, summary: result.summary, difference, milliseconds };
}

async function finished(plan: Plan): Promise<Computed> {
  const result = await compute(plan, { executor });
  if (result.state === 'stopped') throw new Error('the computing was stopped');
  return result;
}

/** Trial by trial: both questions draw the same, so the error is that of the difference. */
async function differenceOf(plan: Plan, result: Computed): Promise<Estimate | undefined> {
  if (base?.asked === undefined || plan.evidence !== undefined) return undefined;
  const { asked } = base;
  const known =
    own.get(plan.trials) ??
    statistics(
      { ...base.plan, trials: plan.trials },
      await finished({ ...base.plan, trials: plan.trials }),
      asked,
    );
  own.set(plan.trials, known);
  const now = statistics(plan, result, asked);
  return estimateFrom(
    now[0] - known[0],
    now.slice(1).map((part, r) => part - known[r + 1]),
  );
}

/** Of all trials, then of each replicate. */
function statistics(
  { program }: Plan,
  { draws }: Computed,
  { column, statistic }: Asked,
): number[] {
  const k = outcomeColumns(program).findIndex(({ id }) => id === column);
  if (draws === undefined || k < 0) return [];
  const { firsts } = draws;
  const of = (values: Float64Array): number => {
    if (statistic === 'probability') return values.reduce((a, b) => a + b, 0) / values.length;
    const order = orderOf(values);
    return values[order[Math.floor(order.length / 2)]];
  };
  const all = draws.outcomes[k];
  return [
    of(all),
    ...firsts.slice(0, -1).map((first, r) => of(all.subarray(first, firsts[r + 1]))),
  ];
}

async function verified(plan: Plan): Promise<FromWorker> {
  const result = await compute(plan, {
    executor,
    onProgress: (progress) => say({ kind: 'verifying', ...progress }),
  });
  if (result.state === 'stopped') throw new Error('the computing was stopped');
  return { kind: 'verified', digest: runDigest(result.digests) };
}
