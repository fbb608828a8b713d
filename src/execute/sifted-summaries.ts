/** Summaries of single columns from what was sifted of them, in whichever thread it can be reached. */

import { type OutcomeColumn, outcomeColumns } from '../compile/program.ts';
import { OnlyCounted, type Partitioner } from '../kernel/partitioner.ts';
import type { Sifted } from '../kernel/sifter.ts';
import type { Plan } from '../plan/plan.ts';
import { likelyRanks, PartitionedSample } from '../stats/partitioned-sample.ts';
import { summariseOutcome } from '../stats/summarise.ts';
import type { OutcomeSummary } from '../stats/summary.ts';
import { entry } from '../text/entry.ts';
import { ColumnSummaries, wantedOf } from './column-summaries.ts';
import type { SiftedDraws } from './kept.ts';
import { blockStretches, type Stretch } from './layout.ts';
import { thinned } from './sieve.ts';

/** The draws of a block, and where those of each stretch of each column begin. */
interface Block {
  readonly values: Float64Array;
  readonly stretches: readonly Stretch[];
  readonly begins: Uint32Array;
}

export class SiftedSummaries {
  private readonly columns: readonly OutcomeColumn[];
  private readonly whole: ColumnSummaries;
  private readonly blocks: readonly Block[];
  /** By number of the column, its place among those that are sifted, and among the whole ones. */
  private readonly places: Readonly<Record<'sifted' | 'whole', ReadonlyMap<number, number>>>;

  constructor(
    private readonly plan: Plan,
    private readonly draws: SiftedDraws,
    private readonly partitioner: Partitioner,
  ) {
    const { sieve, columns, whole } = draws;
    this.columns = outcomeColumns(plan.program);
    this.whole = new ColumnSummaries(plan, whole.firsts, undefined, partitioner);
    this.blocks = draws.blocks.map(({ block, values, lengths }) => ({
      values,
      stretches: blockStretches(plan, block),
      begins: sumsOf(lengths),
    }));
    this.places = { sifted: placesOf(sieve.columns), whole: placesOf(columns) };
  }

  /**
   * @param column   its number
   * @param moments  of the column, replicate after replicate
   * @returns        undefined where draws that it asks for were only counted
   */
  of(column: number, moments: Float64Array): OutcomeSummary | undefined {
    const whole = this.places.whole.get(column);
    if (whole !== undefined) {
      const { draws, trials } = this.draws.whole;
      const own = draws.subarray(whole * trials, (whole + 1) * trials);
      return this.whole.of(column, own, moments);
    }
    try {
      return this.ofSifted(column, entry(this.places.sifted, column), moments);
    } catch (error) {
      if (error instanceof OnlyCounted) return undefined;
      throw error;
    }
  }

  private ofSifted(column: number, k: number, moments: Float64Array): OutcomeSummary {
    const { plan, partitioner } = this;
    const described = this.columns[column];
    const wanted = wantedOf(plan.program, described);
    const { sieve, counts } = this.draws;
    const { values, firsts } = this.keptOf(k);
    const rest = thinned(sieve, k, counts, plan.replicates);
    const ranks = likelyRanks(plan.trials, wanted);
    const sample = new PartitionedSample(partitioner.partition(values, firsts, ranks, rest));
    // Where some draws are only counted the pilot had many values, or others than whole ones.
    const few = rest.counted.every(({ value }) => value !== undefined);
    const shares = few ? sample.values() : undefined;
    return summariseOutcome(described, moments, sample, shares, plan.trials, wanted);
  }

  /** Draws of a sifted column that are kept, replicate after replicate. */
  private keptOf(k: number): { readonly values: Float64Array; readonly firsts: readonly number[] } {
    const lengths = new Float64Array(this.plan.replicates);
    for (const { stretches, begins } of this.blocks)
      stretches.forEach(({ replicate }, s) => {
        const at = k * stretches.length + s;
        lengths[replicate] += begins[at + 1] - begins[at];
      });
    const firsts = [0];
    for (const length of lengths) firsts.push(firsts[firsts.length - 1] + length);
    const values = new Float64Array(firsts[firsts.length - 1]);
    const filled = firsts.slice();
    for (const { values: kept, stretches, begins } of this.blocks)
      stretches.forEach(({ replicate }, s) => {
        const at = k * stretches.length + s;
        values.set(kept.subarray(begins[at], begins[at + 1]), filled[replicate]);
        filled[replicate] += begins[at + 1] - begins[at];
      });
    return { values, firsts };
  }
}

function placesOf(columns: ArrayLike<number>): ReadonlyMap<number, number> {
  return new Map(Array.from(columns, (column, place) => [column, place]));
}

function sumsOf(lengths: Sifted['lengths']): Uint32Array {
  const sums = new Uint32Array(lengths.length + 1);
  for (let k = 0; k < lengths.length; k++) sums[k + 1] = sums[k] + lengths[k];
  return sums;
}
