import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { blockStretches, chunks, trialNumbers } from '../../src/execute/layout.ts';

const grid = fc.record({
  trials: fc.integer({ min: 1, max: 1500 }),
  replicates: fc.oneof(fc.integer({ min: 1, max: 40 }), fc.constantFrom(1, 2, 16)),
  blockSize: fc.oneof(fc.integer({ min: 20, max: 700 }), fc.constantFrom(1, 7, 4096)),
});
const blocksOf = ({ trials, blockSize }: { trials: number; blockSize: number }) =>
  Array.from({ length: Math.ceil(trials / blockSize) }, (_, block) => block);

describe('law', () => {
  test('every trial is in exactly one block, in the one that its number says', () => {
    fc.assert(
      fc.property(grid, (given) => {
        const seen = new Set<number>();
        for (const block of blocksOf(given)) {
          const numbers = trialNumbers(given, block);
          expect(numbers.length).toBe(
            Math.min(given.blockSize, given.trials - block * given.blockSize),
          );
          for (const trial of numbers) {
            if (seen.has(trial)) expect.fail(`trial ${trial} stands twice`);
            if (Math.floor(trial / given.blockSize) !== block)
              expect.fail(`trial ${trial} stands in block ${block}`);
            seen.add(trial);
          }
        }
        expect(seen.size).toBe(given.trials);
      }),
    );
  });

  test('stretches fill a block without gap: replicates ascend, and so do the points of each', () => {
    fc.assert(
      fc.property(grid, (given) => {
        /** Points of each replicate that came in earlier blocks. */
        const done = Array.from({ length: given.replicates }, () => 0);
        for (const block of blocksOf(given)) {
          let position = 0;
          let before = -1;
          for (const stretch of blockStretches(given, block)) {
            const { replicate, first, length } = stretch;
            const fits =
              length > 0 &&
              stretch.position === position &&
              replicate > before &&
              first === done[replicate];
            if (!fits) expect.fail(`block ${block}: ${JSON.stringify(stretch)}`);
            done[replicate] = first + length;
            position += length;
            before = replicate;
          }
        }
        // Trial i is point floor(i / R) of replicate i mod R.
        expect(done).toEqual(
          done.map((_, r) => Math.max(0, Math.ceil((given.trials - r) / given.replicates))),
        );
      }),
    );
  });

  test('more trials keep the first ones: all blocks but the last, and the last is longer', () => {
    fc.assert(
      fc.property(grid, fc.nat({ max: 1000 }), (few, extra) => {
        const many = { ...few, trials: few.trials + extra };
        const blocks = blocksOf(few);
        const whole = blocks.slice(0, -1);
        expect(whole.map((block) => blockStretches(many, block))).toEqual(
          whole.map((block) => blockStretches(few, block)),
        );
        const [last] = blocks.slice(-1);
        const longer = new Set(trialNumbers(many, last!));
        expect(trialNumbers(few, last!).every((trial) => longer.has(trial))).toBe(true);
      }),
    );
  });

  test('chunks cover a block in order: full but for the last, each point in one segment', () => {
    fc.assert(
      fc.property(grid, fc.integer({ min: 1, max: 300 }), (given, size) => {
        for (const block of blocksOf(given)) {
          const stretches = blockStretches(given, block);
          const cut = chunks(stretches, size);
          const points = (parts: readonly { replicate: number; first: number; length: number }[]) =>
            parts.flatMap(({ replicate, first, length }) =>
              Array.from({ length }, (_, k) => `${replicate}:${first + k}`),
            );
          expect(cut.flatMap(({ segments }) => points(segments))).toEqual(points(stretches));
          let position = 0;
          cut.forEach((chunk, k) => {
            if (chunk.position !== position) expect.fail(`a gap before chunk ${k}`);
            let offset = 0;
            for (const segment of chunk.segments) {
              if (segment.offset !== offset) expect.fail(`a gap in chunk ${k}`);
              offset += segment.length;
            }
            const full = k < cut.length - 1 ? offset === size : offset > 0 && offset <= size;
            if (!full) expect.fail(`${offset} trials in chunk ${k}`);
            position += offset;
          });
        }
      }),
      { numRuns: 60 },
    );
  });
});

describe('closed form', () => {
  test('ten trials in three replicates and blocks of four', () => {
    const given = { trials: 10, replicates: 3, blockSize: 4 };
    // Trials 0 3 | 1 | 2, then 6 | 4 7 | 5, then 9 | | 8.
    expect([0, 1, 2].map((block) => [...trialNumbers(given, block)])).toEqual([
      [0, 3, 1, 2],
      [6, 4, 7, 5],
      [9, 8],
    ]);
    expect(blockStretches(given, 1)).toEqual([
      { replicate: 0, first: 2, length: 1, position: 0 },
      { replicate: 1, first: 1, length: 2, position: 1 },
      { replicate: 2, first: 1, length: 1, position: 3 },
    ]);
    expect(chunks(blockStretches(given, 1), 2)).toMatchObject([
      {
        position: 0,
        segments: [
          { offset: 0, replicate: 0, first: 2, length: 1 },
          { offset: 1, replicate: 1, first: 1, length: 1 },
        ],
      },
      {
        position: 2,
        segments: [
          { offset: 0, replicate: 1, first: 2, length: 1 },
          { offset: 1, replicate: 2, first: 1, length: 1 },
        ],
      },
    ]);
  });

  test('fewer trials than replicates leave the last replicates empty', () => {
    expect(blockStretches({ trials: 2, replicates: 5, blockSize: 4096 }, 0)).toEqual([
      { replicate: 0, first: 0, length: 1, position: 0 },
      { replicate: 1, first: 0, length: 1, position: 1 },
    ]);
  });

  test('blocks far out are where they should be: trial 2^40 of 16 replicates', () => {
    const given = { trials: 2 ** 41, replicates: 16, blockSize: 4096 };
    const [first] = blockStretches(given, 2 ** 28);
    expect(first).toEqual({ replicate: 0, first: 2 ** 36, length: 256, position: 0 });
    expect(trialNumbers(given, 2 ** 28)[0]).toBe(2 ** 40);
  });
});
