/** Functions whose indices are known in closed form, as models of one outcome `y`. */

import { cholesky } from '../../src/dependence/index.ts';
import {
  component,
  copula,
  type Equation,
  eq,
  type Input,
  input,
  type Model,
  model,
  normal,
  outcome,
  quarterly,
  uniform,
  variable,
} from '../../src/index.ts';
import { exp, log } from '../../src/math/functions.ts';
import { sharesOut } from '../../src/sensitivity/shapley.ts';

export interface KnownFunction {
  readonly name: string;
  readonly model: Model;
  readonly first: readonly number[];
  readonly total: readonly number[];
  readonly variance: number;
  /** By pair `i j`; others are 0. */
  readonly second?: Readonly<Record<string, number>>;
}

export function oneOutcome(name: string, declarations: readonly unknown[], is: Equation): Model {
  return model(name, {
    title: name,
    calendar: quarterly('2026Q1', 4),
    components: [
      component('function', 'The function.', [...declarations, outcome('y', { unit: '-', is })]),
    ],
  });
}

function inputs(n: number, of: (k: number) => Input['distribution']): Input[] {
  return Array.from({ length: n }, (_, k) =>
    input(`x${k + 1}`, { unit: '-', distribution: of(k) }),
  );
}

const pi = Math.PI;

/** Ishigami and Homma (1990) with a = 7, b = 0.1; variances by integration. */
export function ishigami(): KnownFunction {
  const [x1, x2, x3] = inputs(3, () => uniform({ min: -pi, max: pi }));
  const v1 = (1 + pi ** 4 / 50) ** 2 / 2;
  const v2 = 49 / 8;
  const v13 = (pi ** 8 / 100) * (1 / 18 - 1 / 50);
  const v = v1 + v2 + v13;
  return {
    name: 'Ishigami',
    model: oneOutcome(
      'ishigami',
      [x1, x2, x3],
      eq`sin(${x1}) + 7 * sin(${x2}) ^ 2 + 0.1 * ${x3} ^ 4 * sin(${x1})`,
    ),
    first: [v1 / v, v2 / v, 0],
    total: [(v1 + v13) / v, v2 / v, v13 / v],
    variance: v,
    second: { '0 2': v13 / v },
  };
}

/**
 * Sobol's G: a product of (|4 x - 2| + a) / (1 + a), each with mean 1 and variance 1 / (3 (1 +
 * a)^2).
 */
export function sobolG(a: readonly number[] = [0, 1, 4.5, 9, 99, 99, 99, 99]): KnownFunction {
  const xs = inputs(a.length, () => uniform({ min: 0, max: 1 }));
  const factors = xs.map((x, k) =>
    variable(`g${k + 1}`, { unit: '-', is: eq`(abs(4 * ${x} - 2) + ${a[k]}) / ${1 + a[k]}` }),
  );
  return {
    name: 'Sobol G',
    model: oneOutcome(
      'sobol-g',
      [...xs, ...factors],
      factors.reduce<Equation>((product, g) => eq`${product} * ${g}`, eq`1`),
    ),
    ...ofProduct(a.map((value) => 1 / 3 / (1 + value) ** 2)),
  };
}

/** A product of lognormals, each with relative variance exp(s^2) - 1. */
export function lognormalProduct(
  sigmas: readonly number[] = [0.3, 0.5, 0.8, 1, 0.1],
): KnownFunction {
  const xs = inputs(sigmas.length, (k) => normal({ mean: 0, sd: sigmas[k] }));
  const sum = xs.reduce<Equation>((total, x) => eq`${total} + ${x}`, eq`0`);
  const mean2 = exp(sigmas.reduce((total, s) => total + s * s, 0));
  const of = ofProduct(sigmas.map((s) => exp(s * s) - 1));
  return {
    name: 'lognormal product',
    model: oneOutcome('lognormal-product', xs, eq`exp(${sum})`),
    ...of,
    variance: of.variance * mean2,
  };
}

