/** Any symmetric matrix with a unit diagonal, and any correlation matrix, for laws. */

import fc from 'fast-check';

const entry = fc.double({ min: -1, max: 1, noNaN: true });
/** Symmetric with a unit diagonal, and seldom positive semi-definite. */
export const anySymmetric = fc
  .integer({ min: 2, max: 8 })
  .chain((n) =>
    fc.array(entry, { minLength: n * n, maxLength: n * n }).map((entries) => ({ n, entries })),
  )
  .map(({ n, entries }) =>
    Array.from({ length: n }, (_, i) =>
      Array.from({ length: n }, (_, j) =>
        i === j ? 1 : entries[Math.min(i, j) * n + Math.max(i, j)],
      ),
    ),
  );

/**
 * Correlations of n random directions in a space of any number of dimensions: of full rank or not.
 */
export const anyCorrelation = fc
  .tuple(fc.integer({ min: 2, max: 8 }), fc.integer({ min: 1, max: 9 }))
  .chain(([n, dimensions]) =>
    fc.array(fc.array(entry, { minLength: dimensions, maxLength: dimensions }), {
      minLength: n,
      maxLength: n,
    }),
  )
  .filter((rows) => rows.every((row) => Math.hypot(...row) > 1e-3))
  .map((rows) => {
    const unit = rows.map((row) => row.map((x) => x / Math.hypot(...row)));
    return unit.map((one, i) =>
      unit.map((other, j) => (i === j ? 1 : one.reduce((sum, x, k) => sum + x * other[k], 0))),
    );
  });
