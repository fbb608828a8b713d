/** `chipcast dist` says what a distribution says, in numbers and as a sketch. */

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { type DistOptions, distCommand } from '../../src/cli/commands/dist.ts';
import { families } from '../../src/distributions/index.ts';
import { temporaryFolder } from '../folders.ts';
import { answerTo, chipcast } from './chipcast.ts';

const dist = (text: string, options: DistOptions = {}) =>
  answerTo(async () => distCommand(text, options));

async function json(text: string, at?: string) {
  const { stdout } = await dist(text, { json: true, ...(at === undefined ? {} : { at }) });
  return JSON.parse(stdout) as Record<string, unknown> & { quantiles: Record<string, number> };
}

describe('--json', () => {
  test('gives family, parameters, moments, support and the quantiles asked for, by the text of each level', async () => {
    const document = await json('Normal(2, sd=0.5)', '0.50,0.975');
    // 2 + 0.5 * 1.959963984540054.
    expect(document).toMatchObject({
      family: 'normal',
      parameters: { mean: 2, sd: 0.5 },
      mean: 2,
      sd: 0.5,
      support: [null, null],
      discrete: false,
    });
    expect(Object.keys(document.quantiles)).toEqual(['0.50', '0.975']);
    expect(document.quantiles['0.50']).toBe(2);
    expect(document.quantiles['0.975']).toBeCloseTo(2.979981992270027, 13);
  });

  test('without --at gives eleven levels from 0.001 to 0.999', async () => {
    const { quantiles } = await json('uniform(0, 1)');
    expect(Object.keys(quantiles)).toHaveLength(11);
    for (const [level, x] of Object.entries(quantiles)) expect(x).toBe(Number(level));
  });

  test('reads a range as the lognormal of which ninety of a hundred draws lie in it', async () => {
    const { family, parameters, quantiles } = await json('5 to 50', '0.05,0.95');
    expect([family, parameters]).toEqual(['lognormal', { p5: 5, p95: 50 }]);
    expect(quantiles['0.05']).toBeCloseTo(5, 13);
    expect(quantiles['0.95']).toBeCloseTo(50, 12);
  });
});

test('a fit to more values than it can meet says what it misses', async () => {
  const { stdout } = await dist('lognormal(p10=1, p50=2, p90=6)');
  expect(stdout.replaceAll(/\s+/g, ' ')).toContain(
    'Fitted to 3 values by least squares; probabilities are missed by up to 3.9',
  );
  expect(stdout).toMatch(/p50 +2 +46\.92% +2\.\d+/);
  const { fit } = await json('lognormal(p10=1, p50=2, p90=6)');
  expect(fit).toMatchObject({
    levels: [{ name: 'p10' }, { name: 'p50', p: 0.5, x: 2 }, { name: 'p90' }],
  });
  expect((await dist('lognormal(p10=1, p90=6)')).stdout).not.toContain('least squares');
});

describe('values from a file', () => {
  const folder = temporaryFolder();
  const file = join(folder, 'prices.csv');
  writeFileSync(file, 'day,price\n1,3.5\n2,\n3,4.5\n4,3.5\n');

  test('are those of the column, empty cells left out', async () => {
    const { parameters, mean } = await json(`empirical(file="${file}", column="price")`);
    expect(parameters).toEqual({ values: [3.5, 3.5, 4.5] });
    expect(mean).toBeCloseTo(11.5 / 3, 14);
  });

  test.each([
    ['prices.csv', 'cost', 'there is no column "cost"; it has day, price'],
    ['nowhere.csv', 'price', 'nowhere.csv: it does not exist'],
  ])('%s, column %s: refused', async (name, column, message) => {
    const { code, stderr } = await dist(
      `empirical(file="${join(folder, name)}", column="${column}")`,
    );
    expect(code).toBe(2);
    expect(stderr).toContain(message);
  });

  test('a cell that is no number is named with its line', async () => {
    writeFileSync(join(folder, 'odd.csv'), 'price\n1\nmany\n3\n');
    const { stderr } = await dist(`empirical(file="${join(folder, 'odd.csv')}", column="price")`);
    expect(stderr).toContain('"many" in line 3 is not a finite number');
  });
});

