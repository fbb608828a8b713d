/**
 * Collects runs whose draws are too many to be kept: counts in buckets, as many for a thousand
 * million trials as for one.
 */

import { BucketCounter } from '../kernel/bucket-counter.ts';
import { loadKernel } from '../kernel/load.ts';
import { Sorter } from '../kernel/sorter.ts';
import { blockCount, type Plan } from '../plan/plan.ts';
import { type BucketLayout, LEAST_ROOM, layBuckets } from '../stats/bucket-layout.ts';
import { BucketSample } from '../stats/bucket-sample.ts';
import { estimateFrom, NOTHING } from '../stats/interval.ts';
import { joinMoments, MOMENTS, MomentTree } from '../stats/moments.ts';
import { MOST_CATEGORIES, summariseOutcome, type ValueCounts } from '../stats/summarise.ts';
import type { Estimate, OutcomeSummary, Summary } from '../stats/summary.ts';
import { ValueTally } from '../stats/value-tally.ts';
import { entry, present } from '../text/entry.ts';
import { Collecting, type Collector, finitePart, type Snapshot } from './collect.ts';
import { wantedOf } from './column-summaries.ts';
import { ConditionTally } from './condition-tally.ts';
import { blockStretches } from './layout.ts';
import { conditionsOf, placeForecasts } from './published.ts';
import type { BlockResult } from './simulate.ts';

export interface BucketLimits {
  /** Draws of the pilot, bytes over all outcomes; one block at least. */
  readonly pilotBytes: number;
  /**
   * Tables of counts, bytes over all outcomes; more where outcomes are so many that the least
   * layout of each takes more.
   */
  readonly tableBytes: number;
}

const LIMITS: BucketLimits = {
  pilotBytes: 64 * 1024 * 1024,
  tableBytes: 96 * 1024 * 1024,
};

/** More draws in the pilot narrow nothing that matters. */
const MOST_PILOT = 2 ** 18;
/** Bytes of a bucket, and of a cell: its edge and its record. */
const BUCKET_BYTES = 4;
const CELL_BYTES = 24;
/**
 * Part of an outcome's bytes that buckets may take, and cells; the rest is for counts by replicate.
 */
const BUCKET_PART = 1 / 3;
const CELL_PART = 1 / 4;
const MOST_ROOM = { cells: 8192, buckets: 65536 } as const;

/**
 * What is known of an outcome: its values with their counts while they are few, counts of buckets
 * from then on.
 */
interface Column {
  readonly layout: BucketLayout;
  tally: ValueTally | undefined;
  /** Number of its table; undefined while there is a tally. */
  table: number | undefined;
}

/** Where the buckets of each outcome are, and whether it has had few values so far. */
export type CountLayout = readonly { readonly layout: BucketLayout; readonly tallies: boolean }[];

/** What is needed of a block to count it. */
interface Waiting {
  readonly block: number;
  readonly trials: number;
  readonly moments: Float64Array;
  readonly columns: Float64Array;
}

/**
 * The form of snapshots; raised whenever layouts or counts are made otherwise, so that an old
 * snapshot is not gone on with.
 */
const FORMAT = 'buckets 1';

/** What was counted of some blocks, beside tables of counts. */
export interface CountedState {
  readonly blocks: readonly number[];
  readonly nodes: Map<string, Float64Array>;
  readonly failures: readonly (readonly number[])[];
  readonly conditions: ConditionTally['counts'];
  /** Of each outcome: a tally, or else its counts are the next two tables. */
  readonly columns: readonly { readonly tally?: object }[];
}

interface State extends CountedState {
  readonly format: string;
  readonly columns: readonly { readonly layout: BucketLayout; readonly tally?: object }[];
}

export class BucketCollector extends Collecting implements Collector {
  readonly method = 'buckets';
  protected readonly quantileMethod: Summary['quantiles'];
  /**
   * Blocks 0, 1, ... whose draws say where buckets are: as the plan has it, so that the summary
   * does not depend on which came first.
   */
  readonly pilotBlocks: number;
  private readonly counter: BucketCounter;
  private counted: readonly Column[] | undefined;
  private conditions: ConditionTally;
  private readonly numbers: ReadonlyMap<string, number>;
  /**
   * Blocks that came before the pilot was complete; not many, for blocks are handed out in order.
   */
  private readonly waiting = new Map<number, Waiting>();

