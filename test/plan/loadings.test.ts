/** Correlations of factors, and of inputs that load on one. */

import { describe, expect, test } from 'vitest';
import { compile } from '../../src/compile/compile.ts';
import { asin } from '../../src/dependence/arcsine.ts';
import { correlations } from '../../src/execute/correlations.ts';
import {
  component,
  factor,
  input,
  loading,
  lognormal,
  model,
  normal,
  outcome,
  poisson,
  quarterly,
} from '../../src/index.ts';
import { loadKernel } from '../../src/kernel/load.ts';
import { sin } from '../../src/math/functions.ts';
import { correlateOption } from '../../src/plan/correlate-option.ts';
import { resolvePlan } from '../../src/plan/resolve.ts';
import { refusal } from './refusal.ts';

const boom = factor('boom');
const war = factor('war');
const price = (id: string, ...loadings: ReturnType<typeof loading>[]) =>
  input(id, { unit: '-', distribution: lognormal({ p10: 1, p90: 3 }), loadings });
const inputs = [
  price('oil', loading(boom, 0.6)),
  price('gas', loading(boom, 0.5)),
  price('steel', loading(war, 0.8)),
  price('both', loading(boom, 0.5), loading(war, 0.5)),
  input('wage', { unit: '-', distribution: normal({ mean: 10, sd: 1 }) }),
  input('strikes', { unit: '-', distribution: poisson({ mean: 1 }) }),
];
const programOf = (some: typeof inputs) =>
  compile(
    model('prices', {
      title: 'Prices',
      calendar: quarterly('2026Q1', 1),
      components: [
        component(
          'all',
          'Everything.',
          some.map((is) => outcome(`seen.${is.id}`, { unit: '-', is })),
        ),
      ],
    }),
  ).program;
const program = programOf(inputs);
const apart = programOf(inputs.filter(({ id }) => id !== 'both'));

const plan = (correlate: string, from = apart) =>
  resolvePlan({ program: from, trials: 8192, correlateOptions: [correlateOption(correlate)] });
const fault = (correlate: string, from = apart) => refusal(() => plan(correlate, from));

/** Asked and achieved rank correlation of two inputs. */
function pairIn(correlate: string, first: string, second: string, set: readonly string[] = []) {
  const table = correlations(
    resolvePlan({
      program: apart,
      trials: 8192,
      correlateOptions: [correlateOption(correlate)],
      setOptions: set,
    }),
    loadKernel(),
  );
  const found = table?.pairs.find(
    ({ inputs }) => inputs.includes(first) && inputs.includes(second),
  );
  return found?.rank;
}

describe('a factor in a copula', () => {
  test.each([
    ['boom', 'wage', 'boom', 'wage', 0.7],
    // 6/pi asin(w r / 2), r = 2 sin(0.7 pi / 6) the correlation of the scores.
    ['boom', 'wage', 'oil', 'wage', (6 / Math.PI) * asin(0.6 * sin((0.7 * Math.PI) / 6))],
    ['boom', 'war', 'gas', 'steel', (6 / Math.PI) * asin(0.5 * 0.8 * sin((0.7 * Math.PI) / 6))],
    ['boom', 'war', 'oil', 'gas', (6 / Math.PI) * asin((0.6 * 0.5) / 2)],
  ])('%s with %s: %s and %s', (one, other, first, second, expected) => {
    const rank = pairIn(`{ inputs: [${one}, ${other}], rank: 0.7 }`, first, second)!;
    expect(rank.asked).toBeCloseTo(expected, 12);
    // Five standard errors of a rank correlation of independent trials, at most 1 / sqrt(n); these
    // points lie closer.
    expect(Math.abs(rank.achieved.value! - expected)).toBeLessThan(5 / Math.sqrt(8192));
  });

  test('that is fixed moves nothing', () => {
    const correlate = '{ inputs: [boom, wage], rank: 0.7 }';
    for (const [first, second] of [
      ['oil', 'wage'],
      ['oil', 'gas'],
    ] as const)
      expect(pairIn(correlate, first, second, ['boom=1'])).toBeUndefined();
  });

  test('not under a t copula, nor beside another on which an input loads too', () => {
    expect(fault('{ inputs: [boom, wage], rank: 0.7, df: 4 }')).toContain(
      'boom is a factor, on which inputs load; under a t copula it cannot be, leave out df',
    );
    expect(fault('{ inputs: [boom, war], rank: 0.7 }', program)).toContain(
      'both loads on boom and war, which are independent for it; wanted at most one of them',
    );
  });
});

describe('an input that loads on a factor: what would do', () => {
  test.each([
    [
      '{ inputs: [oil, boom], rank: 0.7 }',
      'oil loads 0.6 on boom; an input has one reason to move with others: a rank correlation of 0.7 with boom instead of 0.5819 ' +
        'takes a loading of oil on boom of 0.7167, now 0.6',
    ],
    [
      // 2 sin(0.35 pi / 6) = 0.3645.
      '{ inputs: [oil, gas], rank: 0.35 }',
      'a rank correlation of 0.35 with gas instead of 0.2876 takes a loading of oil on boom of 0.7289, now 0.6, or a loading of gas ' +
        'on boom of 0.6075, now 0.5',
    ],
    [
      '{ inputs: [oil, gas], rank: 0.6 }',
      'instead of 0.2876 takes loadings on boom of 0.8612 of oil and 0.7177 of gas, now 0.6 and 0.5',
    ],
    [
      '{ inputs: [oil, wage], rank: 0.3 }',
      'instead of 0 takes a loading of wage on boom of 0.5214, or { inputs: [boom, wage], rank: 0.5038 }',
    ],
    [
      '{ inputs: [oil, steel], rank: 0.3 }',
      'takes a loading of oil on war of 0.3911, or a loading of steel on boom of 0.5214, or { inputs: [boom, war], rank: 0.634 }',
    ],
    [
      '{ inputs: [oil, gas], rank: -0.99 }',
      'no loadings on what they share give a rank correlation of -0.99 with gas',
    ],
    ['{ inputs: [oil, strikes], kendall: 0.95 }', "a Kendall's tau of 0.95 is out of reach"],
    ['{ inputs: [oil, wage], rank: [[1, 0.3]] }', 'the matrix has 1 rows for 2 inputs'],
  ])('%s', (correlate, message) => {
    expect(fault(correlate)).toContain(message);
  });

  test('what is advised gives what was asked for', () => {
    const rank = pairIn('{ inputs: [boom, wage], rank: 0.5038 }', 'oil', 'wage')!;
    expect(rank.asked).toBeCloseTo(0.3, 4);
    const across = pairIn('{ inputs: [boom, war], rank: 0.634 }', 'oil', 'steel')!;
    expect(across.asked).toBeCloseTo(0.3, 4);
    const moved = programOf([price('oil', loading(boom, 0.7289)), ...inputs.slice(1, 3)]);
    const [pair] = correlations(
      resolvePlan({ program: moved, trials: 64 }),
      loadKernel(),
    )!.pairs.filter(({ inputs: [first] }) => first === 'gas');
    expect(pair.rank.asked).toBeCloseTo(0.35, 3);
  });
});
