/** The influence diagram: who reads whom, and where boxes stand. */

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import heatPumps from '../../../models/examples/heat-pumps/index.ts';
import { compile } from '../../../src/compile/compile.ts';
import {
  component,
  eq,
  input,
  outcome,
  previous,
  quarters,
  uniform,
  variable,
} from '../../../src/index.ts';
import { diagramHtml } from '../../../src/page/equations/diagram.ts';
import { influenceOf } from '../../../src/page/equations/influence.ts';
import { rowsOf } from '../../../src/page/equations/layers.ts';
import { en } from '../../../src/page/words/en.ts';
import { compileSmall } from '../../compile/small.ts';

const x = input('x', { unit: '-', distribution: uniform({ min: 1, max: 2 }) });
const a = variable('a', { unit: '-', over: quarters, opening: 0, is: eq`${x} * 2` });
const b = variable('b', { unit: '-', over: quarters, is: eq`${a} + ${previous(a)}` });
const c = variable('c', { unit: '-', over: quarters, is: eq`${previous(a)} + ${b}` });

const { program } = compileSmall([], {
  components: [
    component('first', 'What is assumed.', [x]),
    component('second', 'What follows from it.', [a]),
    component('third', 'What follows from that.', [b, c]),
    component('outcomes', 'What is reported.', [
      outcome('it', { unit: '-', over: quarters, is: c }),
    ]),
  ],
});

test('an arrow has what is read now, and apart from it what is read of before alone', () => {
  const { components, arrows } = influenceOf(program)!;
  expect(components.map(({ name }) => name)).toEqual(['first', 'second', 'third']);
  expect(arrows).toEqual([
    { from: 'first', to: 'second', now: ['x'], before: [] },
    { from: 'second', to: 'third', now: ['a'], before: [] },
  ]);
});

describe('rows of boxes', () => {
  test('a chain goes down, and feedback does not move it', () => {
    expect(
      rowsOf(
        3,
        [
          [0, 1],
          [1, 2],
          [2, 0],
        ],
        5,
      ),
    ).toEqual([[0], [1], [2]]);
  });

  test('two pairs stand so that their arrows do not cross', () => {
    expect(
      rowsOf(
        4,
        [
          [0, 3],
          [1, 2],
        ],
        5,
      ),
    ).toEqual([
      [0, 1],
      [3, 2],
    ]);
  });

  test('every box has one place, no row is too long, and what is read stands above its reader', () => {
    const graph = fc.integer({ min: 1, max: 12 }).chain((n) =>
      fc.record({
        n: fc.constant(n),
        edges: fc.array(fc.tuple(fc.nat(n - 1), fc.nat(n - 1)), { maxLength: 30 }),
      }),
    );
    fc.assert(
      fc.property(graph, ({ n, edges }) => {
        const rows = rowsOf(n, edges, 4);
        expect(rows.flat().toSorted((p, q) => p - q)).toEqual(
          Array.from({ length: n }, (_, k) => k),
        );
        expect(rows.every(({ length }) => length >= 1 && length <= 4)).toBe(true);
        const row = (box: number) => rows.findIndex((boxes) => boxes.includes(box));
        for (const [from, to] of edges) if (from < to) expect(row(from)).toBeLessThan(row(to));
      }),
      { seed: 17 },
    );
  });
});

test('a diagram leads to its components, has a table behind it, and is the same twice', () => {
  const drawn = () => diagramHtml(influenceOf(compile(heatPumps).program)!, en);
  expect(drawn()).toBe(drawn());
  expect(drawn()).toContain('href="#c-pumps"');
  const small = diagramHtml(influenceOf(program)!, en);
  expect(small.match(/marker-end/g)).toHaveLength(2);
  expect(small).toContain('<td><a href="#e-x"><code>x</code></a></td>');
});
