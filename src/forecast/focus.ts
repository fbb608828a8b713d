/**
 * Probabilities of rare events by importance sampling: trials are drawn where the event is decided,
 * and each counts by how much rarer it would be otherwise.
 *
 * Source: Rubinstein and Kroese (2017), "Simulation and the Monte Carlo Method", 3rd edition,
 * chapter 5 (cross-entropy by levels), doi:10.1002/9781118631980.
 */

import { lower } from '../compile/lower.ts';
import { outcomeColumns } from '../compile/program.ts';
import { recordColumns } from '../compile/record.ts';
import type { Condition } from '../condition/condition.ts';
import { evaluateCondition } from '../condition/evaluate.ts';
import { marginOf } from '../condition/margin.ts';
import { DrawCollector } from '../execute/collect.ts';
import { inlineExecutor } from '../execute/inline.ts';
import { Interrupted } from '../execute/interrupted.ts';
import { firstsOf } from '../execute/layout.ts';
import { drawsOf, type Points } from '../execute/simulate.ts';
import { derive } from '../plan/derive.ts';
import { blockCount, type Plan } from '../plan/plan.ts';
import type { Design } from '../random/designs.ts';
import { uniformsOfReplicate } from '../random/streams.ts';
import { estimateFrom, NOTHING } from '../stats/interval.ts';
import { fittedProposal, type Proposal, propose } from '../stats/proposal.ts';
import { counted } from '../stats/round.ts';
import type { Estimate } from '../stats/summary.ts';
import { effectiveSampleSize } from '../stats/weights.ts';
import { bareId } from '../text/column-name.ts';
import { entry } from '../text/entry.ts';
import { stopOf } from './compute.ts';
import { UsageError } from './usage-error.ts';

/** How trials were drawn where an event is decided. */
export interface Focus {
  /** Trials that found where that is; the answer does not count them. */
  readonly pilots: number;
  /** Ids of inputs that were drawn otherwise, those first of which it took most streams. */
  readonly inputs: readonly string[];
  /** Trials in which the event holds. */
  readonly hits: number;
  /** Trials drawn at random that would give the same standard error; null where there is none. */
  readonly worth: number | null;
}

export interface Focused extends Estimate {
  /** Trials that the answer is from. */
  readonly trials: number;
  /** Trials in which it cannot be said because a value that matters failed in them. */
  readonly failures: number;
  readonly focus: Focus;
}

export interface FocusHooks {
  readonly signal?: AbortSignal | undefined;
  /** After every block: how many trials it has. */
  readonly onTrials?: ((trials: number) => void) | undefined;
}

/** Trials of a pilot; the first is made greater while too few of its trials come near. */
const PILOT = 16_384;
const MOST_PILOT = 1_048_576;
/** Part of a pilot's trials that the next one is drawn near to. */
const NEAR = 0.1;
/** What the trials behind proposals are worth at least, and those behind an answer. */
const LEAST_WORTH = 200;
const LEAST_ANSWER = 50;
const MOST_PILOTS = 20;

/**
 * The probability of a condition, with trials drawn where it is decided.
 *
 * Pilots find out where that is: each is drawn as the tenth of the one before was that came nearest,
 * until enough trials of one hit. Of each stream of uniforms that matters the trials of the last
 * make a density; as many trials as the plan has are drawn from these, by its seed, design and
 * replicates, and each counts by the inverse of its density. The estimate is unbiased whatever the
 * densities are, for the trials are others than those that made them; only its error depends on them.
 *
 * @param plan  without evidence
 * @param hooks  `onTrials` hears of every block
 * @throws UsageError where the plan has evidence, or where no trial comes near; Interrupted where the
 *   signal came
 */
