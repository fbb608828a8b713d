/**
 * Writes a listing: instructions over virtual columns, and the numbers and tables that they read.
 */

import type { Instruction, Opcode, Operand, Stream, Table } from '../kernel/listing.ts';
import * as op from '../kernel/opcodes.ts';
import type { Section } from './program.ts';

/** Instructions over virtual columns: every value has its own until `allocate` lets them share. */
export type VirtualCode = Record<Section, Instruction[]>;

export class ListingWriter {
  readonly code: VirtualCode = { once: [], quarter: [], year: [], end: [] };
  readonly scalars: number[] = [];
  /** Where scalars stand that are to change: the inputs' numbers to indices of `scalars`. */
  readonly slots = new Map<number, number>();
  private readonly known = new Map<number | '-0', number>();
  readonly schedules: number[][] = [];
  readonly tables: Table[] = [];
  readonly streams: Stream[] = [];
  columns = 0;
  quarterlies = 0;

  scalar(value: number): Operand {
    // A map takes both zeros for one.
    const key = Object.is(value, -0) ? '-0' : value;
    const index = this.known.get(key) ?? this.scalars.push(value) - 1;
    this.known.set(key, index);
    return { space: 'scalar', index };
  }

  /** The value of an input that is to change between blocks: nothing may follow from it beforehand. */
  slot(input: number, value: number): Operand {
    const index = this.scalars.push(value) - 1;
    this.slots.set(input, index);
    return this.once(op.COPY, [{ space: 'scalar', index }]);
  }

  schedule(values: readonly number[]): Operand {
    let index = this.schedules.findIndex((known) => known.every((x, t) => Object.is(x, values[t])));
    if (index < 0) index = this.schedules.push([...values]) - 1;
    return { space: 'schedule', index };
  }

  column(): Operand {
    return { space: 'column', index: this.columns++ };
  }

  once(opcode: Opcode, args: readonly Operand[]): Operand {
    return this.emit('once', opcode, this.column(), args);
  }

  emit(
    section: Section,
    opcode: Opcode,
    out: Operand,
    args: readonly Operand[],
    more: Partial<Instruction> = {},
  ): Operand {
    this.code[section].push({ opcode, out, args, ...more });
    return out;
  }
}
