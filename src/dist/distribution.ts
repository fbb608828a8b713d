/**
 * What every family of distributions gives: its text, its quantile function and moments,
 * and the mapping by which the machine draws it.
 */

export type Parameters = Readonly<Record<string, number | readonly (readonly [number, number])[]>>;

export interface Distribution {
  /** Name of the family, as in the text form. */
  readonly family: string;
  /** The parameters as they were given, in the family's order. */
  readonly parameters: Parameters;
  /** Canonical text, `pert(min=0, mode=1, max=2)`; `parseDistribution(text)` gives an equal distribution. */
  readonly text: string;
  readonly mean: number;
  readonly sd: number;
  /** Least and greatest possible value; may be infinite. */
  readonly support: readonly [least: number, greatest: number];
  /** Inverse CDF at p in [0, 1]; throws RangeError outside, NaN included. */
  quantile(p: number): number;
  /** Probability of a value at or below x. */
  cdf(x: number): number;
  /** How a draw is made from its uniform u or its normal score z. Plain data. */
  readonly mapping: Mapping;
}

/**
 * How the machine turns one uniform u (or the normal score z of it) into a draw, exactly these operations
 * in exactly this order. An input that loads on a latent factor is given z, and u = Phi(z) where u is read.
 */
export type Mapping =
  /** value */
  | { readonly kind: 'point'; readonly value: number }
  /** location + scale * z */
  | { readonly kind: 'normal'; readonly location: number; readonly scale: number }
  /** exp(location + scale * z) */
  | { readonly kind: 'lognormal'; readonly location: number; readonly scale: number }
  /** location + scale * u */
  | { readonly kind: 'uniform'; readonly location: number; readonly scale: number }
  /** location + scale * Q(from + u * width), Q the normal quantile function; scale < 0 where the upper tail is drawn mirrored */
  | {
      readonly kind: 'truncated-normal';
      readonly location: number;
      readonly scale: number;
      readonly from: number;
      readonly width: number;
    }
  /** A quintic Hermite table of g(z), then a link back to the scale of the draw. */
  | HermiteMapping
  /** The first value whose cumulative probability exceeds u; the last if none does. */
  | {
      readonly kind: 'steps';
      readonly cumulative: readonly number[];
      readonly values: readonly number[];
    };

export interface HermiteMapping {
  readonly kind: 'hermite';
  /**
   * What g is: `logistic`: draw = location + scale * (1 / (1 + exp(-g))); `exp`: draw = location + scale * exp(g);
   * `identity`: draw = location + scale * g.
   */
  readonly link: 'logistic' | 'exp' | 'identity';
  readonly location: number;
  readonly scale: number;
  /** Builds the table; called once per plan, so that distributions that are only printed stay cheap. */
  table(): HermiteTable;
}

/**
 * Nodes z = from + k * step, k = 0 ... count - 1, step a power of two. `nodes` holds for node k the value g, the slope
 * times the step g' * step, and half the second derivative times its square g'' * step^2 / 2, at 3k, 3k + 1 and 3k + 2:
 * the first coefficients of g in s = (z - node) / step. `hermite` reads it.
 */
export interface HermiteTable {
  readonly from: number;
  readonly step: number;
  readonly count: number;
  readonly nodes: Float64Array;
}
