import { expect, test } from 'vitest';
import china from '../../models/china-ai-chips/index.ts';
import { compile } from '../../src/compile/compile.ts';
import { bernoulli, input, lever, outcome, uniform, variable } from '../../src/index.ts';
import { resolvePlan } from '../../src/plan/resolve.ts';
import { compileSmall, problemsOf } from './small.ts';

const distribution = uniform({ min: 0, max: 1 });
const uses = (of: ReturnType<typeof input> | ReturnType<typeof lever>) =>
  problemsOf([of, outcome('it', { unit: '-', is: of })]).filter((line) => line.startsWith('x:'));

test('a unit that is missing is told with the id of its input', () => {
  const bare = input('x', { distribution } as Parameters<typeof input>[1]);
  expect(uses(bare)).toEqual([
    "x: has no unit; wanted one such as 'USD/unit', or '-' for a plain number",
  ]);
});

test('a range ascends, and a key means something', () => {
  expect(uses(lever('x', { unit: '-', value: 3, range: [5, 1] }))[0]).toBe(
    'x: range is [5,1]; wanted [least, greatest], the first below the second',
  );
  const slip = { unit: '-', distribution, judgment: true } as Parameters<typeof input>[1];
  expect(uses(input('x', slip))).toEqual([
    'x: "judgment" means nothing in input(...); did you mean judgement?',
  ]);
});

test('an event is 0 or 1, or of another probability', () => {
  const recession = input('recession', { unit: '0/1', distribution: bernoulli({ p: 0.2 }) });
  const hit = variable('hit', { unit: '0/1', is: recession as never });
  const { program } = compileSmall([hit, outcome('it', { unit: '0/1', is: hit })]);
  const ask = (value: string | number) => () =>
    resolvePlan({ program, setOptions: [`recession=${value}`] });
  expect(ask(0.5)).toThrow(
    'recession is 0.5; it happens or not, so wanted 0, 1 or bernoulli(p); a probability of 0.5 is recession=bernoulli(0.5)',
  );
  expect(ask('uniform(0, 1)')).toThrow(/it happens or not, so wanted 0, 1 or bernoulli\(p\)/);
  for (const good of [0, 1, 'bernoulli(0.7)']) expect(ask(good)).not.toThrow();
});

test('presets of the models keep their events events', () => {
  const { program } = compile(china);
  for (const name of Object.keys(china.presets ?? {}))
    expect(() =>
      resolvePlan({ program, presets: china.presets ?? {}, presetOptions: [name] }),
    ).not.toThrow();
});
