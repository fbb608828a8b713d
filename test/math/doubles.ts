import fc from 'fast-check';

/**
 * A double of any bits: subnormals, infinities and NaN among them, every exponent as likely as the
 * next.
 */
const rawDouble = fc
  .tuple(fc.integer({ min: 0, max: 0xffffffff }), fc.integer({ min: 0, max: 0xffffffff }))
  .map((words) => new Float64Array(new Uint32Array(words).buffer)[0]);

/**
 * Numbers at which one of the functions changes its way, or is as large, small or odd as can be.
 */
export const turningPoints = [
  0,
  5e-324,
  2.2250738585072014e-308,
  7.450580596923828e-9,
  0.0009765625,
  0.25,
  0.5,
  0.7057290077209473,
  1,
  2,
  3,
  8.3,
  34,
  37.5,
  38.5,
  39,
  600,
  708,
  709.782712893384,
  745.1332191019411,
  1100,
  1048576,
  9007199254740991,
  1.7976931348623157e308,
  Infinity,
].flatMap((x) => [x, -x]);

/**
 * A double worth trying: of any bits, of ordinary size, in [0, 1], near 1, whole, or at a turning
 * point.
 */
export const anyDouble = fc.oneof(
  rawDouble,
  fc.double({ min: -750, max: 750, noNaN: true }),
  fc.double({ min: -1e6, max: 1e6, noNaN: true }),
  fc.double({ min: 0, max: 1, noNaN: true }),
  fc.double({ min: 0.98, max: 1.02, noNaN: true }),
  fc.integer({ min: -40, max: 40 }),
  fc.constantFrom(...turningPoints, NaN),
  fc
    .tuple(fc.constantFrom(...turningPoints), fc.constantFrom(-1e-15, -2e-16, 2e-16, 1e-15))
    .map(([x, nudge]) => x * (1 + nudge)),
);
