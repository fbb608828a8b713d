/** The Erlang distribution: the time until the k-th of events that come at a steady rate. */

import { defineFamily } from '../define-family.ts';
import { numbers } from '../forms.ts';
import { checked, positive } from '../parameters.ts';
import { productOf, quotientOf } from '../two-parts.ts';
import { gammaBody, SHAPES } from './gamma.ts';

const SHAPE = checked(
  (shape) =>
    !(Number.isInteger(shape) && shape >= 1 && shape <= SHAPES[1]) &&
    `a whole number from 1 to ${SHAPES[1]}. Of others there is gamma(shape=${shape}, ...)`,
  'k',
  'm',
  'n',
);

const byRate = numbers({
  parameters: { shape: SHAPE, rate: positive('lambda') },
  example: { shape: 3, rate: 0.5 },
  body: ({ shape, rate }) => gammaBody(shape, quotientOf([shape, 0], rate)),
});

const byScale = numbers({
  parameters: { shape: SHAPE, scale: positive('theta') },
  example: { shape: 3, scale: 2 },
  body: ({ shape, scale }) => gammaBody(shape, productOf(shape, scale)),
});

/**
 * The sum of `shape` exponential variables, a whole number of them, each with this `rate` or with
 * mean `scale`.
 */
export const erlang = defineFamily({
  name: 'erlang',
  about: 'the time until the k-th of events that come at a steady rate',
  forms: [byRate, byScale],
  member: ({ whole, real }) => [{ shape: whole(1, 50), rate: real(0.01, 100) }],
});
