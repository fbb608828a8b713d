/** What people judge: ranges, opinions pooled, and events that hang on each other. */

import type { Distribution } from '../distributions/distribution.ts';
import { cumulative } from '../distributions/families/cumulative.ts';
import { mixture } from '../distributions/families/mixture.ts';
import { uniform } from '../distributions/families/uniform.ts';
import { parseDistribution } from '../distributions/parse.ts';
import { exp, log } from '../math/functions.ts';
import { shownValue } from '../text/shown-value.ts';
import type { Described, Part, Variable } from './declaration.ts';
import { eq } from './equation.ts';
import { type Drawn, lognormal } from './families.ts';
import { input, variable } from './quantity.ts';

/**
 * The lognormal of which ninety of a hundred draws lie from `low` to `high`, as the text
 * `5 to 50` has it. The ends may be quantities.
 *
 * @throws DistributionError unless 0 < low < high
 */
export function to(low: number, high: number): Distribution;
export function to(low: Part, high: Part): Drawn;
export function to(low: Part, high: Part): Distribution | Drawn {
  if (typeof low === 'number' && typeof high === 'number')
    return parseDistribution(`${low} to ${high}`);
  return lognormal({ p5: low, p95: high });
}

/** Points of the table of a logarithmic pool. */
const POINTS = 500;
/** Of either tail of each opinion so much lies beyond the table. */
const BEYOND = 1e-4;

/**
 * Opinions of several people as one distribution. Linear, the default: a draw is that of one of
 * them, as often as his weight says. Logarithmic: the density is the weighted geometric mean of
 * theirs, in a table of 500 points; it is narrower, and lies where all of them think it possible.
 *
 * @param weights  above 0, in the order of the opinions; all alike if absent
 * @throws RangeError where weights do not fit, or a logarithmic pool has no value that all allow
 */
export function pool(
  opinions: readonly (Distribution | string)[],
  {
    weights,
    log: geometric = false,
  }: { readonly weights?: readonly number[]; readonly log?: boolean } = {},
): Distribution {
  const all = opinions.map((one) => {
    if (typeof one === 'string') return parseDistribution(one);
    if (!('quantile' in one))
      throw new RangeError(
        `pool: an opinion is ${shownValue(one)}; wanted distributions of numbers; draw each as an input and choose by \`if\` of an event`,
      );
    return one;
  });
  const given = weights ?? all.map(() => 1);
  if (all.length === 0) throw new RangeError('pool: has no opinions; wanted one or more');
  if (given.length !== all.length)
    throw new RangeError(
      `pool: has ${all.length} opinions and ${given.length} weights; wanted one each`,
    );
  const wrong = given.find((weight) => !(weight > 0 && weight < Infinity));
  if (wrong !== undefined)
    throw new RangeError(`pool: a weight is ${wrong}; wanted weights above 0`);
  const total = given.reduce((sum, weight) => sum + weight, 0);
  const parts = all.map((one, k) => [one, given[k] / total] as const);
  return geometric ? logarithmic(parts) : mixture(parts);
}

type Weighted = readonly (readonly [opinion: Distribution, weight: number])[];

function logarithmic(parts: Weighted): Distribution {
  const discrete = parts.find(([{ discrete: counts }]) => counts);
  if (discrete !== undefined)
    throw new RangeError(
      `pool: ${discrete[0].text} has no density; a logarithmic pool wants one of each`,
    );
  const low = Math.max(...parts.map(([one]) => one.quantile(BEYOND)));
  const high = Math.min(...parts.map(([one]) => one.upperQuantile(BEYOND)));
  if (!(low < high))
    throw new RangeError(
      'pool: there is no value that all opinions think possible; pool them linearly',
    );
  // Where all is above 0 and spans a magnitude, equal steps of the logarithm have more to say.
  const scaled = low > 0 && high > 10 * low;
  const at = (k: number): number => {
    const way = k / POINTS;
    return scaled ? low * exp(way * log(high / low)) : low + way * (high - low);
  };
  const masses = Array.from({ length: POINTS }, (_, k) => {
    const [from, end] = [at(k), at(k + 1)];
    const middle = (from + end) / 2;
    const logs = parts.map(([one, weight]) => weight * log(one.density(middle)));
    return { end, mass: exp(logs.reduce((sum, one) => sum + one, 0)) * (end - from) };
  });
  const whole = masses.reduce((sum, { mass }) => sum + mass, 0);
  if (!(whole > 0 && whole < Infinity))
    throw new RangeError(
      'pool: there is no value that all opinions think possible; pool them linearly',
    );
  const pairs: [number, number][] = [[low, 0]];
  let sum = 0;
  for (const { end, mass } of masses) {
    sum += mass;
    if (mass > 0) pairs.push([end, Math.min(1, sum / whole)]);
  }
  pairs[pairs.length - 1][1] = 1;
  return cumulative(pairs);
}

