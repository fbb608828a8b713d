/** The uniforms behind the two samples of an analysis, stream by stream. */

import { drawnStreams } from '../compile/draws.ts';
import { streamNames } from '../compile/program.ts';
import { drawsOf } from '../execute/simulate.ts';
import { type Place, secondPlace } from '../plan/exchange.ts';
import type { Plan } from '../plan/plan.ts';
import { pointsOf } from '../random/designs.ts';
import { SOBOL_DIMENSIONS, sobolDirections } from '../random/directions.ts';
import { streamKey } from '../random/keys.ts';
import { sobolAt } from '../random/sobol.ts';
import { uniformAt } from '../random/threefry.ts';
import type { Group } from './groups.ts';

/** One uniform a point. */
export interface Coordinate extends Place {
  /** Number of the group that it belongs to. */
  readonly group: number;
  /**
   * Whether the input runs to infinity on some side, so that a normal score describes it better
   * than a uniform.
   */
  readonly unbounded: boolean;
}

/** The coordinates of all groups: one a stream, or one a quarter. */
export function coordinatesOf(plan: Plan, groups: readonly Group[]): readonly Coordinate[] {
  const { program, copulas } = plan;
  const streams = new Map(
    drawnStreams(program, copulas).map((stream, k) => [stream.id, { stream, k }]),
  );
  const unbounded = new Set(
    drawsOf(plan).flatMap(({ input, mapping }) =>
      mapping.kind === 'normal' ||
      mapping.kind === 'lognormal' ||
      (mapping.kind === 'table' && mapping.link !== 'logistic')
        ? [input]
        : [],
    ),
  );
  return groups.flatMap(({ streams: ids }, group) =>
    ids.flatMap((id) => {
      const found = streams.get(id);
      if (found === undefined) return [];
      const { stream, k } = found;
      return streamNames(stream, program.time.quarters).map((name, quarter) => ({
        group,
        name,
        dimension: stream.dimensions[quarter],
        unbounded: k >= program.inputs.length || unbounded.has(k),
      }));
    }),
  );
}

/**
 * Uniforms of a coordinate at the points of the first and of the independent second sample,
 * replicate after replicate.
 */
export function uniformsOf(
  plan: Plan,
  coordinate: Coordinate,
): { readonly a: Float64Array; readonly b: Float64Array } {
  const second = plan.exchange ? secondPlace(plan.exchange, coordinate) : coordinate;
  return { a: uniforms(plan, coordinate), b: uniforms(plan, second) };
}

function uniforms(
  { seed, design, trials, replicates }: Plan,
  { name, dimension }: Place,
): Float64Array {
  const values = new Float64Array(trials);
  const directions =
    design === 'sobol' && dimension !== undefined && dimension < SOBOL_DIMENSIONS
      ? sobolDirections(dimension)
      : undefined;
  let position = 0;
  for (let r = 0; r < replicates; r++) {
    const key = streamKey(seed, name, r);
    const points = pointsOf(trials, replicates, r);
    for (let p = 0; p < points; p++)
      values[position++] = directions ? sobolAt(directions, key, p) : uniformAt(key, p);
  }
  return values;
}
