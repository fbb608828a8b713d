/**
 * Program to machine listing: one instruction a value, neighbours fused where that saves a pass
 * over memory, powers of a base that does not change by quarter split so that its logarithm is
 * taken once, and columns shared once they are dead. None of it changes a bit: every fused
 * instruction rounds as its parts would.
 */

import type { Listing, Operand } from '../kernel/listing.ts';
import * as op from '../kernel/opcodes.ts';
import { AGGREGATES } from '../language/operations/aggregates.ts';
import { OPERATIONS } from '../language/operations/index.ts';
import { allocate } from './allocate.ts';
import { type Draw, drawnStreams, type SolvedCopula } from './draws.ts';
import { type Fusion, fuse } from './fuse.ts';
import { ListingWriter } from './listing-writer.ts';
import { lowerDraw } from './lower-draws.ts';
import { Scores } from './lower-scores.ts';
import {
  outcomeColumns,
  type Program,
  type ProgramOutcome,
  type Section,
  streamNames,
  type Value,
  type ValueIndex,
} from './program.ts';

type AggregateValue = Extract<Value, { op: 'aggregate' }>;

/**
 * @param copulas       those the draws were planned with
 * @param recordInputs  whether result columns hold, behind the outcomes, the inputs that are drawn:
 *           `inputColumns`
 */
export function lower(
  program: Program,
  draws: readonly Draw[],
  recordInputs = false,
  copulas: readonly SolvedCopula[] = [],
): Listing {
  return new Lowering(program, draws, recordInputs, copulas).run();
}

/** The inputs that differ between trials, one column each, or one a quarter. */
export function inputColumns(
  program: Program,
  draws: readonly Draw[],
): { readonly id: string; readonly input: number; readonly quarter: number }[] {
  const fixed = new Set(
    draws.filter(({ mapping }) => mapping.kind === 'point').map(({ input }) => input),
  );
  return program.inputs.flatMap((declared, input) => {
    if (!declared.used || fixed.has(input)) return [];
    return streamNames(declared, program.time.quarters).map((id, quarter) => ({
      id,
      input,
      quarter,
    }));
  });
}

class Lowering {
  private readonly writer = new ListingWriter();
  /** Where each value is found. */
  private readonly placeOf = new Map<ValueIndex, Operand>();
  private readonly placeOfInput: (Operand | undefined)[];
  private readonly placeOfState: Operand[];
  private readonly sectionOf = new Map<ValueIndex, Section>();
  private readonly logPartsOf = new Map<ValueIndex, readonly [Operand, Operand]>();
  private readonly runningOf = new Map<string, Operand>();
  private readonly aggregatesOf = new Map<ValueIndex, AggregateValue[]>();
  /** First result column of each outcome. */
  private readonly firstColumnOf: number[];
  private readonly fusion: Fusion;
  private readonly scores: Scores;

  constructor(
    private readonly program: Program,
    private readonly draws: readonly Draw[],
    private readonly recordInputs: boolean,
    copulas: readonly SolvedCopula[],
  ) {
    this.scores = new Scores(this.writer, drawnStreams(program, copulas), program.time.quarters);
    this.placeOfInput = program.inputs.map(() => undefined);
    this.placeOfState = program.states.map(() => this.writer.column());
    for (const section of ['once', 'quarter', 'year', 'end'] as const) {
      for (const value of program.sections[section]) this.sectionOf.set(value, section);
    }
    for (const value of program.values) {
      if (value.op === 'aggregate')
        this.aggregatesOf.set(value.of, [...(this.aggregatesOf.get(value.of) ?? []), value]);
    }
    const columns = outcomeColumns(program);
    this.firstColumnOf = program.outcomes.map((_, k) =>
      columns.findIndex(({ outcome }) => outcome === k),
    );
    this.fusion = fuse(program, this.sectionOf);
  }

  run(): Listing {
    const { program } = this;
    for (const draw of this.draws) {
      if (!program.inputs[draw.input].used) continue;
      const drawn = (input: number): Operand => this.drawn(input);
      this.placeOfInput[draw.input] = lowerDraw(this.writer, program, draw, drawn, this.scores);
    }
    for (const value of program.sections.once) this.compute(value, 'once');
    program.states.forEach(({ opening }, k) =>
      this.writer.emit('once', op.COPY, this.placeOfState[k], [this.operand(opening)]),
    );
    for (const value of program.sections.quarter) this.compute(value, 'quarter');
    this.followUps();
    for (const value of program.sections.year) this.compute(value, 'year');
    this.recordWhere('year', 'year', () => true);
    for (const value of program.sections.end) this.compute(value, 'end');
    this.recordWhere('horizon', 'end', () => true);
    const inputs = this.recordInputs ? inputColumns(program, this.draws) : [];
    inputs.forEach(({ input, quarter }, k) => {
      const place = this.drawn(input);
      const out: Operand = {
        space: 'result',
        index: outcomeColumns(program).length + k,
        by: 'horizon',
      };
      this.writer.emit('once', op.RECORD, out, [
        place.space === 'quarterly' ? { ...place, at: quarter } : place,
      ]);
    });
    const { code, columns } = allocate(this.writer.code, this.writer.columns, this.stateMoves());
    return {
      columns,
      quarterlies: this.writer.quarterlies,
      quarters: program.time.quarters.length,
      years: program.time.years.map(({ from, to }) => ({ from, to })),
      scalars: this.writer.scalars,
      slots: this.writer.slots,
      schedules: this.writer.schedules,
      tables: this.writer.tables,
      streams: this.writer.streams,
      results: outcomeColumns(program).length + inputs.length,
      code,
    };
  }