interface EventOptions extends Described {
  /** Probability, or one for every answer of what it depends on: `{ yes: 0.6, no: 0.1 }`. */
  readonly p: Part | Readonly<Record<string, Part>>;
  /** What it depends on: quantities that are 1 or 0. */
  readonly given?: readonly Variable[];
  readonly judgement?: boolean;
}

/** Beyond this nobody writes the table. */
const MOST_GIVEN = 6;

/**
 * Something that happens or not, 1 or 0, and may depend on other events:
 * `event('sold', { given: [recession], p: { yes: 0.2, no: 0.6 } })`; with two, by their answers in
 * order: `{ 'yes, yes': 0.1, 'yes, no': 0.3, 'no, yes': 0.4, 'no, no': 0.8 }`.
 *
 * @returns a variable in `0/1`; the input `ID.draw`, uniform from 0 to 1, decides
 * @throws RangeError naming answers without a probability, and what is no probability
 */
export function event(id: string, { p, given = [], judgement, ...about }: EventOptions): Variable {
  const wrong = (what: string): never => {
    throw new RangeError(`event ${id}: ${what}`);
  };
  if (given.length > MOST_GIVEN)
    wrong(`depends on ${given.length} events; wanted at most ${MOST_GIVEN}`);
  const table: Readonly<Record<string, Part>> = isTable(p) ? tidy(p) : { '': p };
  const answers = given.reduce<string[]>(
    (all) =>
      all.flatMap((before) =>
        ['yes', 'no'].map((one) => (before === '' ? one : `${before}, ${one}`)),
      ),
    [''],
  );
  const missing = answers.filter((answer) => !Object.hasOwn(table, answer));
  const spare = Object.keys(table).filter((answer) => !answers.includes(answer));
  if (missing.length > 0 || spare.length > 0)
    wrong(
      [
        ...(missing.length === 0 ? [] : [`no probability for "${missing.join('", "')}"`]),
        ...(spare.length === 0 ? [] : [`"${spare.join('", "')}" is no answer`]),
      ].join('; ') +
        `; wanted ${answers[0] === '' ? 'a number' : `p of "${answers.join('", "')}"`}`,
    );
  for (const [answer, value] of Object.entries(table))
    if (typeof value === 'number' && !(value >= 0 && value <= 1))
      wrong(`p${answer === '' ? '' : ` of "${answer}"`} is ${value}; wanted a number from 0 to 1`);
  const draw = input(`${id}.draw`, {
    unit: 'fraction',
    distribution: uniform({ min: 0, max: 1 }),
    ...(about.label === undefined ? {} : { label: `Chance that decides: ${about.label}` }),
    ...(judgement === undefined ? {} : { judgement }),
  });
  const chance = (answered: string, left: readonly Variable[]): Part => {
    const [first, ...others] = left;
    if (first === undefined) return table[answered];
    const [yes, no] = ['yes', 'no'].map((one) =>
      chance(answered === '' ? one : `${answered}, ${one}`, others),
    );
    return eq`if(${first}, ${yes}, ${no})`;
  };
  return variable(id, { ...about, unit: '0/1', is: eq`${draw} < ${chance('', given)}` });
}

function isTable(p: EventOptions['p']): p is Readonly<Record<string, Part>> {
  return typeof p === 'object' && !('kind' in p);
}

/** Blanks around commas do not matter. */
function tidy(p: Readonly<Record<string, Part>>): Readonly<Record<string, Part>> {
  return Object.fromEntries(
    Object.entries(p).map(([key, value]) => [key.trim().replaceAll(/\s*,\s*/g, ', '), value]),
  );
}
