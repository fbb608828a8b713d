/** One block of a plan: the same result whoever computes it. */

import { type Draw, planDraws } from '../compile/draws.ts';
import { lower } from '../compile/lower.ts';
import { outcomeColumns, type Program } from '../compile/program.ts';
import { hasher } from '../compile/sha256.ts';
import { parseDistribution } from '../distributions/index.ts';
import {
  type DrawRecord,
  Machine,
  type MachineImage,
  MOMENTS,
  type Segment,
  type UniformSource,
} from '../kernel/machine.ts';
import * as op from '../kernel/opcodes.ts';
import type { Sifted, Sifter } from '../kernel/sifter.ts';
import type { WasmModule } from '../kernel/web-assembly.ts';
import { exchanged, type Place, secondPlace } from '../plan/exchange.ts';
import { matrixOf, type Plan } from '../plan/plan.ts';
import { pointsOf } from '../random/designs.ts';
import { SOBOL_DIMENSIONS, sobolDirections } from '../random/directions.ts';
import { type StreamKey, streamKey } from '../random/keys.ts';
import { latinRecord } from '../random/latin.ts';
import { sobolTable } from '../random/sobol.ts';
import type { Kept, Sifting } from './kept.ts';
import { blockStretches, chunks, type Stretch, trialNumbers } from './layout.ts';

/** A trial in which an outcome is not a finite number. */
interface Failure {
  readonly column: number;
  readonly trial: number;
}

export interface BlockResult {
  readonly block: number;
  /** SHA-256 over the hashes of the outcome columns, trials in order of position. */
  readonly digest: string;
  readonly trials: number;
  /**
   * For column c and replicate r, `moments[(c * R + r) * MOMENTS ...]`: count of finite values,
   * mean, sum of squares, least, greatest.
   */
  readonly moments: Float64Array;
  /** First failures of each column, a few. */
  readonly failures: readonly Failure[];
  /**
   * Column c at `columns[c * trials ...]`, inputs behind the outcomes if they are recorded; empty
   * where draws were put where they are kept.
   */
  readonly columns: Float64Array;
  /** What was sifted of it, where that was asked for. */
  readonly sifted?: Sifted;
}

/**
 * Trials a chunk: its columns fit the second-level cache beside everything else. The result does
 * not depend on it.
 */
export const CHUNK = 256;

/** Failing trials that are named for each outcome. */
export const NAMED_FAILURES = 5;

export interface SimulatorOptions {
  /** Trials the machine works on at a time; changes speed, not results. */
  readonly chunk?: number | undefined;
  /** Whether inputs are recorded beside outcomes. */
  readonly recordInputs?: boolean | undefined;
  /** Uniforms in place of those that the design draws. */
  readonly points?: Points | undefined;
  /** The machine of a simulator with the same plan and options, made in another thread. */
  readonly image?: MachineImage | undefined;
  /** Ids of the only inputs that are drawn; no outcome is computed then. They are recorded. */
  readonly onlyInputs?: ReadonlySet<string> | undefined;
  /** Ids of inputs that the plan fixes and `turn` will fix otherwise. */
  readonly turned?: readonly string[] | undefined;
}

/** Given uniforms: by name of the stream, of each replicate those of its points in order. */
export type Points = ReadonlyMap<string, readonly Float64Array[]>;

export class Simulator {
  private readonly points: Points | undefined;
  private readonly machine: Machine;
  /** The machine before its first block, where another simulator of the plan can take it over. */
  private readonly made: MachineImage | undefined;
  /** What is computed: the program of the plan, or some of its inputs alone. */
  readonly program: Program;
  private readonly chunk: number;
  /** Result columns that are outcomes: the ones that are digested and summarised. */
  private readonly outcomes: number;
  private readonly results: number;
  private readonly slots: ReadonlyMap<number, number> = new Map();
  private readonly sourceOf: (matrix: number) => UniformSource;
  /** The matrix whose trials the machine draws. */
  private matrix = 0;
  private sifter: { readonly id: number; readonly by: Sifter } | undefined;

