import { describe, expect, test } from 'vitest';
import type { OrderedSample } from '../../src/discovery/sample.ts';
import { growTree, passing, prunedTree, type TreeNode } from '../../src/discovery/tree.ts';
import { sampleOf, uniformColumns, uniforms } from './trials.ts';

const corner = (x: Readonly<Record<string, number>>) => x['a'] > 0.7 && x['b'] < 0.4;
const leaves = (node: TreeNode): TreeNode[] =>
  node.split === undefined ? [node] : [...leaves(node.split.below), ...leaves(node.split.above)];
const depth = ({ split }: TreeNode): number =>
  split === undefined ? 0 : 1 + Math.max(depth(split.below), depth(split.above));

describe('growing', () => {
  test('a corner of the unit square takes two splits, the better first', () => {
    // Of trials with a > 0.7 it holds in 40 of 100, of those with b < 0.4 in 30: Gini falls by more
    // at a (0.3 * 0.4^2 against 0.4 * 0.3^2).
    const tree = growTree(sampleOf(uniformColumns(1, ['b', 'a'], 4000), corner));
    const { split } = tree;
    expect(split?.input).toBe(1);
    // A cut may lie anywhere between the trials on both sides of 0.7, and rounding moves six of
    // 4,000 at most.
    expect(Math.abs(split!.at - 0.7)).toBeLessThan(0.004);
    expect(split!.above.split?.input).toBe(0);
    expect(Math.abs(split!.above.split!.at - 0.4)).toBeLessThan(0.004);
    // A trial or two beyond the first cut may be told apart again.
    const pure = leaves(tree).filter(({ holding, trials }) => holding / trials > 0.99);
    expect(pure.length).toBe(1);
    expect(pure[0].holding / tree.holding).toBeGreaterThan(0.99);
  });

  /** The greatest fall of Gini impurity over all cuts, from its definition. */
  function bestFall({ inputs, holds }: OrderedSample, least: number): number {
    const n = holds.length;
    const gini = (some: readonly number[]): number => {
      const p = some.reduce((sum, i) => sum + holds[i], 0) / some.length;
      return 2 * p * (1 - p);
    };
    const all = [...holds.keys()];
    const falls = inputs.flatMap(({ values }) =>
      [...new Set(values)].map((at) => {
        const [below, above] = [
          all.filter((i) => values[i] <= at),
          all.filter((i) => values[i] > at),
        ];
        if (below.length < least || above.length < least) return 0;
        return gini(all) - (below.length * gini(below) + above.length * gini(above)) / n;
      }),
    );
    return Math.max(...falls);
  }

  test.each([1, 2, 3])(
    'the first split is the best of all by the definition of Gini (seed %i)',
    (seed) => {
      const luck = uniforms(seed, 'luck', 300);
      let i = 0;
      const columns = {
        ...uniformColumns(seed, ['a', 'b'], 300),
        tied: uniforms(seed, 'tied', 300).map((u) => Math.floor(12 * u)),
      };
      const sample = sampleOf(columns, ({ a, tied }) => luck[i++] < (a + tied / 12) / 2);
      // With 300 trials none may cross a cut when it is rounded, so the split is the one that was
      // found.
      const { split } = growTree(sample, { depth: 1, leaf: 0.1 });
      const parts = [split!.below, split!.above];
      const impurity = ({ trials, holding }: TreeNode) =>
        (2 * holding * (trials - holding)) / trials;
      const whole = growTree(sample, { depth: 0 });
      const fall = (impurity(whole) - impurity(parts[0]) - impurity(parts[1])) / 300;
      // Sums of a few hundred numbers below one.
      expect(Math.abs(fall - bestFall(sample, 30))).toBeLessThan(1e-12);
    },
  );

  test('no leaf is smaller than asked for, and the tree no deeper', () => {
    const luck = uniforms(5, 'luck', 3000);
    let i = 0;
    const sample = sampleOf(uniformColumns(5, ['a', 'b', 'c'], 3000), ({ a }) => luck[i++] < a);
    const tree = growTree(sample, { depth: 4, leaf: 0.05 });
    expect(depth(tree)).toBe(4);
    // Rounding a cut may move one in two hundred of the trials on its smaller side; of half, seven.
    for (const { trials } of leaves(tree)) expect(trials).toBeGreaterThanOrEqual(150 - 7);
    expect(depth(growTree(sample))).toBe(3);
  });

  test('every trial comes to one leaf, and nodes count their own', () => {
    const sample = sampleOf(uniformColumns(6, ['a', 'b'], 2000), corner);
    const tree = growTree(sample);
    const passed = passing(tree, sample);
    for (const [node, trials] of passed) {
      expect(trials.length).toBe(node.trials);
      expect(trials.reduce((sum, i) => sum + sample.holds[i], 0)).toBe(node.holding);
    }
    const all = leaves(tree).flatMap((leaf) => [...passed.get(leaf)!]);
    expect(new Set(all).size).toBe(2000);
    expect(all.length).toBe(2000);
  });
});

describe('pruning', () => {
  test.each([1, 2, 3, 4, 5])('leaves the root of a tree grown on noise (seed %i)', (seed) => {
    const noise = (part: string) => {
      const luck = uniforms(seed, `luck ${part}`, 2000);
      let i = 0;
      const names = ['a', 'b', 'c', 'd', 'e'].map((name) => `${name} ${part}`);
      return sampleOf(uniformColumns(seed, names, 2000), () => luck[i++] < 0.3);
    };
    const tree = growTree(noise('grown'));
    expect(leaves(tree).length).toBeGreaterThan(4);
    expect(prunedTree(tree, noise('held out')).split).toBeUndefined();
  });

  test('leaves the splits that say something', () => {
    const part = (seed: number) => sampleOf(uniformColumns(seed, ['a', 'b', 'c'], 4000), corner);
    const tree = prunedTree(growTree(part(1)), part(2));
    expect(leaves(tree).length).toBe(3);
    expect(tree.split?.above.split?.input).toBe(1);
  });
});
