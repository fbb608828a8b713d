/**
 * Collects runs of which only the summary is wanted, exact as that of all draws: of most columns
 * draws are kept near the order statistics that are asked for, and counted elsewhere. To touch
 * memory for all draws would take longer than to compute them.
 */

import { loadKernel } from '../kernel/load.ts';
import { Partitioner } from '../kernel/partitioner.ts';
import { sharedMemory } from '../kernel/shared-memory.ts';
import type { Plan } from '../plan/plan.ts';
import type { OutcomeSummary, Summary } from '../stats/summary.ts';
import { entry, present } from '../text/entry.ts';
import { Collecting, type Collector, DrawCollector } from './collect.ts';
import { ColumnSummaries, wantedOf } from './column-summaries.ts';
import type { Kept, SiftedBlock, SiftedDraws, Sifting, ToSummarise } from './kept.ts';
import { firstsOf } from './layout.ts';
import { forecastColumns, placedByDraws } from './published.ts';
import { type ColumnSieve, layColumns, sieveOf, type ToLay } from './sieve.ts';
import { SiftedSummaries } from './sifted-summaries.ts';
import { type BlockResult, Simulator } from './simulate.ts';

/**
 * Blocks by whose draws the sieve is laid. They are computed again with the others: four would let
 * 13 % of the draws of the China model pass and not 18 %, and take longer by more than that saves.
 */
const PILOT_BLOCKS = 2;
/** Runs of fewer blocks keep all draws. */
const FEWEST_BLOCKS = 12;

export class SiftCollector extends Collecting implements Collector {
  readonly method = 'draws';
  protected readonly quantileMethod = { method: 'draws' } as const;
  /** Blocks of the pilot. */
  readonly pilotBlocks = Array.from({ length: PILOT_BLOCKS }, (_, block) => block);
  /** Where the draws of the pilot are put. */
  readonly pilot: Kept;
  /** Ids of columns whose draws are asked for trial by trial, or at so many ranks that none is far. */
  private readonly surelyWhole: ReadonlySet<string>;
  private readonly memory: ArrayBuffer | SharedArrayBuffer;
  private sifting: Sifting | undefined;
  private readonly sifted: SiftedBlock[] = [];
  private counts: Uint32Array = new Uint32Array();
  private again: ReadonlyMap<number, Float64Array> = new Map();
  /** One for all columns, in turn. */
  private made: Partitioner | undefined;

  /** Whether it is worth while: draws fit in memory, and are many. */
  static suits(plan: Plan): boolean {
    return DrawCollector.fits(plan) && plan.trials >= FEWEST_BLOCKS * plan.blockSize;
  }

  constructor(plan: Plan) {
    super(plan);
    const trials = PILOT_BLOCKS * plan.blockSize;
    const { program } = plan;
    const ofHeadlines = this.columns.filter((column) => wantedOf(program, column).hundred);
    this.surelyWhole = new Set([
      ...forecastColumns(program.forecasts ?? []),
      ...ofHeadlines.map(({ id }) => id),
    ]);
    const whole = this.surelyWhole.size * plan.trials;
    // Columns that are kept whole come later into the same memory, which is dear to touch.
    this.memory = sharedMemory(8 * Math.max(whole, trials * this.columns.length));
    this.pilot = {
      draws: new Float64Array(this.memory, 0, trials * this.columns.length),
      trials,
      firsts: firstsOf({ trials, replicates: plan.replicates }),
    };
  }

  private get partitioner(): Partitioner {
    this.made ??= new Partitioner(loadKernel());
    return this.made;
  }

  /** What the sieve is laid by, once the draws of the pilot are there. */
  toLay(): ToLay {
    const { plan, columns, pilot, surelyWhole } = this;
    const sifted = columns.flatMap((described, column) =>
      surelyWhole.has(described.id) ? [] : [{ column, wanted: wantedOf(plan.program, described) }],
    );
    return { pilot, trials: plan.trials, columns: sifted };
  }

