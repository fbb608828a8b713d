/** Summaries of single columns whose draws are all kept, in whichever thread they can be reached. */

import { chartThresholds } from '../charts/index.ts';
import { type OutcomeColumn, outcomeColumns, shownOver } from '../compile/program.ts';
import { loadKernel } from '../kernel/load.ts';
import { Partitioner } from '../kernel/partitioner.ts';
import type { Plan } from '../plan/plan.ts';
import { likelyRanks, PartitionedSample } from '../stats/partitioned-sample.ts';
import { summariseOutcome } from '../stats/summarise.ts';
import type { OutcomeSummary, Wanted } from '../stats/summary.ts';
import { summariseWeighted } from '../stats/weighted.ts';
import { present } from '../text/entry.ts';

const UNNAMED = { id: '', unit: '' };

export class ColumnSummaries {
  private readonly columns: ReturnType<typeof outcomeColumns>;
  /**
   * @param firsts   where each replicate begins, and the end
   * @param weights  how much each draw counts; absent: all alike
   * @param partitioner  to be used by others in turn; made here if absent and needed
   */
  constructor(
    private readonly plan: Plan,
    private readonly firsts: readonly number[],
    private readonly weights?: Float64Array | undefined,
    private partitioner?: Partitioner | undefined,
  ) {
    this.columns = outcomeColumns(plan.program);
  }

  /**
   * @param column   its number; inputs come after the outcomes, only with weights, since they have
   *            no moments, and without a name
   * @param moments  of the column, replicate after replicate
   * @param depth    whether more than the program asks for is left out; absent: nothing is
   */
  of(
    column: number,
    draws: Float64Array,
    moments: Float64Array,
    depth?: (wanted: Wanted) => NonNullable<Wanted['depth']>,
  ): OutcomeSummary {
    const { plan, firsts, weights } = this;
    if (column >= this.columns.length)
      return summariseWeighted(UNNAMED, draws, {
        values: present(weights, 'the weights of inputs'),
        firsts,
      });
    const described = this.columns[column];
    const all = wantedOf(plan.program, described);
    const wanted = depth === undefined ? all : { ...all, depth: depth(all) };
    if (weights) return summariseWeighted(described, draws, { values: weights, firsts }, wanted);
    this.partitioner ??= new Partitioner(loadKernel());
    const sample = new PartitionedSample(
      this.partitioner.partition(draws, firsts, likelyRanks(plan.trials, wanted)),
    );
    return summariseOutcome(described, moments, sample, sample.values(), plan.trials, wanted);
  }
}

/**
 * What a program asks of one of its columns: trials of headline amounts, chances where a chart has
 * a threshold.
 */
export function wantedOf(program: Plan['program'], { id, outcome }: OutcomeColumn): Wanted {
  const { headlines = [], charts = [], quantiles = [] } = program;
  const own = program.outcomes[outcome];
  const { id: bare, over } = own;
  return {
    hundred: over !== 'quarter' && (headlines.includes(bare) || headlines.includes(id)),
    thresholds: chartThresholds(charts, bare, shownOver(own)),
    ...(quantiles.length === 0 ? {} : { levels: quantiles }),
  };
}
