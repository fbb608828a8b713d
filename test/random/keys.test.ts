/** @slow computes for seconds */

import * as fc from 'fast-check';
import seedrandom from 'seedrandom';
import { describe, expect, test } from 'vitest';
import { streamKey } from '../../src/random/keys.ts';
import { uniformAt } from '../../src/random/threefry.ts';

// RC4 written out in Python from its description, 256 bytes dropped, words big-endian,
// over b'1:11:a0:\0' and so on. A change here moves every draw of every run ever made.
const golden: [seed: string, name: string, replicate: number | undefined, key: number[]][] = [
  ['1', 'a', undefined, [0x941cc8c9, 0xa0e0e74a, 0xb85ea3f8, 0xecba0da4]],
  ['0', 'stock.retirementRate', undefined, [0xfd7a0aa9, 0x8899fa08, 0xfac5b6b8, 0xf4d3f273]],
  ['0', 'stock.retirementRate', 0, [0xd34b7c42, 0x867df074, 0xa96263ea, 0xbee688a3]],
  ['0', 'stock.retirementRate', 15, [0x66737f42, 0x3c8a69e4, 0x11ac3284, 0xbeac1928]],
  [
    'Größe 7',
    'prc.stanceNoise[2026Q1]',
    undefined,
    [0xb9864799, 0x6887136b, 0x5f3c2a6d, 0x76e03def],
  ],
  ['芯片', '😀', 3, [0x936ab263, 0x29bc4144, 0x3d46dc9b, 0xbce9269a]],
];

test.each(golden)(
  'the key of seed %s, stream %s, replicate %s is its own for ever',
  (seed, name, replicate, key) => {
    expect(streamKey(seed, name, replicate)).toEqual(key);
  },
);

describe('law', () => {
  const text = fc.string({ unit: 'binary', maxLength: 20 });
  const texts = fc.tuple(
    text.filter((seed) => seed !== ''),
    text,
    fc.option(fc.nat(), { nil: undefined }),
  );

  test('a key is what the package seedrandom makes of the same bytes', () => {
    const bytes = (of: string) => String.fromCharCode(...new TextEncoder().encode(of));
    const delimited = (of: string) => `${bytes(of).length}:${bytes(of)}`;
    fc.assert(
      fc.property(texts, ([seed, name, replicate]) => {
        const arc4 = seedrandom(
          `${delimited(seed)}${delimited(name)}${delimited(replicate === undefined ? '' : `${replicate}`)}\0`,
        );
        const words = Array.from({ length: 4 }, () => arc4.int32() >>> 0);
        expect(streamKey(seed, name, replicate)).toEqual(words);
      }),
    );
  });

  test('different texts have different keys', () => {
    fc.assert(
      fc.property(texts, texts, (a, b) => {
        fc.pre(a.some((part, i) => part !== b[i]));
        expect(streamKey(...a)).not.toEqual(streamKey(...b));
      }),
    );
  });

  test('seed, name and replicate do not run into one another', () => {
    const keys = [
      streamKey('1', 'a', 1),
      streamKey('11', 'a'),
      streamKey('1', 'a1'),
      streamKey('1', '1a'),
      streamKey('1', '1:a', 1),
      streamKey('1:1', 'a', 1),
      streamKey('1', 'a', 11),
      streamKey('1', 'aa', 1),
      streamKey('1', 'a\0', 1),
    ];
    expect(new Set(keys.map(String)).size).toBe(keys.length);
  });

  // seedrandom itself takes these for one seed: it reads the low 8 bits, and ARC4 repeats a short
  // key.
  test('characters that share their low byte, and a text and its repetition, are told apart', () => {
    expect(streamKey('1', 'Ā')).not.toEqual(streamKey('1', '\0'));
    expect(streamKey('ab', 'x')).not.toEqual(streamKey('abab', 'x'));
    expect(streamKey('1', 'ab')).not.toEqual(streamKey('1', 'abab'));
  });
});

describe('refusal', () => {
  test('an empty seed is refused, saying why', () => {
    expect(() => streamKey('', 'cost')).toThrow(/seed is empty.*same run/);
    expect(() => streamKey('', 'cost')).toThrow(RangeError);
  });

  test.each([-1, 0.5, Number.NaN, 2 ** 53])('replicate %d is refused', (replicate) => {
    expect(() => streamKey('1', 'cost', replicate)).toThrow(`replicate is ${replicate}`);
  });

  test('texts beyond what ARC4 reads are refused, in bytes and not in characters', () => {
    // "1:1" + "246:" + 246 bytes + "0:" + the zero byte is 256 bytes.
    expect(() => streamKey('1', 'x'.repeat(246))).not.toThrow();
    expect(() => streamKey('1', 'x'.repeat(247))).toThrow(/257 bytes.*256/);
    expect(() => streamKey('1', 'é'.repeat(124))).toThrow(RangeError);
    expect(() => streamKey('x'.repeat(1_000_000), 'cost')).toThrow(/bytes/);
  });
});

describe('independence', () => {
  const n = 1000;
  const column = (key: ReturnType<typeof streamKey>) =>
    Array.from({ length: n }, (_, i) => uniformAt(key, i) - 0.5);

  const neighbours: [string, (i: number) => ReturnType<typeof streamKey>][] = [
    ['names', (i) => streamKey('7', `w/${i}`)],
    ['long names', (i) => streamKey('7', `${'x'.repeat(240)}${String(i).padStart(3, '0')}`)],
    ['seeds', (i) => streamKey(`${i}`, 'stock.retirementRate')],
    ['replicates', (i) => streamKey('7', 'stock.retirementRate', i)],
  ];

  test.each(neighbours)('streams of neighbouring %s are uncorrelated', (_, keyAt) => {
    const pairs = 200;
    let previous = column(keyAt(0));
    let sumOfSquares = 0;
    for (let i = 1; i <= pairs; i++) {
      const next = column(keyAt(i));
      let products = 0;
      for (let k = 0; k < n; k++) products += previous[k] * next[k];
      // A product of two centred uniforms has variance 1/144.
      const z = (products / Math.sqrt(n)) * 12;
      expect(Math.abs(z)).toBeLessThan(5);
      sumOfSquares += z * z;
      previous = next;
    }
    // Chi-square with 200 degrees of freedom, five of its standard deviations either way.
    expect(Math.abs(sumOfSquares - pairs)).toBeLessThan(5 * Math.sqrt(2 * pairs));
  });

  test('the first draws of ten thousand streams are uniform', () => {
    const draws = Float64Array.from({ length: 10_000 }, (_, i) =>
      uniformAt(streamKey('7', `input ${i}`), 0),
    ).sort();
    const distance = Math.max(
      ...draws.map((u, i) => Math.max(u - i / draws.length, (i + 1) / draws.length - u)),
    );
    // Kolmogorov: the distance times sqrt(n) exceeds 2.23 for one seed in ten thousand.
    expect(distance * Math.sqrt(draws.length)).toBeLessThan(2.23);
  });
});
