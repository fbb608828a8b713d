/** How a draw may be made from its uniform or its normal score. */

import type { QuinticTable } from './quintic.ts';

/**
 * How the machine turns one uniform u (or the normal score z of it) into a draw, exactly these
 * operations in exactly this order. An input that depends on others is given z, and u = Phi(z)
 * where u is read.
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
  /**
   * location + scale * Q(from + u * width), Q the normal quantile function; scale < 0 where the
   * upper tail is drawn mirrored
   */
  | {
      readonly kind: 'truncated-normal';
      readonly location: number;
      readonly scale: number;
      readonly from: number;
      readonly width: number;
    }
  /** A piecewise quintic g(z), then a link back to the scale of the draw. */
  | TableMapping
  /** The first value whose cumulative probability exceeds u; the last if none does. */
  | {
      readonly kind: 'steps';
      readonly cumulative: readonly number[];
      readonly values: readonly number[];
    };

export type Link = 'logistic' | 'exp' | 'sinh' | 'identity';

export interface TableMapping {
  readonly kind: 'table';
  /**
   * What g is: `logistic`: draw = location + scale * (1 / (1 + exp(-g))); `exp`: draw = location +
   * scale * exp(g); `sinh`: e = exp(g), draw = location + scale * (0.5 * (e - 1 / e)); `identity`:
   * draw = location + scale * g.
   */
  readonly link: Link;
  readonly location: number;
  readonly scale: number;
  /**
   * Builds the table; called once per plan, so that distributions that are only printed stay cheap.
   */
  table(): QuinticTable;
}