  constructor(
    plan: Plan,
    private readonly limits: BucketLimits = LIMITS,
  ) {
    super(plan);
    const trialBytes = 8 * Math.max(1, this.columns.length);
    const most = Math.min(limits.pilotBytes / trialBytes, MOST_PILOT) / plan.blockSize;
    this.pilotBlocks = Math.min(blockCount(plan), Math.max(1, Math.floor(most)));
    this.counter = new BucketCounter(
      loadKernel(),
      plan.replicates,
      Math.min(plan.blockSize, plan.trials),
    );
    this.numbers = new Map(this.columns.map(({ id }, k) => [id, k]));
    this.conditions = this.noConditions();
    this.quantileMethod = {
      method: 'buckets',
      pilot: Math.min(plan.trials, this.pilotBlocks * plan.blockSize),
    };
  }

  protected keep(result: BlockResult): void {
    if (this.counted) {
      this.count(this.counted, result);
      return;
    }
    this.wait(result);
    for (let pilot = 0; pilot < this.pilotBlocks; pilot++) if (!this.waiting.has(pilot)) return;
    const layouts = this.layouts();
    this.counted = layouts;
    for (const [number, early] of this.waiting) {
      this.count(layouts, early);
      this.waiting.delete(number);
    }
  }

  /** Whether buckets are laid out. */
  get isLaidOut(): boolean {
    return this.counted !== undefined;
  }

  /**
   * Lays buckets out by the blocks of the pilot without counting them: for whoever counts other
   * blocks, or is given counts.
   */
  layOut(pilot: Iterable<BlockResult>): void {
    for (const result of pilot) this.wait(result);
    this.counted = this.layouts();
    this.waiting.clear();
  }

  private wait({ block, trials, moments, columns }: BlockResult): void {
    const kept = columns.slice(0, trials * this.columns.length);
    this.waiting.set(block, { block, trials, moments, columns: kept });
  }

  /** Of every outcome, from the pilot. */
  private layouts(): Column[] {
    const { plan, columns, limits } = this;
    const blocks = Array.from({ length: this.pilotBlocks }, (_, block) =>
      entry(this.waiting, block),
    );
    const draws = new Float64Array(blocks.reduce((sum, { trials }) => sum + trials, 0));
    const sorter = new Sorter(loadKernel());
    const bytes = limits.tableBytes / columns.length;
    return columns.map((column, k) => {
      let filled = 0;
      for (const { trials, columns: values } of blocks) {
        // Adding 0 makes both zeros one.
        for (let i = 0; i < trials; i++) draws[filled + i] = values[k * trials + i] + 0;
        filled += trials;
      }
      const pilot = finitePart(sorter.sortedParts(draws, [0, draws.length])[0]);
      const layout = layBuckets(pilot, {
        draws: (plan.trials / draws.length) * pilot.length,
        thresholds: wantedOf(plan.program, column).thresholds,
        buckets: room('buckets', (bytes * BUCKET_PART) / BUCKET_BYTES),
        cells: room('cells', (bytes * CELL_PART) / CELL_BYTES),
      });
      return hasFewValues(pilot)
        ? { layout, tally: new ValueTally(plan.replicates), table: undefined }
        : { layout, tally: undefined, table: this.counter.add(layout) };
    });
  }

  private count(counted: readonly Column[], { block, trials, moments, columns }: Waiting): void {
    const { counter, plan } = this;
    const stretches = blockStretches(plan, block);
    const draws = (k: number): Float64Array => columns.subarray(k * trials, (k + 1) * trials);
    this.conditions.add((id) => draws(entry(this.numbers, id)), stretches);
    counted.forEach((column, k) => {
      const values = draws(k);
      if (column.table !== undefined) counter.load(values);
      for (const { replicate, position, length } of stretches) {
        let from = position;
        const end = position + length;
        if (column.tally) {
          from += column.tally.add(values.subarray(position, end), replicate);
          if (from === end) continue;
          column.table = this.tableOf(column.layout, column.tally);
          column.tally = undefined;
          counter.load(values);
        }
        const finite = moments[(k * plan.replicates + replicate) * MOMENTS];
        // Where a tally has counted the first ones, nobody knows how many of the rest are finite.
        const known = from === position ? finite : -1;
        counter.count(column.table!, replicate, from, end - from, known);
      }
    });
  }

