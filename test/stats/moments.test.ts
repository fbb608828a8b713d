import fc from 'fast-check';
import { expect, test } from 'vitest';
import { joinMoments, MOMENTS, MomentTree } from '../../src/stats/moments.ts';

/** Count, mean, sum of squares about it, least and greatest, as the definition says. */
function momentsOf(values: readonly number[]): number[] {
  if (values.length === 0) return [0, 0, 0, Infinity, -Infinity];
  const mean = values.reduce((sum, x) => sum + x, 0) / values.length;
  const squares = values.reduce((sum, x) => sum + (x - mean) ** 2, 0);
  return [values.length, mean, squares, Math.min(...values), Math.max(...values)];
}

const value = fc.double({ min: -1000, max: 1000, noNaN: true });
/** Two outcomes, each with some values of every block. */
const blocks = fc.array(
  fc.tuple(fc.array(value, { maxLength: 8 }), fc.array(value, { maxLength: 8 })),
  {
    minLength: 1,
    maxLength: 40,
  },
);
const moments = (groups: readonly (readonly number[])[]): Float64Array =>
  Float64Array.from(groups.flatMap(momentsOf));

test('closed form: 1, 2, 3 joined with 5, 9 are five numbers of mean 4 and sum of squares 40', () => {
  const joined = joinMoments(moments([[1, 2, 3]]), moments([[5, 9]]));
  expect([...joined]).toEqual([5, 4, 40, 1, 9]);
});

test('closed form: nothing joined with something is that, from either side', () => {
  const something = moments([[3, 4], [7]]);
  const nothing = moments([[], []]);
  expect(joinMoments(something, nothing)).toEqual(something);
  expect(joinMoments(nothing, something)).toEqual(something);
  expect(joinMoments(nothing, nothing)).toEqual(nothing);
  // Group by group: one may be empty where the other is not.
  expect(joinMoments(moments([[3], []]), moments([[], [7]]))).toEqual(moments([[3], [7]]));
});

test('law: joined block by block, moments are those of all values', () => {
  fc.assert(
    fc.property(blocks, (all) => {
      const tree = new MomentTree();
      all.forEach((groups, block) => tree.add(block, moments(groups)));
      const total = tree.total();
      for (const group of [0, 1] as const) {
        const values = all.flatMap((groups) => groups[group]);
        const [count, mean, squares, least, greatest] = momentsOf(values);
        const got = total.subarray(group * MOMENTS, (group + 1) * MOMENTS);
        expect(got[0]).toBe(count);
        // A handful of roundings for each of at most 320 values of size 1000; squares of them for
        // the spread.
        expect(Math.abs(got[1]! - mean!)).toBeLessThanOrEqual(1000 * 400 * Number.EPSILON);
        expect(Math.abs(got[2]! - squares!)).toBeLessThanOrEqual(320e6 * 400 * Number.EPSILON);
        expect(got[3]).toBe(least);
        expect(got[4]).toBe(greatest);
      }
    }),
  );
});

test('law: the total has the same bits whatever the order in which blocks come', () => {
  const shuffled = blocks.chain((all) =>
    fc.record({
      all: fc.constant(all),
      order: fc.shuffledSubarray(
        all.map((_, block) => block),
        { minLength: all.length },
      ),
    }),
  );
  fc.assert(
    fc.property(shuffled, ({ all, order }) => {
      const inOrder = new MomentTree();
      all.forEach((groups, block) => inOrder.add(block, moments(groups)));
      const asTheyCome = new MomentTree();
      order.forEach((block) => asTheyCome.add(block, moments(all[block]!)));
      expect(asTheyCome.total()).toEqual(inOrder.total());
    }),
    { numRuns: 500 },
  );
});

test('law: a tree goes on from the nodes that were saved of another', () => {
  fc.assert(
    fc.property(blocks, fc.nat({ max: 40 }), (all, saved) => {
      const whole = new MomentTree();
      all.forEach((groups, block) => whole.add(block, moments(groups)));
      const first = new MomentTree();
      all.slice(0, saved).forEach((groups, block) => first.add(block, moments(groups)));
      const second = new MomentTree(structuredClone(first.nodes));
      all.slice(saved).forEach((groups, k) => second.add(saved + k, moments(groups)));
      expect(second.total()).toEqual(whole.total());
    }),
  );
});

test('a tree holds one set for each power of two in the number of blocks', () => {
  const tree = new MomentTree();
  for (let block = 0; block < 1000; block++) tree.add(block, moments([[block]]));
  // 1000 = 512 + 256 + 128 + 64 + 32 + 8.
  expect(tree.nodes.size).toBe(6);
  expect([...tree.total()]).toEqual([1000, 499.5, (1000 * (1000 ** 2 - 1)) / 12, 0, 999]);
});

test('closed form: seven blocks are joined as four, two and one, in their order', () => {
  const parts = Array.from({ length: 7 }, (_, k) => moments([[Math.sqrt(k), k / 7, -1 / (k + 1)]]));
  const tree = new MomentTree();
  for (const block of [6, 3, 0, 5, 1, 2, 4]) tree.add(block, parts[block]!);
  const joined = (a: number, b: number) => joinMoments(parts[a]!, parts[b]!);
  const four = joinMoments(joined(0, 1), joined(2, 3));
  // To the bit: joining is not associative in doubles.
  expect(tree.total()).toEqual(joinMoments(joinMoments(four, joined(4, 5)), parts[6]!));
});

test('a tree without blocks has no total', () => {
  expect(() => new MomentTree().total()).toThrow('MomentTree: no block was added');
});
