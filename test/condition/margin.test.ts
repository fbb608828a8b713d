/** How near trials come to a condition. */

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseCondition } from '../../src/condition/condition.ts';
import { evaluateCondition } from '../../src/condition/evaluate.ts';
import { marginOf } from '../../src/condition/margin.ts';

const names = { columns: ['x', 'y', 'flag'] };
const drawn = new Map([
  ['x', Float64Array.of(-1, 0, 1, 2, Number.NaN)],
  ['y', Float64Array.of(3, 1, -1, 0, 2)],
  ['flag', Float64Array.of(0, 1, 1, 0, 1)],
]);
const column = (name: string): Float64Array => drawn.get(name)!;
const margin = (text: string): number[] => [...marginOf(parseCondition(text, names), column, 5)];

test('of a comparison it is the difference over its standard deviation', () => {
  const sd = Math.sqrt(1.25);
  expect(margin('x > 1')).toEqual([-2 / sd, -1 / sd, 0, 1 / sd, Number.NaN]);
  expect(margin('x < 1').slice(0, 4)).toEqual([2 / sd, 1 / sd, -0, -1 / sd]);
});

test('of a flag it is 1 and -1, of not the opposite', () => {
  expect(margin('flag')).toEqual([-1, 1, 1, -1, 1]);
  expect(margin('not flag')).toEqual([1, -1, -1, 1, -1]);
});

test('law: it has the sign of the truth wherever it is not 0', () => {
  const comparison = fc
    .tuple(
      fc.constantFrom('x', 'y'),
      fc.constantFrom('<', '<=', '>', '>=', '=='),
      fc.constantFrom('-1', '0', '0.5', '2', 'y'),
    )
    .map(([a, sign, b]) => `${a} ${sign} ${b}`);
  const condition = fc.letrec<{ any: string }>((tie) => ({
    any: fc.oneof(
      { depthSize: 'small' },
      comparison,
      fc.constant('flag'),
      tie('any').map((one) => `not (${one})`),
      fc
        .tuple(tie('any'), fc.constantFrom('and', 'or'), tie('any'))
        .map(([one, word, other]) => `(${one}) ${word} (${other})`),
    ),
  })).any;
  fc.assert(
    fc.property(condition, (text) => {
      const parsed = parseCondition(text, names);
      const { holds, unknown } = evaluateCondition(parsed, column, 5);
      marginOf(parsed, column, 5).forEach((by, i) => {
        if (unknown[i] === 1 || by === 0 || Number.isNaN(by)) return;
        expect(by > 0).toBe(holds[i] === 1);
      });
    }),
  );
});