/** A product of independent factors of mean 1, from their variances. */
function ofProduct(v: readonly number[]): Pick<KnownFunction, 'first' | 'total' | 'variance'> {
  const variance = v.reduce((product, one) => product * (1 + one), 1) - 1;
  return {
    first: v.map((one) => one / variance),
    total: v.map((one) => (one * (variance + 1)) / (1 + one) / variance),
    variance,
  };
}

/**
 * Whether x1 x2 > 1/4, plus 0.3 x4; x3 has no effect. By integrals of 1 - 1 / (4 x) over [1/4, 1].
 */
export function jump(): KnownFunction {
  const [x1, x2, x3, x4] = inputs(4, () => uniform({ min: 0, max: 1 }));
  const p = 0.75 + 0.25 * log(0.25);
  const v1 = 0.75 - 0.5 * log(4) + 0.0625 * 3 - p * p;
  const v4 = 0.09 / 12;
  const v = p * (1 - p) + v4;
  return {
    name: 'jump',
    model: oneOutcome(
      'jump',
      [x1, x2, x3, x4],
      eq`if(${x1} * ${x2} > 0.25, 1, 0) + 0 * ${x3} + 0.3 * ${x4}`,
    ),
    first: [v1 / v, v1 / v, 0, v4 / v],
    total: [(p * (1 - p) - v1) / v, (p * (1 - p) - v1) / v, 0, v4 / v],
    variance: v,
    second: { '0 1': (p * (1 - p) - 2 * v1) / v },
  };
}

/**
 * A weighted sum of k standard normals whose correlations fall with the distance of their numbers,
 * and its Shapley effects: the cost of a subset is the variance of the sum given all others, what
 * Cholesky's factor leaves once those come first (Owen and Prieur 2017, doi:10.1137/16M1097717,
 * section 4; Iooss and Prieur 2019, section 3).
 */
export function linearNormals(k: number): {
  readonly of: Model;
  readonly truth: readonly number[];
} {
  const weights = Array.from({ length: k }, (_, i) => [1, 2, 0.5, 1.5, 1][i % 5]);
  const correlations = weights.map((_, i) => weights.map((__, j) => 0.6 ** Math.abs(i - j)));
  const left = (others: readonly number[]): number => {
    const rest = weights.map((_, i) => i).filter((i) => !others.includes(i));
    const order = [...others, ...rest];
    const factor = cholesky(order.map((i) => order.map((j) => correlations[i][j])))!;
    return rest.reduce((sum, _, c) => {
      const column = others.length + c;
      const weight = order.reduce((all, i, row) => all + weights[i] * factor[row][column], 0);
      return sum + weight * weight;
    }, 0);
  };
  const costs = Float64Array.from({ length: 2 ** k }, (_, subset) =>
    left(weights.map((__, i) => i).filter((i) => !((subset >> i) & 1))),
  );
  const truth = sharesOut(costs, k).map((effect) => effect / costs[costs.length - 1]);
  const xs = weights.map((_, i) =>
    input(`x${String(i + 1).padStart(2, '0')}`, {
      unit: '-',
      distribution: normal({ mean: 0, sd: 1 }),
    }),
  );
  const together = copula('together', { of: xs, pearson: correlations });
  const sum = xs.reduce<Equation>((all, x, i) => eq`${all} + ${weights[i]} * ${x}`, eq`0`);
  return { of: oneOutcome('linear-normals', [...xs, together], sum), truth };
}

/**
 * Shapley effects from total and interaction variances where every interaction is of a known set:
 * its variance is shared out evenly. Here of functions with interactions of pairs only.
 */
export function shapleyOfPairs({ first, second = {} }: KnownFunction): number[] {
  return first.map((own, k) =>
    Object.entries(second).reduce(
      (sum, [pair, v]) => (pair.split(' ').map(Number).includes(k) ? sum + v / 2 : sum),
      own,
    ),
  );
}