  /** A table that has counted what a tally has. */
  private tableOf(layout: BucketLayout, tally: ValueTally): number {
    const table = this.counter.add(layout);
    tally.countInto(layout, this.counter.counts(table));
    return table;
  }

  protected summarise(column: number, moments: Float64Array): OutcomeSummary {
    const { plan, columns } = this;
    const wanted = wantedOf(plan.program, columns[column]);
    const { sample, values } = this.sample(column, moments);
    return summariseOutcome(columns[column], moments, sample, values, plan.trials, wanted);
  }

  private sample(
    column: number,
    moments: Float64Array,
  ): { sample: BucketSample; values: readonly ValueCounts[] | undefined } {
    const { layout, tally, table } = this.counted![column];
    const [least, greatest] = extremes(moments);
    if (tally === undefined) {
      const counts = this.counter.counts(table!);
      return {
        sample: new BucketSample(layout, { ...counts, least, greatest }),
        values: undefined,
      };
    }
    const values = tally.sorted();
    const { thresholds } = wantedOf(this.plan.program, this.columns[column]);
    return {
      sample: tally.sample(thresholds),
      values: values.every(({ value }) => Number.isInteger(value)) ? values : undefined,
    };
  }

  protected published(moments: Float64Array): Pick<Summary, 'published'> {
    const { forecasts = [] } = this.plan.program;
    if (forecasts.length === 0) return {};
    const width = this.plan.replicates * MOMENTS;
    return {
      published: placeForecasts(forecasts, {
        mean: (outcome) => {
          const k = entry(this.numbers, outcome);
          return meanOf(moments.subarray(k * width, (k + 1) * width));
        },
        share: (condition) => this.conditions.share(condition),
      }),
    };
  }

  /**
   * What a later process needs to go on from here; nothing before the pilot is complete, whose few
   * blocks are computed again.
   */
  snapshot(): Snapshot | undefined {
    const { counted, counter } = this;
    if (counted === undefined) return undefined;
    const state: State = {
      format: FORMAT,
      blocks: [...this.blocks],
      nodes: this.moments.nodes,
      failures: this.failing.map((trials) => [...trials]),
      conditions: this.conditions.counts,
      columns: counted.map(({ layout, tally }) => ({
        layout,
        ...(tally ? { tally: tally.saved() } : {}),
      })),
    };
    const tables = counted.flatMap(({ table }) => {
      if (table === undefined) return [];
      const { buckets, groups } = counter.counts(table);
      return [buckets, groups];
    });
    return { state, tables };
  }

  /**
   * Takes in what another collector of this plan has counted of other blocks, in any order: counts
   * are added, moments are joined along their tree.
   *
   * @param part  its snapshot; layouts are not read, for they are those of the plan
   */
  absorb({ state, tables }: Snapshot): void {
    const counted = this.counted!;
    const { blocks, nodes, failures, conditions, columns } = state as CountedState;
    for (const block of blocks) this.blocks.add(block);
    this.moments.addAll(nodes);
    failures.forEach((trials, column) => {
      for (const trial of trials) this.note(column, trial);
    });
    this.conditions.merge(conditions);
    let next = 0;
    columns.forEach(({ tally: saved }, k) => {
      const column = counted[k];
      const tally = saved && ValueTally.from(saved);
      if (tally && column.tally?.merge(tally)) return;
      // From here on one of the two has counts of buckets, so both have to.
      if (column.tally) column.table = this.tableOf(column.layout, column.tally);
      column.tally = undefined;
      const own = this.counter.counts(column.table!);
      if (tally) return tally.countInto(column.layout, own);
      addTo(own.buckets, tables[next++]);
      addTo(own.groups, tables[next++]);
    });
  }

  /** What another collector needs to count blocks of this plan just so. */
  get layout(): CountLayout {
    return (this.counted ?? []).map(({ layout, tally }) => ({ layout, tallies: !!tally }));
  }

