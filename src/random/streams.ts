/**
 * Which uniform a trial gets: the one place that says how designs, replicates and streams go
 * together.
 */

import { antitheticAt } from './antithetic.ts';
import { type Design, pointsOf } from './designs.ts';
import { SOBOL_DIMENSIONS, sobolDirections } from './directions.ts';
import { streamKey } from './keys.ts';
import { latinAt, latinRecord } from './latin.ts';
import { sobolAt } from './sobol.ts';
import { uniformAt } from './threefry.ts';

/**
 * The uniform in (0, 1) that trial `trial` draws from the stream `name`. The machine computes the
 * same by columns; this is for one trial.
 *
 * Trial i belongs to replicate i mod R and is number floor(i / R) of it, whatever the number of
 * trials: so replicates grow together, more trials keep the first ones, and another R is another
 * run. Every replicate of a stream has a key of its own.
 *
 * Sobol: point floor(i / R) of the sequence, scrambled by the key. Beyond the 1024 dimensions that
 * have direction numbers, and for streams without a dimension, draws are those of Monte Carlo: such
 * quantities gain nothing from the design, and lose nothing. Latin hypercube: point floor(i / R) of
 * as many as the replicate has. Antithetic: odd points mirror the ones before them.
 *
 * @param dimension   number of the stream's low-discrepancy dimension, from 0; none where the
 *           stream has none
 * @param replicates  R >= 1
 * @param trial       an integer >= 0
 * @param trials      how many trials the run has; read by the Latin hypercube alone
 * @throws RangeError if trial or dimension is out of range or the seed is empty
 */
export function uniform(
  design: Design,
  seed: string,
  name: string,
  dimension: number | undefined,
  replicates: number,
  trial: number,
  trials?: number,
): number {
  if (!(Number.isSafeInteger(trial) && trial >= 0)) {
    throw new RangeError(`uniform: trial is ${trial}, not an integer >= 0`);
  }
  const replicate = trial % replicates;
  const key = streamKey(seed, name, replicate);
  const point = Math.floor(trial / replicates);
  switch (design) {
    case 'sobol':
      return dimension !== undefined && !(dimension >= SOBOL_DIMENSIONS)
        ? sobolAt(sobolDirections(dimension), key, point)
        : uniformAt(key, point);
    case 'monte-carlo':
      return uniformAt(key, point);
    case 'antithetic':
      return antitheticAt(key, point);
    case 'latin-hypercube': {
      if (trials === undefined || !(trial < trials)) {
        throw new RangeError(
          `uniform: trial ${trial} is not one of the ${trials} that make the strata`,
        );
      }
      return latinAt(latinRecord(key, pointsOf(trials, replicates, replicate)), point);
    }
  }
}

/**
 * The uniforms of a whole replicate of a stream, those that `uniform` gives one at a time.
 *
 * @param points  how many points the replicate has
 */
export function uniformsOfReplicate(
  design: Design,
  seed: string,
  { name, dimension }: { readonly name: string; readonly dimension?: number },
  replicate: number,
  points: number,
): Float64Array {
  const key = streamKey(seed, name, replicate);
  const all = (at: (point: number) => number) =>
    Float64Array.from({ length: points }, (_, point) => at(point));
  switch (design) {
    case 'sobol': {
      if (dimension === undefined || dimension >= SOBOL_DIMENSIONS)
        return all((point) => uniformAt(key, point));
      const directions = sobolDirections(dimension);
      return all((point) => sobolAt(directions, key, point));
    }
    case 'monte-carlo':
      return all((point) => uniformAt(key, point));
    case 'antithetic':
      return all((point) => antitheticAt(key, point));
    case 'latin-hypercube': {
      const record = latinRecord(key, Math.max(1, points));
      return all((point) => latinAt(record, point));
    }
  }
}