  constructor(
    readonly plan: Plan,
    module: WasmModule,
    {
      chunk = CHUNK,
      recordInputs = false,
      onlyInputs,
      points,
      image,
      turned = [],
    }: SimulatorOptions = {},
  ) {
    this.chunk = chunk;
    const program = onlyInputs ? inputsAlone(plan.program, onlyInputs) : plan.program;
    this.program = program;
    this.outcomes = outcomeColumns(program).length;
    this.points = points;
    const { replicates } = plan;
    this.sourceOf = points ? () => givenSource(replicates) : uniformSources(plan);
    const recorded = recordInputs || onlyInputs !== undefined;
    const key = `${chunk} ${recorded}`;
    const apart = points !== undefined || onlyInputs !== undefined || turned.length > 0;
    const made = image ?? (apart ? undefined : imagesOf(plan).get(key));
    if (made) {
      this.made = made;
      this.machine = new Machine(module, made);
      this.results = made.located.resultColumns;
      return;
    }
    const draws = drawsOf(plan).map((draw) =>
      turned.includes(program.inputs[draw.input].id) ? { ...draw, turns: true } : draw,
    );
    const listing = lower(program, draws, recorded, plan.copulas);
    this.slots = listing.slots;
    this.results = listing.results;
    this.machine = new Machine(module, {
      listing,
      source: this.sourceOf(0),
      capacity: chunk,
      block: plan.blockSize,
    });
    if (apart) return;
    this.made = this.machine.image();
    imagesOf(plan).set(key, this.made);
  }

  /** The machine before its first block, with its tables and keys, as another thread takes it over. */
  image(): MachineImage {
    return this.made ?? this.machine.image();
  }

  /**
   * Fixes an input otherwise for the blocks to come: they are those of a plan that fixes it so.
   *
   * @param id  one of `turned`; an input that nothing needs has no effect
   */
  turn(id: string, value: number): void {
    const slot = this.slots.get(this.program.inputs.findIndex((input) => input.id === id));
    if (slot !== undefined) this.machine.setScalar(slot, value);
  }

  /** Computes a block into the machine's result columns and tells how its trials lie there. */
  simulate(block: number): readonly Stretch[] {
    const matrix = matrixOf(this.plan, block);
    if (matrix !== this.matrix) this.machine.drawFrom(this.sourceOf(matrix));
    this.matrix = matrix;
    const stretches = blockStretches(this.plan, block);
    for (const { position, segments } of chunks(stretches, this.chunk)) {
      if (this.points) this.give(this.points, segments);
      this.machine.simulate(segments, position);
    }
    return stretches;
  }

  private give(points: Points, segments: readonly Segment[]): void {
    this.machine.streams.forEach(({ name }, stream) => {
      const columns = points.get(name);
      if (columns === undefined) throw new Error(`simulate: no uniforms of ${name} are given`);
      for (const { offset, replicate, first, length } of segments)
        this.machine.give(stream, offset, columns[replicate].subarray(first, first + length));
    });
  }

  /** A result column of the block that was computed last: a view. */
  column(k: number): Float64Array {
    return this.machine.result(k, this.plan.blockSize);
  }

  /** Moments of the block that was computed last, as `BlockResult` has them. */
  moments(stretches: readonly Stretch[]): Float64Array {
    const { outcomes, machine, plan } = this;
    const moments = new Float64Array(outcomes * plan.replicates * MOMENTS);
    for (let column = 0; column < outcomes; column++)
      putMoments(machine, column, stretches, plan.replicates, moments);
    return moments;
  }

  /**
   * @param into  room for the columns, if there is some to use again; a block needs
   *           `results * trials` places. Or where all draws of the plan are kept, or sifted.
   */
  block(block: number, into?: Float64Array | Kept | Sifting): BlockResult {
    const stretches = this.simulate(block);
    const { plan, outcomes, results, machine } = this;
    const result = resultOf(plan, block, { outcomes, results, machine }, into);
    if (into === undefined || !('sieve' in into)) return result;
    return { ...result, sifted: this.sifterOf(into).sift(stretches) };
  }

