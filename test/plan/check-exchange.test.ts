import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { checkExchange } from '../../src/plan/check-exchange.ts';
import { FormError } from '../../src/text/form.ts';

const plan = { design: 'sobol', replicates: 2 } as const;
const sound = {
  groups: [['a'], ['b', 'c']],
  matrices: [[[0]], [[0], [1]], { walk: 0, steps: 2 }],
  orders: [
    [
      [0, 1],
      [1, 0],
    ],
  ],
  second: 'independent',
  dimensions: 3,
};

describe('matrices of a plan from outside', () => {
  test('are given back where all they name is there', () => {
    expect(checkExchange(sound, plan)).toEqual(sound);
  });

  test.each([
    [
      'a group that is not there',
      { matrices: [[[2]]] },
      /matrices\[0\]: names a group beyond the 2/,
    ],
    [
      'a walk that is not there',
      { matrices: [{ walk: 1, steps: 1 }] },
      /is of walk 1; there are 1/,
    ],
    ['lists for other replicates', { matrices: [[[0], [1], [0]]] }, /has 3 lists; wanted 1 or 2/],
    ['orders for other replicates', { orders: [[[0, 1]]] }, /has 1 replicates; wanted 2/],
    ['a key of no meaning', { more: 1 }, /has a key "more"/],
    ['no matrix', { matrices: [] }, /matrices/],
  ])('are refused with %s', (_, change, message) => {
    expect(() => checkExchange({ ...sound, ...change }, plan)).toThrow(message);
  });

  test('are refused where the design has no second sample', () => {
    expect(() => checkExchange(sound, { ...plan, design: 'latin-hypercube' })).toThrow(
      /the design latin-hypercube has none; wanted sobol or monte-carlo/,
    );
  });

  test('law: whatever stands there is accepted or refused in words', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom(...Object.keys(sound)), fc.jsonValue()), (part) => {
        try {
          checkExchange({ ...sound, ...part }, plan);
        } catch (error) {
          expect(error).toBeInstanceOf(FormError);
        }
      }),
      { seed: 18, numRuns: 300 },
    );
  });
});
