/**
 * Inputs as instructions: uniforms of their stream, made into draws as `draws.ts` makes them one at
 * a time.
 */

import type { Link } from '../distributions/index.ts';
import type { Operand } from '../kernel/listing.ts';
import * as op from '../kernel/opcodes.ts';
import type { Draw } from './draws.ts';
import type { ListingWriter } from './listing-writer.ts';
import { machineTable, type Scores } from './lower-scores.ts';
import { type Program, streamNames } from './program.ts';

/**
 * Writes the draws of one input and gives the place where they are found.
 *
 * @param drawn   place of an input that is drawn already, such as a factor
 * @param scores  of this listing
 */
export function lowerDraw(
  writer: ListingWriter,
  program: Program,
  draw: Draw,
  drawn: (input: number) => Operand,
  scores: Scores,
): Operand {
  const { input, mapping, table, loadings, residual, reads, copula, turns } = draw;
  const declared = program.inputs[input];
  if (mapping.kind === 'point')
    return turns ? writer.slot(input, mapping.value) : writer.scalar(mapping.value);
  const tableIndex = addTable(writer, mapping, table);
  const places = streamNames(declared, program.time.quarters).map((_, quarter) => {
    if (copula !== undefined) {
      const score = scores.ofCopula(copula, quarter);
      const source = reads === 'uniform' ? writer.once(op.NORMAL_CDF, [score]) : score;
      return mapped(writer, mapping, tableIndex, source);
    }
    let source: Operand = scores.uniform(input, quarter);
    if (reads === 'score' || loadings.length > 0)
      source = writer.once(op.NORMAL_QUANTILE, [source]);
    if (loadings.length > 0) {
      const parts = loadings.map(({ factor, weight }) =>
        writer.once(op.MULTIPLY, [drawn(factor), writer.scalar(weight)]),
      );
      const common = parts.reduce((sum, part) => writer.once(op.ADD, [sum, part]));
      source = writer.once(op.MULTIPLY_ADD, [source, writer.scalar(residual), common]);
      if (reads === 'uniform') source = writer.once(op.NORMAL_CDF, [source]);
    }
    return mapped(writer, mapping, tableIndex, source);
  });
  if (declared.over === 'trial') return places[0];
  const group = { space: 'quarterly', index: writer.quarterlies++ } as const;
  places.forEach((place, at) => writer.emit('once', op.COPY, { ...group, at }, [place]));
  return group;
}

function mapped(
  writer: ListingWriter,
  mapping: Draw['mapping'],
  table: number | undefined,
  source: Operand,
): Operand {
  switch (mapping.kind) {
    case 'point':
      return writer.scalar(mapping.value);
    case 'normal':
    case 'uniform':
      return affine(writer, source, mapping);
    case 'lognormal':
      return writer.once(op.EXP, [affine(writer, source, mapping)]);
    case 'truncated-normal': {
      const inside = writer.once(op.MULTIPLY_ADD, [
        source,
        writer.scalar(mapping.width),
        writer.scalar(mapping.from),
      ]);
      return affine(writer, writer.once(op.NORMAL_QUANTILE, [inside]), mapping);
    }
    case 'steps':
      return writer.emit('once', op.STEPS, writer.column(), [source], { table: table! });
    case 'table': {
      const opcode = writer.tables[table!].kind === 'even' ? op.QUINTIC : op.UNEVEN_QUINTIC;
      const g = writer.emit('once', opcode, writer.column(), [source], { table: table! });
      return affine(writer, linked(writer, mapping.link, g), mapping);
    }
  }
}

function linked(writer: ListingWriter, link: Link, g: Operand): Operand {
  if (link === 'identity') return g;
  if (link === 'logistic') return writer.once(op.LOGISTIC, [g]);
  const e = writer.once(op.EXP, [g]);
  if (link === 'exp') return e;
  const inverse = writer.once(op.DIVIDE, [writer.scalar(1), e]);
  return writer.once(op.MULTIPLY, [writer.once(op.SUBTRACT, [e, inverse]), writer.scalar(0.5)]);
}

function affine(
  writer: ListingWriter,
  source: Operand,
  { location, scale }: { readonly location: number; readonly scale: number },
): Operand {
  return writer.once(op.MULTIPLY_ADD, [source, writer.scalar(scale), writer.scalar(location)]);
}

function addTable(
  writer: ListingWriter,
  mapping: Draw['mapping'],
  built: Draw['table'],
): number | undefined {
  if (mapping.kind === 'steps') {
    const numbers = Float64Array.from(mapping.cumulative.flatMap((p, k) => [p, mapping.values[k]]));
    return writer.tables.push({ kind: 'steps', numbers, count: mapping.values.length }) - 1;
  }
  return mapping.kind === 'table' ? writer.tables.push(machineTable(built!)) - 1 : undefined;
}
