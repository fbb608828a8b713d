import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type Distribution,
  DistributionError,
  lognormal,
  parseDistribution,
} from '../../src/distributions/index.ts';
import { InputError } from '../../src/text/input-error.ts';
import { anyDistribution } from './arbitrary.ts';

function problemsOf(make: () => Distribution): [at: number | undefined, message: string][] {
  try {
    make();
  } catch (error) {
    if (error instanceof DistributionError)
      return error.problems.map(({ at, message }) => [at, message]);
    throw error;
  }
  return [];
}

const data = ({ family, parameters, text, mean, sd, support }: Distribution) => ({
  family,
  parameters,
  text,
  mean,
  sd,
  support,
});

describe('what is accepted', () => {
  test.each([
    ['lognormal(p10=0.04, p90=0.08)', 'lognormal(p10=0.04, p90=0.08)'],
    ['  LogNormal ( P90 = 8e-2 ,p10=.04 ) ', 'lognormal(p10=0.04, p90=0.08)'],
    ['pert(0, 0.3, 1)', 'pert(min=0, mode=0.3, max=1)'],
    ['pert(0, max=1, mode=0.3)', 'pert(min=0, mode=0.3, max=1)'],
    ['normal(-2, 1e-3)', 'normal(mean=-2, sd=0.001)'],
    ['discrete(0:0.50, 1:0.30, 2 : .2)', 'discrete(0:0.5, 1:0.3, 2:0.2)'],
    ['discreteuniform(4, 12)', 'discreteuniform(min=4, max=12)'],
    ['truncnormal(0.35, 0.55, -1.2, 2.0)', 'truncnormal(mean=0.35, sd=0.55, min=-1.2, max=2)'],
    ['bernoulli(0.3)', 'bernoulli(p=0.3)'],
    ['beta(0.8, 20)', 'beta(mean=0.8, n=20)'],
    ['uniform(+1, 1e21)', 'uniform(min=1, max=1e+21)'],
    [' 0.25 ', 'point(0.25)'],
    ['-3.', 'point(-3)'],
    ['point(value=-0)', 'point(0)'],
  ])('%j is %s', (text, canonical) => {
    expect(parseDistribution(text).text).toBe(canonical);
  });

  test('law: the text of a distribution gives an equal distribution', () => {
    fc.assert(
      fc.property(anyDistribution, (distribution) => {
        const again = parseDistribution(distribution.text);
        expect(data(again)).toEqual(data(distribution));
        expect(JSON.stringify(again.mapping)).toBe(JSON.stringify(distribution.mapping));
      }),
    );
  });
});