  private compute(index: ValueIndex, section: Section): void {
    if (this.fusion.absorbed.has(index)) return;
    const value = this.program.values[index];
    this.placeOf.set(index, this.instruction(index, value, section));
    if (section === 'quarter') this.followUp(index);
  }

  private instruction(index: ValueIndex, value: Value, section: Section): Operand {
    if (value.op === 'aggregate') return this.aggregate(value, section);
    if (!('args' in value)) throw new Error(`lower: value ${index} is no operation`);
    const fused = this.fusion.instructions.get(index);
    if (fused)
      return this.writer.emit(
        section,
        fused.opcode,
        this.writer.column(),
        fused.args.map((arg) => this.operand(arg)),
      );
    const args = value.args.map((arg) => this.operand(arg));
    const known = this.known(value, args);
    if (known) return known;
    if (value.op === 'power') {
      const base = value.args[0];
      const baseSection = this.sectionOf.get(base) ?? this.homeSection(base);
      if (section !== 'once' && baseSection === 'once') {
        const [high, low] = this.logParts(base);
        return this.writer.emit(section, op.POWER_FROM_LOG, this.writer.column(), [
          args[0],
          args[1],
          high,
          low,
        ]);
      }
    }
    return this.writer.emit(section, OPERATIONS[value.op].opcode, this.writer.column(), args);
  }

  /** Overridden inputs make more values known before the run than the program shows. */
  private known(
    value: Extract<Value, { args: readonly ValueIndex[] }>,
    args: readonly Operand[],
  ): Operand | undefined {
    if (!args.every(({ space }) => space === 'scalar' || space === 'schedule')) return undefined;
    const at = (t: number): number => {
      const [a, b, c] = args.map((arg) =>
        arg.space === 'scalar'
          ? this.writer.scalars[arg.index]
          : this.writer.schedules[arg.index][t],
      );
      return OPERATIONS[value.op].compute(a, b ?? 0, c ?? 0);
    };
    if (args.every(({ space }) => space === 'scalar')) return this.writer.scalar(at(0));
    return this.writer.schedule(this.program.time.quarters.map((_, t) => at(t)));
  }

  private homeSection(index: ValueIndex): Section | undefined {
    const value = this.program.values[index];
    if (value.op === 'input')
      return this.program.inputs[value.input].over === 'trial' ? 'once' : 'quarter';
    return value.op === 'previous' ? 'quarter' : undefined;
  }

  private logParts(base: ValueIndex): readonly [Operand, Operand] {
    const known = this.logPartsOf.get(base);
    if (known) return known;
    const high = this.writer.column();
    const low = this.writer.column();
    // The low part is written through the second operand.
    this.writer.emit('once', op.LOG_PARTS, high, [this.operand(base), low]);
    this.logPartsOf.set(base, [high, low]);
    return [high, low];
  }

  private aggregate(value: AggregateValue, section: Section): Operand {
    const running = this.running(value);
    if (!AGGREGATES[value.kind].divided) return running;
    return this.writer.emit(section, op.MEAN_OF_SUM, this.writer.column(), [running], {
      window: value.window ?? [-1, -1],
    });
  }

  private running(value: AggregateValue): Operand {
    const place = this.runningOf.get(runningKey(value));
    if (!place) throw new Error(`lower: aggregate of value ${value.of} was not accumulated`);
    return place;
  }

  /** Aggregates and quarterly outcomes of a value, at once, while its column is in the cache. */
  private followUp(index: ValueIndex): void {
    this.aggregatesOf.get(index)?.forEach((value) => this.accumulate(value));
    this.recordWhere('quarter', 'quarter', (value) => value === index);
  }

  /**
   * What is summed or recorded by quarter without being computed in it: inputs, last quarters,
   * fixed values.
   */
  private followUps(): void {
    for (const values of this.aggregatesOf.values())
      values.forEach((value) => this.accumulate(value));
    this.recordWhere('quarter', 'quarter', (value) => this.sectionOf.get(value) !== 'quarter');
  }

  private accumulate(value: AggregateValue): void {
    const key = runningKey(value);
    if (this.runningOf.has(key)) return;
    const place = this.writer.column();
    this.runningOf.set(key, place);
    this.writer.emit('quarter', AGGREGATES[value.kind].opcode, place, [this.operand(value.of)], {
      window: value.window ?? [-1, -1],
    });
  }

  private recordWhere(
    over: ProgramOutcome['over'],
    section: Section,
    wanted: (value: ValueIndex) => boolean,
  ): void {
    this.program.outcomes.forEach((outcome, k) => {
      if (outcome.over !== over || !wanted(outcome.value)) return;
      const out: Operand = { space: 'result', index: this.firstColumnOf[k], by: over };
      this.writer.emit(section, op.RECORD, out, [this.operand(outcome.value)]);
    });
  }

  private stateMoves(): { readonly from: Operand; readonly to: Operand }[] {
    return this.program.states.map(({ next }, k) => ({
      from: this.operand(next),
      to: this.placeOfState[k],
    }));
  }

  private operand(index: ValueIndex): Operand {
    const placed = this.placeOf.get(index);
    if (placed) return placed;
    const value = this.program.values[index];
    switch (value.op) {
      case 'constant':
        return this.writer.scalar(value.value);
      case 'schedule':
        return this.writer.schedule(value.values);
      case 'input':
        return this.drawn(value.input);
      case 'previous':
        return this.placeOfState[value.state];
      default:
        throw new Error(`lower: value ${index} (${value.op}) is read before it is computed`);
    }
  }

  private drawn(input: number): Operand {
    const place = this.placeOfInput[input];
    if (!place) throw new Error(`lower: input ${input} is read before it is drawn`);
    return place;
  }
}

function runningKey({ kind, of, window }: AggregateValue): string {
  return `${AGGREGATES[kind].opcode} ${of} ${window?.join(' ') ?? ''}`;
}
