/** A value that is certain. */

import type { Distribution } from '../distribution.ts';
import { type Family, fromNumbers, type NumberForm } from '../family.ts';

const byValue: NumberForm<'value'> = {
  takes: 'numbers',
  names: ['value'],
  problems: () => [],
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
};

export const pointFamily: Family = { name: 'point', forms: [byValue] };

/** The certain value `value`. In text a bare number is a point too. */
export function point(given: { value: number }): Distribution {
  return fromNumbers(pointFamily, given);
}
