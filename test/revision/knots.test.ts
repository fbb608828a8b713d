import { expect, test } from 'vitest';
import { joined, knotsOf } from '../../src/revision/knots.ts';

test('knots are what reaches each other, and nothing that is only reached', () => {
  const reads = new Map(
    Object.entries({ a: ['b'], b: ['c'], c: ['a', 'd'], d: ['e'], e: [], f: ['g'], g: ['f'] }).map(
      ([name, all]) => [name, new Set(all)] as const,
    ),
  );
  const knots = knotsOf(reads).map((knot) => knot.sort().join(''));
  expect(knots.sort()).toEqual(['abc', 'fg']);
});

test('groups that share a member are one', () => {
  const names = joined([['x', 'y'], ['z'], ['y', 'w'], ['u', 'v']]);
  expect(Object.fromEntries(names)).toEqual({
    x: 'w, x, y',
    y: 'w, x, y',
    w: 'w, x, y',
    z: 'z',
    u: 'u, v',
    v: 'u, v',
  });
});
