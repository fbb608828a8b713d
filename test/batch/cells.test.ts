import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { batchSpecJsonSchema, readBatchSpec } from '../../src/batch/batch-spec.ts';
import { cellsOf, countCells } from '../../src/batch/cells.ts';
import { changesBetween, type Parts, partsOf } from '../../src/batch/manifest.ts';
import { eq, outcome } from '../../src/index.ts';
import { any, small } from '../compile/small.ts';
import { planOf } from '../evidence/posterior.ts';

const read = (text: string) => readBatchSpec(text, 'batch.yaml').spec;

describe('cells', () => {
  const spec = read(`name: trade
presets: hbm-drought
set: { costs.price: 3 }
matrix:
  presets: [[], open-door, [open-door, node5-surprise]]
  set: { dear: { costs.price: 9 }, cheap: { costs.price: 1 } }
  levers: { growth: [0.1, 'uniform(min=0, max=1)'] }
  vintages: ['2025-12', '2026-11']
  seeds: [1, 007]
`);
  const cells = cellsOf(spec);

  test('are all combinations, the last axis varying fastest', () => {
    expect(cells.length).toBe(3 * 2 * 2 * 2 * 2);
    expect(countCells(spec)).toBe(cells.length);
    expect(cells.slice(0, 3).map(({ name }) => name)).toEqual([
      'baseline / dear / growth=0.1 / 2025-12 / seed 1',
      'baseline / dear / growth=0.1 / 2025-12 / seed 7',
      'baseline / dear / growth=0.1 / 2026-11 / seed 1',
    ]);
  });

  test('lay what varies over what the spec says', () => {
    const last = cells.at(-1)!.spec;
    expect(last).toMatchObject({
      presets: ['hbm-drought', 'open-door', 'node5-surprise'],
      set: { 'costs.price': 1, growth: 'uniform(min=0, max=1)' },
      asOf: '2026-11',
      seed: '7',
    });
    expect(last).not.toHaveProperty('matrix');
  });

  test('have names of folders that are different, short and in kebab-case', () => {
    const folders = cells.map(({ spec: own }) => `${own.name} ${own.asOf}`);
    expect(new Set(folders).size).toBe(cells.length);
    for (const { spec: own } of cells) expect(own.name).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
    expect(Math.max(...cells.map(({ spec: own }) => own.name.length))).toBeLessThan(70);
  });

  test('of an empty matrix are the spec itself', () => {
    expect(cellsOf(read('name: one\nmatrix: {}\n'))).toMatchObject([
      { name: 'all', spec: { name: 'one' } },
    ]);
  });
});

describe('what is wrong with a batch spec', () => {
  test('is told all at once, with its place', () => {
    const complaint = (() => {
      try {
        read(
          'name: Trade\nmatrix:\n  preset: [open-door]\n  vintages: [2026]\n  levers: { a: [] }\n  seeds: 3\ntrails: 5\n',
        );
        return '';
      } catch (error) {
        return (error as Error).message;
      }
    })();
    for (const part of [
      'batch.yaml:1:7 name',
      'batch.yaml:3:3 matrix.preset: is not a key',
      'batch.yaml:4:14 matrix.vintages[0]',
      'batch.yaml:5:16 matrix.levers.a',
      'batch.yaml:6:10 matrix.seeds: found 3; wanted a list of seeds',
      'batch.yaml:7:1 trails: is not a key of a run spec; did you mean trials or draws?',
    ])
      expect(complaint).toContain(part);
  });

  test('a vintage is a day that the calendar has', () => {
    expect(() => read("name: one\nmatrix: { vintages: ['2026-04-31'] }\n")).toThrow(
      'batch.yaml:2:22 matrix.vintages[0]: found 2026-04-31, but 2026-04 has 30 days',
    );
  });

  test('a matrix is wanted', () => {
    expect(() => read('name: one\n')).toThrow('matrix: is missing');
  });
});

test('the schema for editors is that of the code', () => {
  const path = new URL('../../runs/batch-spec.schema.json', import.meta.url);
  expect(
    readFileSync(path, 'utf8'),
    'runs/batch-spec.schema.json is out of date; write it again: npx tsx src/batch/write-schema.ts',
  ).toBe(batchSpecJsonSchema());
});

test('changes are named: numbers with both values, the rest by its part', () => {
  const before: Parts = {
    equations: 'a',
    assumptions: 'b',
    correlations: 'c',
    evidence: 'none',
    seed: '1',
    trials: 4096,
    replicates: 16,
    design: 'sobol',
    numerics: 1,
  };
  expect(changesBetween(before, before)).toEqual([]);
  expect(changesBetween(before, { ...before, assumptions: 'x', trials: 8192 })).toEqual([
    'assumptions',
    'trials 4096, now 8192',
  ]);
});

test('that weights became tempering is a change of the evidence', () => {
  const model = small([outcome('y', { unit: '-', is: eq`${any('p')}` })]);
  const observations = [{ quantity: 'p', likelihood: 'normal(1, 1)' }];
  const plan = planOf(model, { observations });
  const evidence = { ...plan.evidence!, method: 'tempering' as const };
  expect(changesBetween(partsOf(plan), partsOf({ ...plan, evidence }))).toEqual(['evidence']);
});
