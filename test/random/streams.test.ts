import { describe, expect, test } from 'vitest';
import { sobolDirections } from '../../src/random/directions.ts';
import { streamKey } from '../../src/random/keys.ts';
import { sobolAt } from '../../src/random/sobol.ts';
import { uniform } from '../../src/random/streams.ts';
import { uniformAt } from '../../src/random/threefry.ts';

test('unchanged: draws stored when the engine was written', () => {
  expect(uniform('monte-carlo', '7', 'cost', 0, 16, 0)).toBe(0.4124338657422403);
  expect(uniform('monte-carlo', '7', 'cost', 0, 16, 123456789)).toBe(0.6281670715744488);
  expect(uniform('sobol', '7', 'cost', 0, 16, 0)).toBe(0.08766362401400418);
  expect(uniform('sobol', '7', 'cost', 1, 16, 1)).toBe(0.6361788187895693);
  expect(uniform('sobol', '7', 'cost', 1023, 16, 123456789)).toBe(0.5117567696360642);
  expect(uniform('sobol', '7', 'cost', 1024, 16, 17)).toBe(0.2176315475051379);
});

describe('law', () => {
  test('in Monte Carlo, trial i is number floor(i / R) of replicate i mod R, whatever its dimension', () => {
    const draw = uniform('monte-carlo', '7', 'cost', 0, 16, 81204);
    expect(uniform('monte-carlo', '7', 'cost', 5, 16, 81204)).toBe(draw);
    expect(draw).toBe(uniformAt(streamKey('7', 'cost', 4), 5075));
  });

  test('in Sobol, trial i is point floor(i / R) of replicate i mod R', () => {
    for (const [trial, replicate, point] of [
      [0, 0, 0],
      [15, 15, 0],
      [16, 0, 1],
      [81204, 4, 5075],
    ]) {
      const key = streamKey('7', 'cost', replicate);
      expect(uniform('sobol', '7', 'cost', 3, 16, trial)).toBe(
        sobolAt(sobolDirections(3), key, point),
      );
    }
  });

  test('beyond the table, draws are counter-based under the key of the replicate', () => {
    for (const dimension of [1024, 5000]) {
      expect(uniform('sobol', '7', 'cost', dimension, 16, 81204)).toBe(
        uniformAt(streamKey('7', 'cost', 4), 5075),
      );
    }
  });

  test('streams of different names share no draw, even in one dimension', () => {
    const a = uniform('sobol', '7', 'a', 0, 16, 5);
    expect(uniform('sobol', '7', 'b', 0, 16, 5)).not.toBe(a);
    expect(uniform('sobol', '8', 'a', 0, 16, 5)).not.toBe(a);
  });
});

test('a dimension or trial that does not exist is refused', () => {
  expect(() => uniform('sobol', '7', 'cost', -1, 16, 0)).toThrow('dimension is -1');
  expect(() => uniform('sobol', '7', 'cost', Number.NaN, 16, 0)).toThrow('dimension is NaN');
  expect(() => uniform('monte-carlo', '7', 'cost', 0, 16, -1)).toThrow('trial is -1');
  expect(() => uniform('sobol', '7', 'cost', 0, 16, 2 ** 36)).toThrow('index is 4294967296');
});