  private sifterOf({ sieve }: Sifting): Sifter {
    if (this.sifter?.id !== sieve.id) {
      const { replicates, blockSize } = this.plan;
      this.sifter = { id: sieve.id, by: this.machine.sifter(sieve, replicates, blockSize) };
    }
    return this.sifter.by;
  }
}

/** The columns of a block, where they can be hashed. */
export interface ResultColumns {
  /** Columns that are digested and summarised, and all of them. */
  readonly outcomes: number;
  readonly results: number;
  readonly machine: Pick<Machine, 'result' | 'hash' | 'moments'>;
}

/** What follows from the columns of a block, whoever computed them. */
export function resultOf(
  plan: Plan,
  block: number,
  { outcomes, results, machine }: ResultColumns,
  into?: Float64Array | Kept | Sifting,
): BlockResult {
  const stretches = blockStretches(plan, block);
  const trials = stretches.reduce((sum, { length }) => sum + length, 0);
  const hash = hasher();
  const moments = new Float64Array(outcomes * plan.replicates * MOMENTS);
  const target = targetOf(into, results, trials);
  const failures: Failure[] = [];
  for (let column = 0; column < results; column++) {
    const values = machine.result(column, trials);
    if (target.columns) target.columns.set(values, column * trials);
    const place = target.places?.[column] ?? column;
    if (target.kept && place >= 0) {
      const { draws, trials: all, firsts } = target.kept;
      for (const { replicate, first, length, position } of stretches)
        draws.set(
          values.subarray(position, position + length),
          place * all + firsts[replicate] + first,
        );
    }
    if (column >= outcomes) continue;
    hash.update(machine.hash(column, trials));
    const finite = putMoments(machine, column, stretches, plan.replicates, moments);
    if (finite < trials) failures.push(...locate(plan, block, column, values));
  }
  const columns = target.columns ?? new Float64Array(0);
  return { block, digest: hash.digest(), trials, moments, failures, columns };
}

/** @returns  how many values of the column are finite */
function putMoments(
  machine: ResultColumns['machine'],
  column: number,
  stretches: readonly Stretch[],
  replicates: number,
  into: Float64Array,
): number {
  let finite = 0;
  for (const { replicate, length, position } of stretches) {
    const segment = machine.moments(column, position, length);
    finite += segment[0];
    into.set(segment, (column * replicates + replicate) * MOMENTS);
  }
  return finite;
}

/** Where the columns of a block are put: one after another, or where draws are kept. */
interface Target {
  readonly columns?: Float64Array;
  readonly kept?: Kept;
  /** Of each column, its place among those that are kept; -1 where it is not, absent: all are. */
  readonly places?: Int32Array;
}

function targetOf(
  into: Float64Array | Kept | Sifting | undefined,
  results: number,
  trials: number,
): Target {
  if (into && 'sieve' in into) {
    const places = new Int32Array(results).fill(-1);
    into.columns.forEach((column, place) => {
      places[column] = place;
    });
    return { kept: into.whole, places };
  }
  if (into && 'firsts' in into) return { kept: into };
  const enough = into && into.length >= results * trials;
  return { columns: enough ? into : new Float64Array(results * trials) };
}

function locate(plan: Plan, block: number, column: number, values: Float64Array): Failure[] {
  const numbers = trialNumbers(plan, block);
  const failed: number[] = [];
  values.forEach((value, position) => {
    if (!Number.isFinite(value)) failed.push(numbers[position]);
  });
  failed.sort((a, b) => a - b);
  return failed.slice(0, NAMED_FAILURES).map((trial) => ({ column, trial }));
}

/** The program without anything but some of its inputs, and the factors they load on. */
function inputsAlone(program: Program, only: ReadonlySet<string>): Program {
  const loadedOn = new Set(
    program.inputs.flatMap(({ id, loadings }) =>
      only.has(id) ? loadings.map(({ factor }) => factor) : [],
    ),
  );
  return {
    ...program,
    inputs: program.inputs.map((input) => ({
      ...input,
      used: only.has(input.id) || loadedOn.has(input.id),
    })),
    values: [],
    sections: { once: [], quarter: [], year: [], end: [] },
    states: [],
    outcomes: [],
    variables: [],
  };
}