  /**
   * @param asked  what `toLay` gave
   * @param laid   the sieves of those columns; laid here if absent
   */
  layOut(asked: ToLay, laid?: readonly (ColumnSieve | undefined)[]): void {
    const { plan, columns } = this;
    const own = laid ?? layColumns(asked, this.partitioner);
    const byColumn = new Map(asked.columns.map(({ column }, k) => [column, own[k]]));
    const sieves = columns.map((_, k) => byColumn.get(k));
    const whole = sieves.flatMap((sieve, k) => (sieve === undefined ? [k] : []));
    const places = whole.length * plan.trials;
    this.sifting = {
      sieve: sieveOf(sieves),
      columns: whole,
      whole: {
        draws:
          places * 8 <= this.memory.byteLength
            ? new Float64Array(this.memory, 0, places)
            : new Float64Array(sharedMemory(places * 8)),
        trials: plan.trials,
        firsts: firstsOf(plan),
      },
    };
  }

  /** Where blocks put their draws, once the sieve is laid. */
  get into(): Sifting {
    return present(this.sifting, 'the sieve');
  }

  protected keep({ block, sifted }: BlockResult): void {
    const { counts, values, lengths } = present(sifted, 'sifted draws');
    this.sifted.push({ block, values, lengths });
    if (this.counts.length === 0) this.counts = new Uint32Array(sharedMemory(counts.byteLength));
    for (let k = 0; k < counts.length; k++) this.counts[k] += counts[k];
  }

  /** What is needed for summaries to be made elsewhere. */
  toSummarise(): ToSummarise {
    return { ...this.draws(), moments: this.moments.total() };
  }

  private draws(): SiftedDraws {
    return { ...this.into, blocks: this.sifted, counts: this.counts };
  }

  override summary(done?: readonly (OutcomeSummary | undefined)[]): Summary {
    const found = done ?? this.summariesHere();
    const missing = this.columns.flatMap((_, k) => (found[k] === undefined ? [k] : []));
    this.again = this.computedAgain(missing);
    return super.summary(found);
  }

  /** Of columns of which enough was kept. */
  private summariesHere(): readonly (OutcomeSummary | undefined)[] {
    const here = new SiftedSummaries(this.plan, this.draws(), this.partitioner);
    const moments = this.moments.total();
    return this.columns.map((_, k) => here.of(k, this.momentsOf(k, moments)));
  }

  /** Of a column of which too little was kept. */
  protected summarise(k: number, moments: Float64Array): OutcomeSummary {
    const { plan, partitioner } = this;
    const { firsts } = this.into.whole;
    const summaries = new ColumnSummaries(plan, firsts, undefined, partitioner);
    return summaries.of(k, entry(this.again, k), moments);
  }

  /** All draws of columns of which too few were kept. */
  private computedAgain(wanted: readonly number[]): ReadonlyMap<number, Float64Array> {
    const { plan } = this;
    const found = new Map(wanted.map((k) => [k, new Float64Array(plan.trials)]));
    if (wanted.length === 0) return found;
    const simulator = new Simulator(plan, loadKernel());
    const { firsts } = this.into.whole;
    for (const block of this.blocks)
      for (const { replicate, first, length, position } of simulator.simulate(block))
        for (const [k, draws] of found)
          draws.set(
            simulator.column(k).subarray(position, position + length),
            firsts[replicate] + first,
          );
    return found;
  }

  protected override published(): Pick<Summary, 'published'> {
    const { columns, whole } = this.into;
    const { trials, firsts } = whole;
    const places = new Map(columns.map((column, place) => [this.columns[column].id, place]));
    const draws = (id: string): Float64Array => {
      const place = entry(places, id);
      return whole.draws.subarray(place * trials, (place + 1) * trials);
    };
    return placedByDraws(this.plan, draws, firsts);
  }
}