describe('the page', () => {
  test('has moments, quantiles and a sketch whose highest bar is the mode', async () => {
    const { stdout, code } = await dist('triangular(min=0, mode=1, max=10)');
    expect(code).toBe(0);
    expect(stdout).toMatch(/^triangular\(min=0, mode=1, max=10\)\n/);
    expect(stdout).toMatch(/ {2}mean +3\.66666666?7/);
    const sketch = stdout.split('\n').filter((line) => /[▁▂▃▄▅▆▇█]/.test(line));
    expect(sketch).toHaveLength(8);
    // The mode lies at a tenth of the range.
    const top = sketch[0].search(/[▁▂▃▄▅▆▇█]/);
    expect(top).toBeGreaterThan(3);
    expect(top).toBeLessThan(12);
  });

  test('draws a bar for each of a few values', async () => {
    const { stdout } = await dist('discrete(0:0.5, 1:0.25, 5:0.25)');
    expect(stdout).toContain('probability of each value');
  });

  test('of a certain value and of an undefined mean says so', async () => {
    expect((await dist('3')).stdout).toContain('3 in all but one of 100 trials');
    expect((await dist('studentt(df=1)')).stdout).toMatch(/mean +not defined/);
  });
});

test('what is wrong is told at once, with exit code 2', async () => {
  const levels = await dist('normal(0, 1)', { at: '5,x,0.5' });
  expect(levels.code).toBe(2);
  expect(levels.stderr).toBe(
    '--at 5,x,0.5: 5 (5 % is 0.05), "x"; wanted probabilities from 0 to 1, such as 0.05,0.5,0.95\n',
  );
  const parameters = await chipcast('dist', 'normal(mean=a, sd=-1)');
  expect(parameters.code).toBe(2);
  expect(parameters.stderr).toContain('normal: mean "a" is not a number');
  expect(parameters.stderr).toContain('normal: sd is -1; it must be above 0');
});

test('every family that is known by name says what it takes when it is called without', async () => {
  for (const { name } of families) {
    const { code, stderr } = await dist(`${name}()`);
    expect([code, stderr.includes(name)], `${name}: ${stderr}`).toEqual([2, true]);
  }
});

describe('arithmetic of distributions', () => {
  test('is drawn, with errors', async () => {
    const document = await json('(2.5e6 to 3e6) * (0.002 to 0.02)', '0.5,0.95');
    const { value, se } = document.quantiles['0.5'] as unknown as { value: number; se: number };
    // The product of two lognormals is one: the square roots of 2.5e6 * 3e6 and of 0.002 * 0.02.
    expect(Math.abs(value - Math.sqrt(2.5e6 * 3e6 * 0.002 * 0.02))).toBeLessThan(5 * se);
    expect(document).toMatchObject({ trials: 65_536, failures: 0 });
  });

  test('knows functions, numbers and families beside each other', async () => {
    const document = await json('max(1, 3) * normal(1, 1) - uniform(0, 2) / 2 + logistic(0, 1)');
    const { value, se } = document['mean'] as { value: number; se: number };
    expect(Math.abs(value - (3 - 0.5))).toBeLessThan(5 * se + 1e-4);
  });

  test('ends a distribution where its bracket closes, not one in the name of a file', async () => {
    const path = join(temporaryFolder(), 'a (b.csv');
    writeFileSync(path, 'price\n1\n2\n3\n');
    const document = await json(`2 * empirical(file="${path}", column="price")`);
    expect(document).toMatchObject({ trials: 65_536 });
  });

  test('prints errors behind its numbers', async () => {
    const { stdout } = await dist('2 * (5 to 50)');
    expect(stdout).toMatch(/0\.5 +31\.6\d* +± /);
    expect(stdout).toMatch(/drawn in 65,536 trials/);
  });

  test.each([
    ['(5 to 50) * ', /the equation ends too early\n {4}\(5 to 50\) \*/],
    ['(5 to 50) * (50 to 5)', /50 to 5 does not rise. Swapped\?/],
    [
      '2 * -5 to 50',
      /the sign before 5 to 50 could belong to its first number or to the whole range/,
    ],
    ['-5 to 50', /lognormal range, which lies above 0/],
    ['norml(0, 1) + 2', /there is no distribution "norml". Did you mean normal\?/],
    ['foo + (1 to 2)', /"foo" is no distribution and no function/],
  ])('%s is refused', async (text, message) => {
    expect(await dist(text)).toMatchObject({ code: 2, stderr: expect.stringMatching(message) });
  });

  test('has no least and greatest draw', async () => {
    const { code, stderr } = await dist('2 * (1 to 2)', { at: '0,0.5' });
    expect([code, stderr]).toEqual([
      2,
      expect.stringContaining('--at: 0; wanted levels between 0 and 1'),
    ]);
  });
});
