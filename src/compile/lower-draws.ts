/** Inputs as instructions: uniforms of their stream, made into draws as `draws.ts` makes them one at a time. */

import { hermiteCoefficients } from '../dist/index.ts';
import type { Operand } from '../kernel/listing.ts';
import * as op from '../kernel/opcodes.ts';
import type { Draw } from './draws.ts';
import type { ListingWriter } from './listing-writer.ts';
import { type Program, streamNames } from './program.ts';

/**
 * Writes the draws of one input and gives the place where they are found.
 *
 * @param drawn  place of an input that is drawn already, such as a factor
 */
export function lowerDraw(
  writer: ListingWriter,
  program: Program,
  draw: Draw,
  drawn: (input: number) => Operand,
): Operand {
  const { input, mapping, table, loadings, residual, reads } = draw;
  const declared = program.inputs[input];
  if (mapping.kind === 'point') return writer.scalar(mapping.value);
  const tableIndex = addTable(writer, mapping, table);
  const places = streamNames(declared, program.time.quarters).map((name, quarter) => {
    const dimension = declared.dimensions[quarter];
    const stream =
      writer.streams.push(dimension === undefined ? { name } : { name, dimension }) - 1;
    let source: Operand = writer.emit('once', op.UNIFORM, writer.column(), [], { stream });
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
    case 'hermite': {
      const g = writer.emit('once', op.HERMITE, writer.column(), [source], { table: table! });
      if (mapping.link === 'identity') return affine(writer, g, mapping);
      if (mapping.link === 'exp') return affine(writer, writer.once(op.EXP, [g]), mapping);
      return affine(writer, writer.once(op.LOGISTIC, [g]), mapping);
    }
  }
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
  if (mapping.kind !== 'hermite') return undefined;
  const coefficients = hermiteCoefficients(built!);
  const numbers = Float64Array.of(built!.from, 1 / built!.step, ...coefficients);
  return writer.tables.push({ kind: 'hermite', numbers, count: built!.count - 1 }) - 1;
}
