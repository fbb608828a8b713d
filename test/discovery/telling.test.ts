import { describe, expect, test } from 'vitest';
import type { Discovery, FoundBox } from '../../src/discovery/discover.ts';
import {
  discoverySentences,
  limitText,
  pText,
  shareSentence,
  treeLines,
  trialsSentence,
} from '../../src/discovery/telling.ts';
import type { Estimate } from '../../src/stats/summary.ts';

const estimate = (value: number, se: number | null): Estimate => ({
  value,
  se,
  low: null,
  high: null,
});

describe('a limit reads', () => {
  test.each([
    [{ low: 31000 }, 'h200.priceUsd > 31,000'],
    [{ high: 0.4 }, 'h200.priceUsd <= 0.4'],
    [{ low: -0.1, high: 0.30000000000000004 }, '-0.1 < h200.priceUsd <= 0.3'],
    [{ values: [1] }, 'h200.priceUsd is 1'],
    [{ values: [0, 2] }, 'h200.priceUsd is 0 or 2'],
    [{ values: [0, 2, 5] }, 'h200.priceUsd is 0, 2 or 5'],
  ])('%j', (limit, text) => {
    expect(limitText('h200.priceUsd', limit)).toBe(text);
  });
});

const box = (density: number, coverage: number): FoundBox => ({
  limits: [
    { input: 'h200.priceUsd', low: 31000, p: 1e-9, without: 0.5 },
    { input: 'prc.meanStance', high: 0.4, p: 0.0012, without: 0.7 },
  ],
  density: estimate(density, density === 1 ? 0 : 0.0123),
  coverage: estimate(coverage, coverage === 1 ? 0 : 0.0061),
  mass: estimate(0.2, 0.001),
  fitted: { coverage, density, mass: 0.2 },
  trajectory: [],
  chosen: 0,
});

const discovery = (boxes: readonly FoundBox[]): Discovery => ({
  trials: 131072,
  share: estimate(0.2365, 0.0008),
  halves: { fitted: { trials: 65536, share: 0.236 }, heldOut: { trials: 65536, share: 0.237 } },
  boxes,
  tree: {
    mass: estimate(1, 0),
    density: estimate(0.237, 0.0011),
    split: {
      input: 'prc.meanStance',
      at: 0.4,
      below: { mass: estimate(0.4, 0.001), density: estimate(0, 0) },
      above: { mass: estimate(0.6, 0.001), density: estimate(0.395, 0.002) },
    },
  },
});

const where = 'balance.domesticUsd[2028] >= 1';

test('a box is one sentence, with the digits that its errors allow', () => {
  expect(discoverySentences(where, discovery([box(0.8123, 0.4532)]))).toEqual([
    'In 81.2 ± 1.2 of 100 trials where h200.priceUsd > 31,000 and prc.meanStance <= 0.4, balance.domesticUsd[2028] >= 1; these are 45.3 ± 0.6 % of all such trials.',
  ]);
});

test('further boxes say that they lie outside those before', () => {
  const sentences = discoverySentences(where, discovery([box(1, 1), box(0.5, 0.3), box(0.4, 0.1)]));
  expect(sentences[0]).toBe(
    'In all trials where h200.priceUsd > 31,000 and prc.meanStance <= 0.4, balance.domesticUsd[2028] >= 1; these are all such trials.',
  );
  expect(sentences[1]).toMatch(/^Outside that box, in 50\.0 ± 1\.2 of 100 trials where /);
  expect(sentences[2]).toMatch(/^Outside those boxes, in 40\.0 ± 1\.2 of 100 trials where /);
});

test('a tree is a node a line', () => {
  expect(treeLines(discovery([]).tree, discovery([]))).toEqual([
    'all trials: 23.70 ± 0.11 of 100',
    '├─ prc.meanStance <= 0.4: none of 26,214 trials (40 % of trials)',
    '└─ prc.meanStance > 0.4: 39.5 ± 0.2 of 100 (60 % of trials)',
  ]);
});

test('it says of how many trials it speaks, and which are left out', () => {
  expect(shareSentence(where, discovery([]))).toBe(
    'balance.domesticUsd[2028] >= 1 in 23.65 ± 0.08 of 100 trials.',
  );
  expect(trialsSentence(discovery([]), 0)).toBe(
    '65,536 trials were searched; all shares are from the other 65,536.',
  );
  expect(trialsSentence(discovery([]), 1234)).toContain(
    '1,234 trials are left out: in them it cannot be said, because a value is no number.',
  );
});

test.each([
  [0.0123, '0.01'],
  [2e-6, '0.000002'],
  [1e-30, '< 0.000001'],
])('the quasi-p %d reads %s', (p, text) => {
  expect(pText(p)).toBe(text);
});
