/**
 * A worker of a page: computes questions with the very code of the command line, one at a time, its
 * share of the blocks and of the columns.
 */

import { type OutcomeColumn, outcomeColumns, type Program } from '../compile/program.ts';
import { type Observed, observe } from '../evidence/observe.ts';
import { ColumnSummaries } from '../execute/column-summaries.ts';
import { inlineExecutor } from '../execute/inline.ts';
import { blockStretches, firstsOf, type Stretch } from '../execute/layout.ts';
import { Simulator } from '../execute/simulate.ts';
import { askedDifference } from '../forecast/asked-difference.ts';
import { compute } from '../forecast/compute.ts';
import { loadKernel } from '../kernel/load.ts';
import type { Asked } from '../page/beside.ts';
import { derive } from '../plan/derive.ts';
import { blockCount, type Plan } from '../plan/plan.ts';
import type { Sample } from '../revision/compare.ts';
import { MOMENTS, MomentTree } from '../stats/moments.ts';
import type { OutcomeSummary, Wanted } from '../stats/summary.ts';
import { runDigest } from '../store/manifest.ts';
import { present } from '../text/entry.ts';
import type { FromWorker, ToWorker } from './messages.ts';
import { type MomentPart, Peers } from './peers.ts';
import { type Changes, changedPlan, isUnchanged, shownProgram, UNCHANGED } from './question.ts';

/** The scope of a worker, of which the types of a page know nothing. */
const scope = globalThis as unknown as {
  onmessage: (event: { readonly data: ToWorker }) => void;
  postMessage(message: FromWorker): void;
};

const say = (message: FromWorker): void => scope.postMessage(message); // oxlint-disable-line unicorn/require-post-message-target-origin -- a worker has no origin to name

let answers: Answers | undefined;

scope.onmessage = ({ data }) => {
  if (data.kind === 'begin') answers = new Answers(data);
  else void answered(data, answers!);
};

async function answered(message: Exclude<ToWorker, { kind: 'begin' }>, by: Answers): Promise<void> {
  const number = message.kind === 'compute' ? message.number : -1;
  try {
    say(message.kind === 'compute' ? await by.part(number, message.changes) : await by.verified());
  } catch (error) {
    say({ kind: 'failed', number, message: (error as Error).message });
  }
}

/** Columns of a block, one after another, and where its trials lie in them. */
interface Located {
  readonly stretches: readonly Stretch[];
  readonly columns: Float64Array;
}

/** Puts the draws that a block has of one of its columns to those of its replicates. */
function assemble(
  { stretches, columns }: Located,
  k: number,
  firsts: readonly number[],
  into: Float64Array,
): void {
  const trials = stretches.reduce((sum, { length }) => sum + length, 0);
  for (const { replicate, first, length, position } of stretches) {
    const from = k * trials + position;
    into.set(columns.subarray(from, from + length), firsts[replicate] + first);
  }
}

interface Drawn {
  readonly plan: Plan;
  readonly columns: readonly OutcomeColumn[];
  /** Numbers of the columns of this worker, and the draws of each, replicate after replicate. */
  readonly own: readonly number[];
  readonly draws: readonly Float64Array[];
  readonly firsts: readonly number[];
  /** Of all columns. */
  readonly moments: Float64Array;
  readonly weights: Float64Array | undefined;
}

class Answers {
  private readonly plan: Plan;
  /** What the page shows of it: its numbers are those of the whole. */
  private readonly program: Program;
  private readonly asked: Asked | undefined;
  private readonly peers: Peers;
  /** Of columns whose trials all count alike, by number of trials. */
  private readonly summaries = new Map<number, ColumnSummaries>();
  /** The machine of the last question. */
  private machine: { readonly key: string; readonly simulator: Simulator } | undefined;
  /** The headline of the run's own assumptions, by number of trials; where its column is not ours, too. */
  private readonly unchanged = new Map<number, Sample | undefined>();

  constructor({ plan, asked, own, peers }: Extract<ToWorker, { kind: 'begin' }>) {
    this.plan = plan;
    this.program = shownProgram(plan.program);
    this.asked = asked;
    this.peers = new Peers(own, peers);
  }

  async part(number: number, changes: Changes): Promise<FromWorker> {
    const began = performance.now();
    const { plan, asked, unchanged } = this;
    const trials = Math.min(changes.trials, plan.trials);
    const own =
      asked !== undefined && plan.evidence === undefined && !unchanged.has(trials)
        ? await this.columns({ ...UNCHANGED, trials })
        : undefined;
    if (own !== undefined) unchanged.set(trials, own.asked);
    const answer = own !== undefined && isUnchanged(changes) ? own : await this.columns(changes);
    const { outcomes, asked: now } = answer;
    const before = unchanged.get(trials);
    const difference =
      asked && before && now && askedDifference(before, now, asked.statistic, true).difference;
    return { kind: 'part', number, outcomes, difference, milliseconds: performance.now() - began };
  }

