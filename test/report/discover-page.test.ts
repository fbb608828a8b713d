import { describe, expect, test } from 'vitest';
import type { ProgramInput } from '../../src/compile/program.ts';
import type { Discovery, FoundBox } from '../../src/discovery/discover.ts';
import { plain } from '../../src/report/document.ts';
import { bareNames, namesOf } from '../../src/report/names.ts';
import {
  boxFindings,
  discoverPage,
  limitText,
  pText,
  treeLines,
} from '../../src/report/pages/discover.ts';
import type { Estimate } from '../../src/stats/summary.ts';

const estimate = (value: number, se: number | null): Estimate => ({
  value,
  se,
  low: null,
  high: null,
});

const input: ProgramInput = {
  id: 'x',
  unit: '-',
  over: 'trial',
  distribution: 'uniform(min=0, max=1)',
  loadings: [],
  dimensions: [0],
  used: true,
  about: { component: 'all', role: 'input' },
};

describe('a limit reads', () => {
  test.each([
    [{ low: 31000 }, '-', 'above 31,000'],
    [{ low: 31000 }, 'USD', 'above 31,000 USD'],
    [{ low: 31 }, 'USDbn', 'above USD 31 billion'],
    [{ high: 0.4 }, 'index', 'at most 0.4'],
    [{ high: 0.4 }, 'fraction', 'at most 40%'],
    [{ low: -0.1, high: 0.30000000000000004 }, '1/year', 'between -0.1 and 0.3 per year'],
    [{ low: 0.07, high: 0.30000000000000004 }, 'ratio', 'between 7% and 30%'],
    [{ low: 2, high: 3 }, 'USDbn', 'between USD 2 billion and USD 3 billion'],
    [{ values: [1] }, 'code', '1'],
    [{ values: [0, 2] }, '0/1', '0 or 2'],
    [{ values: [0, 2, 5] }, 'year', '0, 2 or 5 years'],
  ])('%j in %s', (limit, unit, text) => {
    const inputs = [{ ...input, unit }];
    const unitNames = { USDbn: 'USD # billion', year: '# years' };
    const names = namesOf({ inputs, outcomes: [], time: { step: 'once' }, unitNames });
    expect(limitText('x', limit, names)).toBe(text);
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

const told = (of: Discovery): string[] => boxFindings(where, of, bareNames()).map(plain);

test('a box is one sentence, with the digits that its errors allow', () => {
  expect(told(discovery([box(0.8123, 0.4532)]))).toEqual([
    'balance.domesticUsd[2028] >= 1: 81% when h200.priceUsd is above 31,000 and prc.meanStance is at most 0.4, against 24% overall',
  ]);
});

test('further boxes say that they lie outside those before', () => {
  const sentences = told(discovery([box(1, 1), box(0.5, 0.3), box(0.4, 0.1)]));
  expect(sentences[0]).toMatch(/^balance\S+ >= 1: 100% when /);
  expect(sentences[1]).toMatch(
    /^Outside that box: 50% when .* 0\.4\. This holds in 20% of trials, with 30% of all those/,
  );
  expect(sentences[2]).toMatch(/^Outside those boxes: 40% when /);
});

test('where nothing separates, that is the finding', () => {
  expect(told(discovery([]))).toEqual([
    'balance.domesticUsd[2028] >= 1: no range of any input makes it clearly more likely than 24%',
  ]);
});

test('a tree is a node a line', () => {
  expect(treeLines(discovery([]).tree, discovery([]), bareNames())).toEqual([
    'all 65,536 trials: 23.70 ± 0.11%',
    '├─ prc.meanStance at most 0.4: none of 26,214 trials (40% of trials)',
    '└─ prc.meanStance above 0.4: 39.5 ± 0.2% (60% of trials)',
  ]);
});

test('it says of how many trials it speaks, and which are left out', () => {
  const trials = {
    inputs: [],
    holds: new Uint8Array(),
    numbers: new Float64Array(),
    replicates: 1,
  };
  const facts = { run: 'r', where, unknown: 1234, redrawn: undefined };
  const { summary } = discoverPage(discovery([]), trials, facts, bareNames());
  expect(summary.map(plain)).toEqual([
    'In all: 24% of trials. 65,536 trials were searched; the shares here are from the other 65,536. 1,234 trials are left out: a value there is no number, so it cannot be said.',
  ]);
});

test.each([
  [0.0123, '0.01'],
  [2e-6, '0.000002'],
  [1e-30, '< 0.000001'],
])('the quasi-p %d reads %s', (p, text) => {
  expect(pText(p)).toBe(text);
});
