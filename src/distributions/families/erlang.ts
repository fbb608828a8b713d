/** The Erlang distribution: the time until the k-th of events that come at a steady rate. */

import type { Distribution } from '../distribution.ts';
import {
  about,
  type Family,
  type Findings,
  fromNumbers,
  type NumberForm,
  positive,
} from '../family.ts';
import { productOf, quotientOf } from '../two-parts.ts';
import { gammaBody, SHAPES } from './gamma.ts';

const SHAPE_NAMES = { k: 'shape', m: 'shape', n: 'shape' } as const;

const byRate: NumberForm<'shape' | 'rate'> = {
  takes: 'numbers',
  names: ['shape', 'rate'],
  aliases: { ...SHAPE_NAMES, lambda: 'rate' },
  problems: ({ shape, rate }) => [...shapeProblems(shape), ...positive('erlang', { rate })],
  body: ({ shape, rate }) => gammaBody(shape, quotientOf([shape, 0], rate)),
};

const byScale: NumberForm<'shape' | 'scale'> = {
  takes: 'numbers',
  names: ['shape', 'scale'],
  aliases: { ...SHAPE_NAMES, theta: 'scale' },
  problems: ({ shape, scale }) => [...shapeProblems(shape), ...positive('erlang', { scale })],
  body: ({ shape, scale }) => gammaBody(shape, productOf(shape, scale)),
};

function shapeProblems(shape: number): Findings {
  const whole = Number.isInteger(shape) && shape >= 1 && shape <= SHAPES[1];
  return [
    !Number.isNaN(shape) &&
      !whole &&
      about(
        'shape',
        `erlang: shape is ${shape}; it must be a whole number from 1 to ${SHAPES[1]}. Of others there is gamma(shape=${shape}, ...)`,
      ),
  ];
}

export const erlangFamily: Family = { name: 'erlang', forms: [byRate, byScale] };

/**
 * The sum of `shape` exponential variables, a whole number of them, each with this `rate` or with
 * mean `scale`.
 */
export function erlang(
  given: { shape: number; rate: number } | { shape: number; scale: number },
): Distribution {
  return fromNumbers(erlangFamily, given);
}
