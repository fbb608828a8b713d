/** A value that is certain. */

import { defineFamily } from '../define-family.ts';
import { numbers } from '../forms.ts';
import { real } from '../parameters.ts';

const byValue = numbers({
  parameters: { value: real() },
  example: { value: 2 },
  body: ({ value }) => ({
    mean: value,
    sd: 0,
    support: [value, value],
    discrete: true,
    quantile: () => value,
    cdf: (x) => (x >= value ? 1 : 0),
    density: (x) => (x === value ? 1 : 0),
    mapping: { kind: 'point', value },
  }),
});

/** The certain value `value`. In text a bare number is a point too. */
export const point = defineFamily({
  name: 'point',
  about: 'a value that is certain',
  forms: [byValue],
  instead: 'the quantity is itself that value',
  member: ({ real }) => [{ value: real(-100, 100) }],
});
