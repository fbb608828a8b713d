/**
 * Collects runs of which only the summary is wanted, exact as that of all draws: of most columns
 * draws are kept near the order statistics that are asked for, and counted elsewhere. To touch
 * memory for all draws would take longer than to compute them.
 */

import { loadKernel } from '../kernel/load.ts';
import { Partitioner } from '../kernel/partitioner.ts';
import type { Plan } from '../plan/plan.ts';
import { MOMENTS } from '../stats/moments.ts';
import type { OutcomeSummary, Summary } from '../stats/summary.ts';
import { entry, present } from '../text/entry.ts';
import { Collecting, type Collector, DrawCollector } from './collect.ts';
import { ColumnSummaries, wantedOf } from './column-summaries.ts';
import type { Kept, SiftedBlock, SiftedDraws, Sifting, ToSummarise } from './kept.ts';
import { firstsOf } from './layout.ts';
import { forecastColumns, fromDraws, placeForecasts } from './published.ts';
import { layColumn, memoryOf, sieveOf } from './sieve.ts';
import { SiftedSummaries } from './sifted-summaries.ts';
import { type BlockResult, Simulator } from './simulate.ts';

/** Blocks by whose draws the sieve is laid. */
const PILOT_BLOCKS = 4;
/** Runs of fewer blocks keep all draws: the pilot would be most of them. */
const FEWEST_BLOCKS = 3 * PILOT_BLOCKS;

export class SiftCollector extends Collecting implements Collector {
  readonly method = 'draws';
  protected readonly quantileMethod = { method: 'draws' } as const;
  /** Blocks of the pilot. */
  readonly pilotBlocks = Array.from({ length: PILOT_BLOCKS }, (_, block) => block);
  /** Where the draws of the pilot are put. */
  readonly pilot: Kept;
  private readonly memory: ArrayBuffer | SharedArrayBuffer;
  private sifting: Sifting | undefined;
  private readonly sifted: SiftedBlock[] = [];
  private counts: Uint32Array = new Uint32Array();

  /** Whether it is worth while: draws fit in memory, and are many. */
  static suits(plan: Plan): boolean {
    return DrawCollector.fits(plan) && plan.trials >= FEWEST_BLOCKS * plan.blockSize;
  }

  constructor(plan: Plan) {
    super(plan);
    const trials = PILOT_BLOCKS * plan.blockSize;
    const whole = this.surelyWhole().size * plan.trials;
    // Columns that are kept whole come later into the same memory, which is dear to touch.
    this.memory = memoryOf(8 * Math.max(whole, trials * this.columns.length));
    this.pilot = {
      draws: new Float64Array(this.memory, 0, trials * this.columns.length),
      trials,
      firsts: firstsOf({ trials, replicates: plan.replicates }),
    };
  }

  /** Once the draws of the pilot are there. */
  layOut(): void {
    const { plan, columns, pilot } = this;
    const surely = this.surelyWhole();
    const partitioner = new Partitioner(loadKernel());
    const sieves = columns.map((column, k) => {
      if (surely.has(column.id)) return undefined;
      const draws = pilot.draws.subarray(k * pilot.trials, (k + 1) * pilot.trials);
      const wanted = wantedOf(plan.program, column);
      return layColumn(draws, pilot.firsts, plan.trials, wanted, partitioner);
    });
    const whole = sieves.flatMap((sieve, k) => (sieve === undefined ? [k] : []));
    const places = whole.length * plan.trials;
    this.sifting = {
      sieve: sieveOf(sieves),
      columns: whole,
      whole: {
        draws:
          places * 8 <= this.memory.byteLength
            ? new Float64Array(this.memory, 0, places)
            : new Float64Array(memoryOf(places * 8)),
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
    if (this.counts.length === 0) this.counts = new Uint32Array(memoryOf(counts.byteLength));
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
    const { plan, columns } = this;
    const moments = this.moments.total();
    const width = plan.replicates * MOMENTS;
    const ofColumn = (k: number): Float64Array => moments.subarray(k * width, (k + 1) * width);
    const here = done ? undefined : new SiftedSummaries(plan, this.draws(), loadKernel());
    const found = columns.map((_, k) => done?.[k] ?? here?.of(k, ofColumn(k)));
    const missing = found.flatMap((summary, k) => (summary === undefined ? [k] : []));
    const summaries = new ColumnSummaries(plan, this.into.whole.firsts);
    for (const [k, draws] of this.computedAgain(missing))
      found[k] = summaries.of(k, draws, ofColumn(k));
    return super.summary(found.map((summary, k) => present(summary, columns[k].id)));
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
    const { forecasts = [] } = this.plan.program;
    if (forecasts.length === 0) return {};
    const { columns, whole } = this.into;
    const { trials, firsts } = whole;
    const places = new Map(columns.map((column, place) => [this.columns[column].id, place]));
    const draws = (id: string): Float64Array => {
      const place = entry(places, id);
      return whole.draws.subarray(place * trials, (place + 1) * trials);
    };
    const weights = { values: new Float64Array(trials).fill(1), firsts };
    return { published: placeForecasts(forecasts, fromDraws(draws, weights)) };
  }

  protected summarise(column: number): OutcomeSummary {
    throw new Error(`${this.columns[column].id} is summarised with all others`);
  }

  /** Ids of columns whose draws are asked for trial by trial, or at so many ranks that none is far. */
  private surelyWhole(): ReadonlySet<string> {
    const { program } = this.plan;
    const ofForecasts = forecastColumns(program.forecasts ?? []);
    const ofHeadlines = this.columns.filter((column) => wantedOf(program, column).worlds);
    return new Set([...ofForecasts, ...ofHeadlines.map(({ id }) => id)]);
  }
}
