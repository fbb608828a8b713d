/** Where randomness comes from: known answers, and statistics of uniforms. */

import { pow } from '../math/functions.ts';
import { sobolDirections } from '../random/directions.ts';
import { type StreamKey, streamKey } from '../random/keys.ts';
import { sobolBits } from '../random/sobol.ts';
import { threefry, uniformAt } from '../random/threefry.ts';
import type { Check } from '../report/certificate.ts';
import { differing, worstScore } from './check.ts';
import type { Reference } from './reference.ts';

const GROUP = 'generator';
const SEED = 'self-test';

type Words = readonly [number, number, number, number];

/**
 * Counters, keys and blocks, words of 32 bits with the lower half of each of 64 first. Source:
 * Random123 (github.com/DEShawResearch/random123), tests/kat_vectors, lines "threefry2x64 20".
 */
const THREEFRY: readonly (readonly [counter: Words, key: Words, block: Words])[] = [
  [
    [0, 0, 0, 0],
    [0, 0, 0, 0],
    [0xc2c69865, 0xc2b6e3a8, 0xf350084d, 0x6f81ed42],
  ],
  [
    [0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff],
    [0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff],
    [0xd95d277a, 0xe02cb7c4, 0x893b8b68, 0xd06633d0],
  ],
  [
    [0x85a308d3, 0x243f6a88, 0x03707344, 0x13198a2e],
    [0x299f31d0, 0xa4093822, 0xec4e6c89, 0x082efa98],
    [0xbb0f0af1, 0x263c7d30, 0xd3311526, 0x56be8361],
  ],
];

/**
 * The first points of three dimensions that Joe and Kuo's own program prints (sobol.cc with
 * new-joe-kuo-6).
 */
const SOBOL: readonly (readonly [number, number, number])[] = [
  [0, 0, 0],
  [0.5, 0.5, 0.5],
  [0.75, 0.25, 0.25],
  [0.25, 0.75, 0.75],
  [0.375, 0.375, 0.625],
  [0.875, 0.875, 0.125],
  [0.625, 0.125, 0.875],
  [0.125, 0.625, 0.375],
  [0.1875, 0.3125, 0.9375],
  [0.6875, 0.8125, 0.4375],
];

export function generatorChecks({ keys, sobol }: Pick<Reference, 'keys' | 'sobol'>): Check[] {
  const named = (name: string) => ({ group: GROUP, name });
  const neighbours = (name: string, keyAt: (k: number) => StreamKey) =>
    worstScore(named(`neighbouring ${name}`), [correlationScore(keyAt)]);
  return [
    differing(
      named('Threefry against Random123'),
      THREEFRY.flatMap(([counter, key]) => {
        const block = new Uint32Array(4);
        threefry(counter, key, block);
        return [...block];
      }),
      THREEFRY.flatMap(([, , block]) => [...block]),
    ),
    differing(
      named('keys of texts'),
      keys.flatMap(([seed, name, replicate]) => [...streamKey(seed, name, replicate ?? undefined)]),
      keys.flatMap(([, , , words]) => [...words]),
    ),
    differing(
      named('Sobol points of Joe and Kuo'),
      SOBOL.flatMap((_, position) =>
        [0, 1, 2].map((dimension) => sobolAtPosition(dimension, position) / 2 ** 32),
      ),
      SOBOL.flat(),
    ),
    differing(
      named('Sobol points of SciPy'),
      Object.keys(sobol.points).flatMap((dimension) =>
        sobol.positions.map((position) => sobolAtPosition(Number(dimension), position)),
      ),
      Object.values(sobol.points).flat(),
    ),
    ...evennessChecks(),
    neighbours('inputs', (k) => streamKey(SEED, `input ${k}`, 0)),
    neighbours('replicates', (k) => streamKey(SEED, 'input', k)),
    neighbours('seeds', (k) => streamKey(`${k}`, 'input', 0)),
  ];
}

/**
 * Before scrambling, as 32 bits; positions are in the order of Gray codes, in which points are
 * usually published.
 */
function sobolAtPosition(dimension: number, position: number): number {
  return sobolBits(sobolDirections(dimension), (position ^ (position >>> 1)) >>> 0);
}

const CELLS = 256;
const UNIFORMS = 65_536;

/** Chi-squared of uniforms over 256 cells, by their first, their middle and their last bits. */
function evennessChecks(): Check[] {
  const key = streamKey(SEED, 'uniforms', 0);
  const uniforms = Float64Array.from({ length: UNIFORMS }, (_, i) => uniformAt(key, i));
  return Object.entries({ first: 1, middle: 2 ** 22, last: 2 ** 44 }).map(([which, shift]) => {
    const counts = new Float64Array(CELLS);
    for (const u of uniforms) counts[Math.floor(((u * shift) % 1) * CELLS)]++;
    const expected = UNIFORMS / CELLS;
    const squares = counts.reduce((sum, n) => sum + (n - expected) * (n - expected), 0);
    const score = chiSquaredScore(squares / expected, CELLS - 1);
    return worstScore({ group: GROUP, name: `evenness, ${which} bits` }, [score]);
  });
}

const STREAMS = 65;
const LENGTH = 1024;

/** From the correlations of 64 pairs of streams that are next to each other. */
function correlationScore(keyAt: (k: number) => StreamKey): number {
  const streams = Array.from({ length: STREAMS }, (_, k) => {
    const key = keyAt(k);
    return Float64Array.from({ length: LENGTH }, (_, i) => uniformAt(key, i) - 0.5);
  });
  const squares = streams.slice(1).reduce((sum, stream, k) => {
    const before = streams[k];
    const products = stream.reduce((total, u, i) => total + u * before[i], 0);
    // A product of two centred uniforms has variance 1/144.
    return sum + (products * products * 144) / LENGTH;
  }, 0);
  return chiSquaredScore(squares, STREAMS - 1);
}

/**
 * The standard normal score of a chi-squared value. Source: Wilson and Hilferty (1931), "The
 * distribution of chi-square", Proceedings of the National Academy of Sciences 17(12), 684-688,
 * doi:10.1073/pnas.17.12.684.
 */
function chiSquaredScore(value: number, degrees: number): number {
  const variance = 2 / (9 * degrees);
  return (pow(value / degrees, 1 / 3) - (1 - variance)) / Math.sqrt(variance);
}
