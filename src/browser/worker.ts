/**
 * The worker of a page: computes questions with the very code of the command line, one at a time.
 */

import { outcomeColumns } from '../compile/program.ts';
import { inlineExecutor } from '../execute/inline.ts';
import { askedDifference } from '../forecast/asked-difference.ts';
import { type Computed, compute } from '../forecast/compute.ts';
import type { Asked } from '../page/beside.ts';
import { derive } from '../plan/derive.ts';
import type { Plan } from '../plan/plan.ts';
import type { Sample } from '../revision/compare.ts';
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
const own = new Map<number, Sample>();

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
  let known = own.get(plan.trials);
  if (known === undefined) {
    const unchanged = derive(base.plan, { trials: plan.trials });
    known = sampleOf(unchanged, await finished(unchanged), asked);
    if (known !== undefined) own.set(plan.trials, known);
  }
  const now = sampleOf(plan, result, asked);
  return known && now && askedDifference(known, now, asked.statistic, true).difference;
}

function sampleOf({ program }: Plan, { draws }: Computed, { column }: Asked): Sample | undefined {
  const k = outcomeColumns(program).findIndex(({ id }) => id === column);
  if (draws === undefined || k < 0) return undefined;
  const values = new Float64Array(draws.outcomes[k].length).fill(1);
  return { draws: draws.outcomes[k], weights: { firsts: draws.firsts, values } };
}

async function verified(plan: Plan): Promise<FromWorker> {
  const result = await compute(plan, {
    executor,
    summaryOnly: true,
    onProgress: (progress) => say({ kind: 'verifying', ...progress }),
  });
  if (result.state === 'stopped') throw new Error('the computing was stopped');
  return { kind: 'verified', digest: runDigest(result.digests) };
}