describe('what is refused', () => {
  test.each<[text: string, ...problems: [at: number, message: string][]]>([
    [
      'lognormal(p10=0.08, p90=0.04)',
      [10, 'lognormal: p10 is 0.08 and p90 is 0.04; p10 must be below p90. Swapped?'],
    ],
    ['pret(0, 1, 2)', [0, 'there is no distribution "pret". Did you mean pert?']],
    ['  lognromal(1, 2)', [2, 'there is no distribution "lognromal". Did you mean lognormal?']],
    [
      'pert(min=0, mdoe=1, max=2)',
      [
        12,
        'pert: there is no parameter "mdoe" here; it takes min, mode, max, p10, p90. Did you mean mode?',
      ],
    ],
    ['pert(0, 1)', [4, 'pert: max is missing; it takes min, mode, max']],
    ['pert(0, 1, 2, 3)', [14, '"3" is one parameter too many; pert takes 3: min, mode, max']],
    ['pert(0,, 2)', [7, 'pert: mode has no value; a number was wanted']],
    [
      'normal(mean=1, 2)',
      [6, 'normal: sd is missing; it takes mean, sd'],
      [15, 'normal: "2" has no name, but stands after one that has'],
    ],
    ['normal(mean=1, sd=2, mean=3)', [21, 'normal: mean is given twice']],
    ['normal(1, 2) + 3', [13, 'nothing may follow the closing bracket, but "+ 3" does']],
    ['normal(1, 2', [11, 'the closing bracket is missing']],
    ['point(12_000)', [6, 'point: value "12_000" is not a number. Write 12000.']],
    ['1e999', [0, '"1e999" is beyond the largest number']],
    ['discrete(1)', [9, '"1" has no probability; discrete takes value:probability pairs']],
    ['discrete()', [0, 'discrete: there are no values; it takes value:probability pairs']],
    ['discrete(1:x)', [11, 'discrete: "x" is not a number.']],
    ['lognormal', [0, '"lognormal" needs its parameters in brackets: lognormal(p10=..., p90=...)']],
    [
      'about a third',
      [
        0,
        '"about a third" is neither a number nor a distribution such as lognormal(p10=0.04, p90=0.08)',
      ],
    ],
    ['', [0, 'there is no distribution: the text is empty']],
    ['uniform(3, 2)', [8, 'uniform: min is 3 and max is 2; min must be below max. Swapped?']],
    [
      'uniform(2, 2)',
      [8, 'uniform: min and max are both 2; min must be below max. point(2) is a certain value.'],
    ],
    ['pert(0, 3, 2)', [8, 'pert: mode is 3, outside min 0 and max 2; it must lie between them']],
    ['bernoulli(1.2)', [10, 'bernoulli: p is 1.2; it must be in [0, 1]']],
    ['discreteuniform(0, 2.5)', [19, 'discreteuniform: max is 2.5; it must be a whole number']],
    [
      'truncnormal(0, 1, 50, 51)',
      [
        12,
        'truncnormal: mean is 0 and sd is 1; hardly anything of that lies between min 50 and max 51',
      ],
    ],
  ])('%j', (text, ...expected) => {
    const problems = problemsOf(() => parseDistribution(text));
    expect(problems).toEqual(expected);
  });

  test('everything that is wrong with one text is reported together, in its order', () => {
    expect(problemsOf(() => parseDistribution('beta(mean=1.5, m=3, n=-4%) x'))).toEqual([
      [5, 'beta: mean is 1.5; it must be above 0 and below 1'],
      [
        15,
        'beta: there is no parameter "m" here; it takes mean, n, min, max, alpha, beta, sd, mode, p10, p90. Did you mean n?',
      ],
      [22, 'beta: n "-4%" is not a number.'],
      [27, 'nothing may follow the closing bracket, but "x" does'],
    ]);
    expect(problemsOf(() => parseDistribution('discrete(2:0.5, 1:-0.5, 3:2)'))).toEqual([
      [9, 'discrete: the probabilities add to 2; they must add to 1'],
      [16, 'discrete: the probability of 1 is -0.5; it must be in [0, 1]'],
      [16, 'discrete: 1 stands after 2; values must ascend'],
      [24, 'discrete: the probability of 3 is 2; it must be in [0, 1]'],
    ]);
  });

  test('the error is an InputError that knows the offset of its first problem', () => {
    expect(() => parseDistribution('uniform(3, 2)')).toThrow(InputError);
    expect(() => parseDistribution('uniform(3, 2)')).toThrow(expect.objectContaining({ at: 8 }));
  });

  test('a constructor refuses the same, without an offset', () => {
    expect(problemsOf(() => lognormal({ p10: -1, p90: NaN }))).toEqual([
      [undefined, 'lognormal: p90 is NaN; it must be a finite number'],
      [undefined, 'lognormal: p10 is -1; it must be above 0'],
    ]);
  });

  test('law: no text does anything but parse or throw a DistributionError', () => {
    const pieces = fc.constantFrom(
      'pert',
      'discrete',
      'normal',
      '(',
      ')',
      ',',
      ':',
      '=',
      '1',
      '.5',
      'sd',
      'mode',
      ' ',
      '-',
      'e',
    );
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 14 }), (words) => {
        const text = words.join('');
        for (const [at] of problemsOf(() => parseDistribution(text))) {
          expect(at).toBeGreaterThanOrEqual(0);
          expect(at).toBeLessThanOrEqual(text.length);
        }
      }),
      { numRuns: 2000 },
    );
  });
});
