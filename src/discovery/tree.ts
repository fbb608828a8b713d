/** A decision tree: which few questions on the inputs tell best whether a condition holds. */

import { roundedCut } from './box.ts';
import { countOf, numbersOf, type OrderedSample, type Sample } from './sample.ts';

/** Trials are told apart by whether an input is at most `at`. */
interface Split {
  /** Number of the input. */
  readonly input: number;
  readonly at: number;
}

export interface TreeNode {
  /** Of the sample that the tree was grown on. */
  readonly trials: number;
  readonly holding: number;
  readonly split?: Split & { readonly below: TreeNode; readonly above: TreeNode };
}

export interface TreeOptions {
  readonly depth?: number;
  /** Share of the trials that a leaf has at least. */
  readonly leaf?: number;
}

/**
 * Grows a classification tree: each node is split where the Gini impurity falls most, on the input
 * and at the value that do that best; of equal splits the first input, the lowest value. The cuts
 * of the grown tree are rounded to a few digits, and its nodes counted again.
 *
 * Source: Breiman, Friedman, Olshen and Stone (1984), "Classification and Regression Trees",
 * Wadsworth, chapters 2 to 4.
 */
export function growTree(
  sample: OrderedSample,
  { depth = 3, leaf = 0.01 }: TreeOptions = {},
): TreeNode {
  const { inputs, holds } = sample;
  const n = holds.length;
  const least = Math.max(1, Math.ceil(n * leaf));
  const inNode = new Uint8Array(n).fill(1);
  const tree = grow({ trials: n, holding: countOf(holds) }, depth);
  return rounded(
    tree,
    numbersOf(n, () => true),
  );

  /** @param count  of the trials that `inNode` marks */
  function grow(
    count: { readonly trials: number; readonly holding: number },
    left: number,
  ): TreeNode {
    const best = left === 0 || isPure(count) ? undefined : bestSplit(count);
    if (best === undefined) return count;
    const { values } = inputs[best.input];
    const marked = inNode.slice();
    const side = (below: boolean): TreeNode => {
      let [trials, holding] = [0, 0];
      for (let i = 0; i < n; i++) {
        inNode[i] = marked[i] === 1 && values[i] <= best.at === below ? 1 : 0;
        trials += inNode[i];
        holding += inNode[i] * holds[i];
      }
      return grow({ trials, holding }, left - 1);
    };
    const split = { ...best, below: side(true), above: side(false) };
    inNode.set(marked);
    return { ...count, split };
  }

  function bestSplit({ trials, holding }: { trials: number; holding: number }): Split | undefined {
    let best: Split | undefined;
    // The impurity of the parts falls as this rises: sum of squared counts over trials, of both
    // outcomes and both parts.
    let most = (holding * holding) / trials;
    most += most * 1e-12;
    inputs.forEach(({ order, values }, input) => {
      let [seen, hits, last] = [0, 0, Number.NaN];
      for (const i of order) {
        if (inNode[i] === 0) continue;
        if (values[i] !== last && seen >= least && trials - seen >= least) {
          const rest = holding - hits;
          const score = (hits * hits) / seen + (rest * rest) / (trials - seen);
          if (score > most) [best, most] = [{ input, at: last }, score];
        }
        seen++;
        hits += holds[i];
        last = values[i];
      }
    });
    return best;
  }

  function rounded({ split }: TreeNode, here: Uint32Array): TreeNode {
    const count = {
      trials: here.length,
      holding: here.reduce((sum, i) => sum + holds[i], 0),
    };
    if (split === undefined) return count;
    const { input, below, above } = split;
    const at = roundedCut(split.at, inputs[input]);
    const { values } = inputs[input];
    return {
      ...count,
      split: {
        input,
        at,
        below: rounded(
          below,
          here.filter((i) => values[i] <= at),
        ),
        above: rounded(
          above,
          here.filter((i) => values[i] > at),
        ),
      },
    };
  }
}

function isPure({
  trials,
  holding,
}: {
  readonly trials: number;
  readonly holding: number;
}): boolean {
  return holding === 0 || holding === trials;
}

/** By node, how many trials of a sample come through it. */
export function passing(
  tree: TreeNode,
  { inputs, holds }: Sample,
): ReadonlyMap<TreeNode, Uint32Array> {
  const passed = new Map<TreeNode, Uint32Array>();
  const pass = (node: TreeNode, trials: Uint32Array): void => {
    passed.set(node, trials);
    if (node.split === undefined) return;
    const { input, at, below, above } = node.split;
    const { values } = inputs[input];
    pass(
      below,
      trials.filter((i) => values[i] <= at),
    );
    pass(
      above,
      trials.filter((i) => !(values[i] <= at)),
    );
  };
  pass(
    tree,
    numbersOf(holds.length, () => true),
  );
  return passed;
}

/**
 * Prunes by cost complexity: the branch goes first whose leaves lower the error least, each; of the
 * trees on this way to the root, the smallest is taken whose error in other trials is within a
 * standard error of the least. The error is the mean square of what a leaf says against what is
 * (the score of Brier), because where a condition is rare no leaf may have it in most trials.
 *
 * @param testing  trials that the tree was not grown on
 */
export function prunedTree(tree: TreeNode, testing: Sample): TreeNode {
  const way = [tree];
  for (let here = tree; here.split !== undefined; way.push(here)) here = withoutWeakest(here);
  const errors = way.map((candidate) => brier(candidate, testing));
  const best = errors.reduce((a, b) => (b.error < a.error ? b : a));
  return way[errors.findLastIndex(({ error }) => error <= best.error + best.se)];
}

/** Squared error that a node has in its own trials if it is a leaf. */
function errorOfLeaf({ trials, holding }: TreeNode): number {
  return holding * (1 - holding / trials);
}

function leavesOf(node: TreeNode): readonly TreeNode[] {
  return node.split === undefined
    ? [node]
    : [...leavesOf(node.split.below), ...leavesOf(node.split.above)];
}

function withoutWeakest(tree: TreeNode): TreeNode {
  let weakest: TreeNode = tree;
  let least = Number.POSITIVE_INFINITY;
  const visit = (node: TreeNode): void => {
    if (node.split === undefined) return;
    const leaves = leavesOf(node);
    const gain = errorOfLeaf(node) - leaves.reduce((sum, leaf) => sum + errorOfLeaf(leaf), 0);
    const each = gain / (leaves.length - 1);
    if (each < least) [weakest, least] = [node, each];
    visit(node.split.below);
    visit(node.split.above);
  };
  visit(tree);
  const cut = (node: TreeNode): TreeNode => {
    if (node.split === undefined) return node;
    if (node === weakest) return { trials: node.trials, holding: node.holding };
    const { below, above } = node.split;
    return { ...node, split: { ...node.split, below: cut(below), above: cut(above) } };
  };
  return cut(tree);
}

function brier(tree: TreeNode, sample: Sample): { readonly error: number; readonly se: number } {
  const n = sample.holds.length;
  let [sum, squares] = [0, 0];
  for (const [node, trials] of passing(tree, sample)) {
    if (node.split !== undefined) continue;
    const said = node.holding / node.trials;
    for (const i of trials) {
      const square = (sample.holds[i] - said) * (sample.holds[i] - said);
      sum += square;
      squares += square * square;
    }
  }
  const error = sum / n;
  return { error, se: Math.sqrt(Math.max(0, squares / n - error * error) / n) };
}