  /** Takes the layouts of another collector of this plan, and none of its counts. */
  layOutAs(layout: CountLayout): void {
    this.counted = layout.map(({ layout, tallies }) =>
      tallies
        ? { layout, tally: new ValueTally(this.plan.replicates), table: undefined }
        : { layout, tally: undefined, table: this.counter.add(layout) },
    );
  }

  /** What `absorb` needs of the blocks so far, which are forgotten; without layouts. */
  handOver(): Snapshot {
    const { state, tables } = present(this.snapshot(), 'counts');
    const { columns } = state as State;
    const bare = columns.map(({ tally }) => (tally ? { tally } : {}));
    // Views of the kernel's memory would take all of it along to wherever they are sent.
    const part = { state: { ...state, columns: bare }, tables: tables.map((part) => part.slice()) };
    this.clear();
    return part;
  }

  /** How many numbers each outcome has in its two tables. */
  tableLengths(): readonly (readonly [buckets: number, groups: number])[] {
    return (this.counted ?? []).map(({ layout: { groups, firsts } }) => [
      firsts[groups.length],
      (groups[groups.length - 1] + 1) * this.plan.replicates,
    ]);
  }

  /** Forgets all blocks, and keeps the layouts. */
  clear(): void {
    this.blocks.clear();
    this.moments = new MomentTree();
    for (const trials of this.failing) trials.length = 0;
    this.conditions = this.noConditions();
    for (const column of this.counted ?? []) {
      if (column.tally) column.tally = new ValueTally(this.plan.replicates);
      else for (const counts of Object.values(this.counter.counts(column.table!))) counts.fill(0);
    }
  }

  private noConditions(saved?: ConditionTally['counts']): ConditionTally {
    const { program, replicates } = this.plan;
    return new ConditionTally(conditionsOf(program.forecasts ?? []), replicates, saved);
  }

  /** Goes on from a snapshot of the same plan; one of another form is passed over. */
  restore({ state, tables }: Snapshot): void {
    const saved = state as State;
    if (saved.format !== FORMAT) return;
    for (const block of saved.blocks) this.blocks.add(block);
    this.moments = new MomentTree(saved.nodes);
    this.conditions = this.noConditions(saved.conditions);
    saved.failures.forEach((trials, column) => this.failing[column].push(...trials));
    let next = 0;
    this.counted = saved.columns.map(({ layout, tally }) => {
      if (tally) return { layout, tally: ValueTally.from(tally), table: undefined };
      const table = this.counter.add(layout);
      const { buckets, groups } = this.counter.counts(table);
      buckets.set(tables[next++]);
      groups.set(tables[next++]);
      return { layout, tally: undefined, table };
    });
  }
}

function addTo(counts: Uint32Array, more: Uint32Array): void {
  for (let k = 0; k < more.length; k++) counts[k] += more[k];
}

function room(of: 'cells' | 'buckets', wanted: number): number {
  return Math.floor(Math.min(MOST_ROOM[of], Math.max(LEAST_ROOM[of], wanted)));
}

/** @param sorted  ascending */
function hasFewValues(sorted: Float64Array): boolean {
  let distinct = Math.min(1, sorted.length);
  for (let k = 1; k < sorted.length && distinct <= MOST_CATEGORIES; k++)
    if (sorted[k] !== sorted[k - 1]) distinct++;
  return distinct <= MOST_CATEGORIES;
}

/** The mean, from the moments of the replicates. */
function meanOf(moments: Float64Array): Estimate {
  const groups = Array.from({ length: moments.length / MOMENTS }, (_, r) =>
    moments.subarray(r * MOMENTS, (r + 1) * MOMENTS),
  ).filter(([count]) => count > 0);
  if (groups.length === 0) return NOTHING;
  return estimateFrom(
    groups.reduce(joinMoments)[1],
    groups.map(([, mean]) => mean),
  );
}

/** The least and the greatest draw, from the moments of the replicates. */
function extremes(moments: Float64Array): [number, number] {
  let [least, greatest] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (let at = 0; at < moments.length; at += MOMENTS) {
    if (moments[at] === 0) continue;
    least = Math.min(least, moments[at + 3]);
    greatest = Math.max(greatest, moments[at + 4]);
  }
  return [least, greatest];
}
