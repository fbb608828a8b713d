/** Sums of log1p as the kernel adds them up, against those of src/math. */

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { loadKernel } from '../../src/kernel/load.ts';
import { Partitioner } from '../../src/kernel/partitioner.ts';
import { log1p } from '../../src/math/functions.ts';

const { logSums } = new Partitioner(loadKernel()).partition(Float64Array.of(1), [0, 1], []);

const value = fc.oneof(
  fc.double({ min: 0, max: 10 }),
  fc.double({ min: 0, max: 1e-15 }),
  fc.double(),
  fc.constantFrom(0, -0, 1, -1, 0.5, 2 ** -53, 1e300, 5e-324, Number.NaN, 1 / 0, -1 / 0),
);
const factor = fc.oneof(
  fc.double({ min: -1, max: 1 }),
  fc.constantFrom(1, -1, 0, -0, 1e-300, 1e300, Number.NaN, 1 / 0),
);

test('has the bits of a sum of log1p, one value after another, for each factor', () => {
  fc.assert(
    fc.property(
      fc.array(value, { maxLength: 40 }),
      fc.array(factor, { minLength: 1, maxLength: 7 }),
      (values, factors) => {
        const found = logSums(Float64Array.from(values), Float64Array.from(factors));
        const wanted = factors.map((b) => values.reduce((sum, x) => sum + log1p(b * x), 0));
        expect([...found]).toEqual(wanted);
      },
    ),
    { numRuns: 3000 },
  );
});