  /** The own columns of a question, summarised, and the draws of the headline if it is one of them. */
  private async columns(changes: Changes): Promise<{
    readonly outcomes: readonly (readonly [number, OutcomeSummary])[];
    readonly asked: Sample | undefined;
  }> {
    const drawn = await this.drawn(changes);
    const { plan, columns, own, weights } = drawn;
    const { firsts, draws } = drawn;
    const width = plan.replicates * MOMENTS;
    const summaries = this.summariesOf(drawn);
    const outcomes = own.map((k, place) => {
      const moments = drawn.moments.subarray(k * width, (k + 1) * width);
      return [k, summaries.of(k, draws[place], moments, depthOf)] as const;
    });
    const place = own.findIndex((k) => columns[k].id === this.asked?.column);
    if (place < 0) return { outcomes, asked: undefined };
    const values = weights ?? new Float64Array(plan.trials).fill(1);
    return { outcomes, asked: { draws: draws[place], weights: { firsts, values } } };
  }

  /** All trials of the own columns. */
  private async drawn(changes: Changes): Promise<Drawn> {
    const { peers } = this;
    const observed = await this.observed(changes);
    // Trials that were moved are drawn by whoever moved them: every worker has done so.
    const mover = observed?.weights === undefined ? observed?.executor : undefined;
    const simulator = mover === undefined ? this.simulatorOf(changes) : undefined;
    const plan = simulator?.plan ?? this.shown(changes);
    const columns = outcomeColumns(plan.program);
    const own = peers.columnsOf(peers.own, columns.length);
    const computing: AsyncIterable<MomentPart> =
      simulator === undefined
        ? (present(mover, 'who moved the trials').simulate(
            plan,
            blocksOf(plan),
            {},
          ) as AsyncIterable<MomentPart>)
        : peers.ownColumns(simulator, columns.length);
    const tree = new MomentTree();
    const firsts = firstsOf(plan);
    const draws = own.map(() => new Float64Array(plan.trials));
    for await (const { block, moments, columns: some } of computing) {
      tree.add(block, moments);
      // At once: whoever computes may use the memory of a block for the next one.
      const located = { stretches: blockStretches(plan, block), columns: some };
      own.forEach((k, place) => {
        assemble(located, simulator === undefined ? k : place, firsts, draws[place]);
      });
    }
    const moments = tree.total();
    return { plan, columns, own, firsts, moments, draws, weights: observed?.weights };
  }

  private async observed(changes: Changes): Promise<Observed | undefined> {
    if (this.plan.evidence === undefined) return undefined;
    const question = changedPlan(this.plan, changes);
    return question.evidence && observe(question, this.peers.executor(), 0);
  }

  /** A question with what the page shows of the program, and without evidence. */
  private shown(changes: Changes): Plan {
    const question = changedPlan(this.plan, changes);
    return derive(question, { evidence: undefined, program: this.program });
  }

  /** A slider that goes on moving leaves the machine as it is, but for one number. */
  private simulatorOf(changes: Changes): Simulator {
    const { preset, trials, set } = changes;
    const turned = Object.keys(set).toSorted();
    const key = [preset, trials, ...turned].join(' ');
    if (this.machine?.key !== key) {
      this.machine = {
        key,
        simulator: new Simulator(this.shown(changes), loadKernel(), { turned }),
      };
    }
    const { simulator } = this.machine;
    for (const id of turned) simulator.turn(id, set[id]);
    return simulator;
  }

  private summariesOf({ plan, firsts, weights }: Drawn): ColumnSummaries {
    if (weights !== undefined) return new ColumnSummaries(plan, firsts, weights);
    // What of a plan summaries depend on is the same for every move: its program and its trials.
    const kept = this.summaries.get(plan.trials) ?? new ColumnSummaries(plan, firsts);
    this.summaries.set(plan.trials, kept);
    return kept;
  }

  async verified(): Promise<FromWorker> {
    const result = await compute(this.plan, {
      executor: inlineExecutor(),
      summaryOnly: true,
      onProgress: (progress) => say({ kind: 'verifying', ...progress }),
    });
    if (result.state === 'stopped') throw new Error('the computing was stopped');
    return { kind: 'verified', digest: runDigest(result.digests) };
  }
}

function blocksOf(plan: Plan): readonly number[] {
  return Array.from({ length: blockCount(plan) }, (_, block) => block);
}

/** Errors are in tooltips of headlines alone. */
function depthOf({ hundred }: Wanted): NonNullable<Wanted['depth']> {
  return hundred ? 'quantiles' : 'values';
}
