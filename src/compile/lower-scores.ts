/**
 * Uniforms and normal scores as instructions: those of streams, and those that copulas make of
 * them.
 */

import type { QuinticTable } from '../distributions/index.ts';
import type { Operand, Table } from '../kernel/listing.ts';
import * as op from '../kernel/opcodes.ts';
import type { CopulaDraw } from './draws.ts';
import type { ListingWriter } from './listing-writer.ts';
import { type ProgramInput, streamNames } from './program.ts';

/** Uniforms and scores of streams, each written once: members of a copula share them. */
export class Scores {
  private readonly own = new Map<string, Operand>();
  private readonly scales = new Map<string, Operand>();
  private readonly tables = new Map<QuinticTable, number>();

  /** @param streams  `drawnStreams` */
  constructor(
    private readonly writer: ListingWriter,
    private readonly streams: readonly Pick<ProgramInput, 'id' | 'over' | 'dimensions'>[],
    private readonly quarters: readonly string[],
  ) {}

  /** A fresh column of the uniforms of a stream. */
  uniform(stream: number, quarter: number): Operand {
    const { writer, streams, quarters } = this;
    const { id: of, dimensions } = streams[stream];
    const name = streamNames(streams[stream], quarters)[quarter];
    const dimension = dimensions[quarter];
    const number =
      writer.streams.push(dimension === undefined ? { name, of } : { name, of, dimension }) - 1;
    return writer.emit('once', op.UNIFORM, writer.column(), [], { stream: number });
  }

  /** The own normal score of a stream. */
  private ownScore(stream: number, quarter: number): Operand {
    return kept(this.own, `${stream} ${quarter}`, () =>
      this.writer.once(op.NORMAL_QUANTILE, [this.uniform(stream, quarter)]),
    );
  }

  /** `copulaScore` of `draws.ts`. */
  ofCopula({ members, tail }: CopulaDraw, quarter: number): Operand {
    const { writer } = this;
    const parts = members.map(({ input, weight }) =>
      writer.once(op.MULTIPLY, [this.ownScore(input, quarter), writer.scalar(weight)]),
    );
    const score = parts.reduce((sum, part) => writer.once(op.ADD, [sum, part]));
    if (tail === undefined) return score;
    const scale = kept(this.scales, `${tail.stream} ${quarter}`, () =>
      writer.once(op.EXP, [this.quintic(tail.logScale, this.ownScore(tail.stream, quarter))]),
    );
    const t = writer.once(op.MULTIPLY, [score, scale]);
    const size = writer.once(op.ABS, [t]);
    const square = writer.once(op.MULTIPLY_ADD, [size, size, writer.scalar(1)]);
    const y = writer.once(op.LOG, [writer.once(op.ADD, [size, writer.once(op.SQRT, [square])])]);
    const outer = this.quintic(tail.score, y);
    const negative = writer.once(op.NEGATE, [outer]);
    return writer.once(op.SELECT_LESS, [t, writer.scalar(0), negative, outer]);
  }

  private quintic(quintic: QuinticTable, source: Operand): Operand {
    const { writer, tables } = this;
    const table = kept(tables, quintic, () => writer.tables.push(machineTable(quintic)) - 1);
    const opcode = quintic.grid === 'even' ? op.QUINTIC : op.UNEVEN_QUINTIC;
    return writer.emit('once', opcode, writer.column(), [source], { table });
  }
}

function kept<Key, Value>(known: Map<Key, Value>, key: Key, make: () => Value): Value {
  const value = known.get(key) ?? make();
  known.set(key, value);
  return value;
}

/** As the machine reads it. */
export function machineTable(table: QuinticTable): Table {
  const { grid, coefficients, intervals } = table;
  if (grid === 'even') {
    const numbers = Float64Array.of(table.from, 1 / table.step, ...coefficients);
    return { kind: 'even', numbers, count: intervals };
  }
  const numbers = new Float64Array(2 + 8 * intervals);
  numbers[0] = table.end;
  for (let k = 0; k < intervals; k++) {
    numbers[2 + 8 * k] = table.starts[k];
    numbers[3 + 8 * k] = table.inverses[k];
    numbers.set(coefficients.subarray(6 * k, 6 * k + 6), 4 + 8 * k);
  }
  return { kind: 'uneven', numbers, count: intervals };
}
