/** Data as they are: every given value equally likely. */

import { defineFamily } from '../define-family.ts';
import { about } from '../family.ts';
import { values } from '../forms.ts';
import { weightedValues } from '../weighted-values.ts';

const MOST_VALUES = 2 ** 17;

const byValues = values({
  example: [[3, 4, 4, 7, 9, 12, 13]],
  problems: (values) => {
    const finite = values.every((value) => Number.isFinite(value));
    const [least, greatest] = finite ? ends(values) : [0, 0];
    return [
      values.length === 0 && { message: 'there are no values; it takes one or more' },
      values.length > MOST_VALUES &&
        about(
          MOST_VALUES,
          `there are ${values.length} values; it takes at most ${MOST_VALUES}. Draw so many of them at random`,
        ),
      ...values.map(
        (value, k) =>
          !Number.isFinite(value) &&
          about(k, `value ${k + 1} is ${value}; it must be a finite number`),
      ),
      greatest - least === Infinity &&
        about(0, `values reach from ${least} to ${greatest}; that range is too large for a number`),
    ];
  },
  body: (values) => {
    const distinct: number[] = [];
    const counts: number[] = [];
    for (const value of values) {
      if (value === distinct.at(-1)) counts[counts.length - 1]++;
      else {
        distinct.push(value);
        counts.push(1);
      }
    }
    return weightedValues(distinct, counts);
  },
});

function ends(values: readonly number[]): readonly [number, number] {
  return values.reduce<readonly [number, number]>(
    ([least, greatest], value) => [Math.min(least, value), Math.max(greatest, value)],
    [Infinity, -Infinity],
  );
}

/**
 * Each of these values with the same probability; a value that is given twice has twice that. At
 * least one, at most 2^17, in any order. The quantile at p is the least value whose cdf is p or
 * more; the sd is that of the values, with their number below.
 */
export const empirical = defineFamily({
  name: 'empirical',
  aliases: ['ecdf', 'empiricaldistribution', 'bootstrap', 'resample'],
  about: 'data as they are: every given value equally likely',
  forms: [byValues],
  instead: 'choose among quantities by `if` of an event or of a uniform input',
  member: ({ whole }) => [Array.from({ length: whole(1, 20) }, () => whole(-9, 9))],
});