export async function focusedProbability(
  plan: Plan,
  condition: Condition,
  hooks: FocusHooks = {},
): Promise<Focused> {
  if (plan.evidence !== undefined)
    throw new UsageError(
      'the trials of a run with evidence are weighed already and cannot be focused; ask a run without evidence',
    );
  const selected = derive(plan, { program: recordColumns(plan.program, condition.columns) });
  const drawing = new Drawing(selected, condition, hooks);
  const { proposals, pilots } = await fitted(drawing, condition);
  const { trials, replicates, seed, design } = plan;
  const final = await drawing.draw({ trials, replicates, seed, design }, proposals);
  const hits = trialsOf(final, (i) => final.holds[i] === 1);
  if (worthOf(final, hits) < LEAST_ANSWER)
    throw new UsageError(
      `${condition.text} cannot be answered from ${counted(trials)} trials: it holds in ${counted(hits.length)}, which count as much as ${counted(worthOf(final, hits))}; wanted ${LEAST_ANSWER}, so ask a run with more trials`,
    );
  return estimated(final, pilots, inputsOf(proposals));
}

interface Sample {
  /** Where each replicate begins, and the number of trials. */
  readonly firsts: readonly number[];
  readonly weights: Float64Array;
  readonly holds: Uint8Array;
  readonly unknown: Uint8Array;
  /** How near each trial comes; a pilot asks for it where too few hit. */
  margin(): Float64Array;
  readonly uniforms: ReadonlyMap<string, readonly Float64Array[]>;
}

interface Asked {
  readonly trials: number;
  readonly replicates: number;
  readonly seed: string;
  readonly design: Design;
}

type Proposals = ReadonlyMap<string, Proposal>;

/** Draws trials of a question from proposals. */
class Drawing {
  private readonly streams: readonly { readonly name: string; readonly dimension?: number }[];

  constructor(
    readonly plan: Plan,
    private readonly condition: Condition,
    private readonly hooks: FocusHooks,
  ) {
    this.streams = lower(plan.program, drawsOf(plan), false, plan.copulas).streams;
  }

  async draw(asked: Asked, proposals: Proposals): Promise<Sample> {
    const plan = derive(this.plan, { ...asked });
    const { trials, seed, design } = asked;
    const weights = new Float64Array(trials).fill(1);
    const firsts = firstsOf(asked);
    const parts = firsts.slice(1).map((end, r) => weights.subarray(firsts[r], end));
    const uniforms = new Map(
      this.streams.map((stream) => [
        stream.name,
        parts.map((part, r) => {
          const own = uniformsOfReplicate(design, seed, stream, r, part.length);
          const proposal = proposals.get(stream.name);
          if (proposal !== undefined) propose(proposal, own, part);
          return own;
        }),
      ]),
    );
    const collector = await this.collected(plan, uniforms);
    const numbers = new Map(outcomeColumns(plan.program).map(({ id }, k) => [id, k]));
    const column = (name: string): Float64Array => collector.outcomes[entry(numbers, name)];
    return {
      firsts,
      weights,
      ...evaluateCondition(this.condition, column, trials),
      margin: () => marginOf(this.condition, column, trials),
      uniforms,
    };
  }

  private async collected(plan: Plan, points: Points): Promise<DrawCollector> {
    const { signal, onTrials } = this.hooks;
    const stop = stopOf(signal);
    const collector = new DrawCollector(plan);
    const blocks = Array.from({ length: blockCount(plan) }, (_, block) => block);
    for await (const result of inlineExecutor(undefined, points).simulate(plan, blocks, { stop })) {
      collector.add(result);
      onTrials?.(result.trials);
    }
    if (stop.requested) throw new Interrupted('trials that come near were looked for');
    return collector;
  }
}

