import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { StreamKey } from '../../src/random/keys.ts';
import { streamKey } from '../../src/random/keys.ts';
import { openUniform } from '../../src/random/open-uniform.ts';
import { threefry, uniformAt } from '../../src/random/threefry.ts';

// Random123 (github.com/DEShawResearch/random123), tests/kat_vectors, lines "threefry2x64 20":
// counter, key, output. The last row's counter and key are the hexadecimal digits of pi.
const published: [counter: string, key: string, block: string][] = [
  [
    '0000000000000000 0000000000000000',
    '0000000000000000 0000000000000000',
    'c2b6e3a8c2c69865 6f81ed42f350084d',
  ],
  [
    'ffffffffffffffff ffffffffffffffff',
    'ffffffffffffffff ffffffffffffffff',
    'e02cb7c4d95d277a d06633d0893b8b68',
  ],
  [
    '243f6a8885a308d3 13198a2e03707344',
    'a4093822299f31d0 082efa98ec4e6c89',
    '263c7d30bb0f0af1 56be8361d3311526',
  ],
];

/** Four 32-bit words, the lower half of each 64-bit word first. */
function words(text: string): [number, number, number, number] {
  const [high0, low0, high1, low1] = text
    .match(/[0-9a-f]{8}/g)!
    .map((word) => Number.parseInt(word, 16));
  return [low0, high0, low1, high1];
}

test.each(published)('Threefry of counter %s under key %s is %s', (counter, key, block) => {
  const out = new Uint32Array(4);
  threefry(words(counter), words(key), out);
  expect([...out]).toEqual(words(block));
});

test('uniforms 0 and 1 of the zero key are the two words of its first block', () => {
  const zero: StreamKey = [0, 0, 0, 0];
  // From the first published row: the upper 52 bits, and a half.
  expect(uniformAt(zero, 0)).toBe(0xc2b6e3a8c2c69 * 2 ** -52 + 2 ** -53);
  expect(uniformAt(zero, 1)).toBe(0x6f81ed42f3500 * 2 ** -52 + 2 ** -53);
});

describe('the open interval', () => {
  test('runs from 2^-53 to 1 - 2^-53, its ends left out', () => {
    expect(openUniform(0, 0)).toBe(2 ** -53);
    expect(openUniform(0xffffffff, 0xffffffff)).toBe(1 - 2 ** -53);
    // What the plain formula with 53 free bits would give.
    expect((2 ** 53 - 1 + 0.5) * 2 ** -53).toBe(1);
  });

  test('is symmetric, and every value exact', () => {
    const word = fc.integer({ min: 0, max: 0xffffffff });
    fc.assert(
      fc.property(word, word, (high, low) => {
        const u = openUniform(high, low);
        expect(BigInt(u * 2 ** 53)).toBe(((BigInt(high) << 20n) | BigInt(low >>> 12)) * 2n + 1n);
        expect(openUniform(~high >>> 0, ~low >>> 0)).toBe(1 - u);
      }),
    );
  });
});

test('an index has the same uniform whatever was drawn before, up to 2^53 - 1', () => {
  const key = streamKey('7', 'cost');
  const far = uniformAt(key, Number.MAX_SAFE_INTEGER);
  expect(far).not.toBe(uniformAt(key, Number.MAX_SAFE_INTEGER % 2 ** 32));
  uniformAt(streamKey('8', 'other'), 5);
  expect(uniformAt(key, Number.MAX_SAFE_INTEGER)).toBe(far);
});

test.each([-1, 0.5, Number.NaN, 2 ** 53])('index %d is refused', (index) => {
  expect(() => uniformAt([1, 2, 3, 4], index)).toThrow(`index is ${index}`);
});

describe('a million uniforms', () => {
  const n = 1_000_000;
  const key = streamKey('7', 'a million uniforms');
  const draws = Float64Array.from({ length: n }, (_, i) => uniformAt(key, i));

  test('are all different, as 52 random bits are; with 32 some 116 would repeat', () => {
    expect(new Set(draws).size).toBe(n);
  });

  const cells = 1000;
  // Lower bits are seen by multiplying the upper ones away; 20 of them are left for the last row.
  test.each([
    ['upper', (u: number) => u],
    ['middle', (u: number) => (u * 2 ** 20) % 1],
    ['last', (u: number) => (u * 2 ** 32) % 1],
  ])('fill %s cells evenly', (_, place) => {
    const counts = new Float64Array(cells);
    for (const u of draws) counts[Math.floor(place(u) * cells)]++;
    const chiSquare =
      counts.reduce((sum, count) => sum + (count - n / cells) ** 2, 0) / (n / cells);
    // 999 degrees of freedom, five standard deviations either way.
    expect(Math.abs(chiSquare - (cells - 1))).toBeLessThan(5 * Math.sqrt(2 * (cells - 1)));
  });

  test.each([1, 2, 3, 4096])('are uncorrelated at lag %d', (lag) => {
    let products = 0;
    for (let i = lag; i < n; i++) products += (draws[i] - 0.5) * (draws[i - lag] - 0.5);
    expect(Math.abs(products / Math.sqrt(n - lag)) * 12).toBeLessThan(5);
  });
});