const imagesByPlan = new WeakMap<Plan, Map<string, MachineImage>>();

/** Machines of a plan that were made before, by the options that they depend on. */
function imagesOf(plan: Plan): Map<string, MachineImage> {
  const images = imagesByPlan.get(plan) ?? new Map<string, MachineImage>();
  imagesByPlan.set(plan, images);
  return images;
}

const drawsByPlan = new WeakMap<Plan, readonly Draw[]>();

/** How the inputs of a plan are drawn; made once a plan, for building the tables takes a while. */
export function drawsOf(plan: Plan): readonly Draw[] {
  let draws = drawsByPlan.get(plan);
  if (!draws) {
    const distributions = plan.inputs.map(({ distribution }) => parseDistribution(distribution));
    draws = planDraws(plan.program, distributions, plan.copulas);
    drawsByPlan.set(plan, draws);
  }
  return draws;
}

const OPCODES = {
  sobol: op.UNIFORM,
  'monte-carlo': op.UNIFORM,
  'latin-hypercube': op.LATIN_UNIFORM,
  antithetic: op.ANTITHETIC_UNIFORM,
} as const;

/** Where the trials of a matrix are drawn from, by its number. */
function uniformSources(plan: Plan): (matrix: number) => UniformSource {
  const { seed, design, replicates, trials, exchange } = plan;
  const key = (name: string, replicate: number) => keyOf(seed, name, replicate);
  const latin = (name: string, replicate: number): DrawRecord => ({
    // A replicate without trials draws nothing; its record only has to be there.
    words: latinRecord(key(name, replicate), Math.max(1, pointsOf(trials, replicates, replicate))),
  });
  const made = new Map<string, DrawRecord>();
  /** Keys take a while to make, and most streams of the next matrix are those of this one. */
  const drawn = ({ name, dimension }: Place, replicate: number): DrawRecord => {
    const known = made.get(`${replicate} ${name}`);
    if (known) return known;
    const record = {
      words: Uint32Array.from(key(name, replicate)),
      directions: design === 'sobol' ? directionsOf(dimension) : undefined,
    };
    made.set(`${replicate} ${name}`, record);
    return record;
  };
  return (matrix) => {
    const seconds = Array.from({ length: replicates }, (_, replicate) =>
      exchange ? exchanged(exchange, matrix, replicate) : new Set<string>(),
    );
    return {
      replicates,
      opcode: OPCODES[design],
      record: ({ name, of, dimension }, replicate) => {
        if (design === 'latin-hypercube') return latin(name, replicate);
        const place = { name, dimension };
        if (!exchange || !seconds[replicate].has(of)) return drawn(place, replicate);
        if (exchange.second === 'half-away') return { ...drawn(place, replicate), halfAway: true };
        return drawn(secondPlace(exchange, place), replicate);
      },
    };
  };
}

/** More would take some 10 MB: they are made anew then. */
const MOST_KEYS = 65_536;
/** Keys of the last seed: other plans of it, such as scenarios and moves, have the same streams. */
const keys = { seed: '', of: new Map<string, StreamKey>() };

function keyOf(seed: string, name: string, replicate: number): StreamKey {
  if (keys.seed !== seed || keys.of.size >= MOST_KEYS) {
    keys.seed = seed;
    keys.of.clear();
  }
  const id = `${replicate} ${name}`;
  const key = keys.of.get(id) ?? streamKey(seed, name, replicate);
  keys.of.set(id, key);
  return key;
}

function givenSource(replicates: number): UniformSource {
  return { replicates, opcode: op.COPY, record: () => ({ words: new Uint32Array(0) }) };
}

const tables = new Map<number, Uint32Array>();

/**
 * What the machine reads of a low-discrepancy dimension; nothing beyond the dimensions that have
 * direction numbers.
 */
function directionsOf(dimension: number | undefined): Uint32Array | undefined {
  if (dimension === undefined || dimension >= SOBOL_DIMENSIONS) return undefined;
  const table = tables.get(dimension) ?? sobolTable(sobolDirections(dimension));
  tables.set(dimension, table);
  return table;
}