/** Pilots, each drawn nearer than the one before, until enough trials of one hit. */
async function fitted(drawing: Drawing, { text }: Condition) {
  let proposals: Proposals = new Map();
  let [size, pilots, reached] = [PILOT, 0, Number.NEGATIVE_INFINITY];
  for (let round = 0; round < MOST_PILOTS && size <= MOST_PILOT; round++) {
    const seed = `${drawing.plan.seed} pilot ${round}`;
    const asked = { trials: size, replicates: 1, seed, design: 'monte-carlo' } as const;
    const sample = await drawing.draw(asked, proposals);
    pilots += size;
    const hits = trialsOf(sample, (i) => sample.holds[i] === 1);
    if (worthOf(sample, hits) >= LEAST_WORTH) {
      proposals = proposalsOf(sample, hits);
      // Those of a first pilot may be few; they are drawn from once more.
      if (hits.length >= NEAR * size || round > 0) return { proposals, pilots };
      continue;
    }
    const margin = sample.margin();
    const level = nearTo(margin);
    const near = trialsOf(sample, (i) => margin[i] >= level);
    // Where no trial is nearer than another, or few count for all, only more of them can help.
    if (!(level > reached) || worthOf(sample, near) < LEAST_WORTH) size *= 4;
    else {
      reached = level;
      proposals = proposalsOf(sample, near);
    }
  }
  throw new UsageError(
    `${text} is too rare to be found, or never holds: ${counted(pilots)} trials, each time drawn where it came nearest, do not lead there`,
  );
}

function trialsOf({ weights }: Sample, matters: (trial: number) => boolean): readonly number[] {
  return Array.from(weights, (_, i) => i).filter(matters);
}

/** As many trials that count alike would say as much. */
function worthOf({ weights }: Sample, trials: readonly number[]): number {
  return effectiveSampleSize(Float64Array.from(trials, (i) => weights[i]));
}

/** The margin that a tenth of the trials have at least. */
function nearTo(margin: Float64Array): number {
  const known = margin.filter((x) => !Number.isNaN(x)).sort();
  return known[Math.floor((1 - NEAR) * known.length)] ?? Number.NEGATIVE_INFINITY;
}

function proposalsOf({ weights, uniforms }: Sample, trials: readonly number[]): Proposals {
  const of = (values: Float64Array): Float64Array => Float64Array.from(trials, (i) => values[i]);
  const counting = of(weights);
  return new Map(
    [...uniforms].flatMap(([name, [own]]) => {
      const proposal = fittedProposal(of(own), counting);
      return proposal === undefined ? [] : [[name, proposal] as const];
    }),
  );
}

function estimated(
  { firsts, weights, holds, unknown }: Sample,
  pilots: number,
  inputs: readonly string[],
): Focused {
  const failures = count(unknown);
  let [sum, known] = [0, 0];
  const parts = firsts.slice(1).map((end, r) => {
    let [holding, unsaid] = [0, 0];
    for (let i = firsts[r]; i < end; i++) {
      if (holds[i] === 1) holding += weights[i];
      if (unknown[i] === 1) unsaid += weights[i];
    }
    // Of failed trials the weights are known, and so is the part of all trials that they stand for.
    const said = end - firsts[r] - unsaid;
    sum += holding;
    known += said;
    return holding / said;
  });
  const hits = count(holds);
  const { value, se, low, high } = known > 0 ? estimateFrom(sum / known, parts) : NOTHING;
  return {
    value,
    se,
    low: low === null ? null : Math.max(0, low),
    high: high === null ? null : Math.min(1, high),
    trials: weights.length - failures,
    failures,
    focus: {
      pilots,
      inputs,
      hits,
      worth: value !== null && se !== null && se > 0 ? (value * (1 - value)) / (se * se) : null,
    },
  };
}

/** Those with the most streams first, then by id. */
function inputsOf(proposals: Proposals): readonly string[] {
  const streams = new Map<string, number>();
  for (const name of proposals.keys())
    streams.set(bareId(name), (streams.get(bareId(name)) ?? 0) + 1);
  return [...streams].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1)).map(([id]) => id);
}

function count(flags: Uint8Array): number {
  return flags.reduce((sum, flag) => sum + flag, 0);
}
