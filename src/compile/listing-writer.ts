/**
 * Writes a listing: instructions over virtual columns, and the numbers and tables that they read.
 */

import type { Instruction, Opcode, Operand, Stream, Table } from '../kernel/listing.ts';
import type { Section } from './program.ts';

/** Instructions over virtual columns: every value has its own until `allocate` lets them share. */
export type VirtualCode = Record<Section, Instruction[]>;

export class ListingWriter {
  readonly code: VirtualCode = { once: [], quarter: [], year: [], end: [] };
  readonly scalars: number[] = [];
  readonly schedules: number[][] = [];
  readonly tables: Table[] = [];
  readonly streams: Stream[] = [];
  columns = 0;
  quarterlies = 0;

  scalar(value: number): Operand {
    let index = this.scalars.findIndex((known) => Object.is(known, value));
    if (index < 0) index = this.scalars.push(value) - 1;
    return { space: 'scalar', index };
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
