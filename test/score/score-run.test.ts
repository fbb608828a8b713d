import { describe, expect, test } from 'vitest';
import { normalQuantile } from '../../src/math/functions.ts';
import { scoreDocument } from '../../src/score/document.ts';
import { USUAL_LEVELS } from '../../src/score/rules/weighted-interval.ts';
import { type Scorable, scoreRun } from '../../src/score/score-run.ts';
import type { Truth } from '../../src/score/truth.ts';
import { toDay } from '../../src/text/day.ts';

const N = 4000;
const firsts = [0, 1000, 2000, 3000, 4000];
/**
 * The same quantiles in every replicate, so that simulation errors are 0 and closed forms hold to
 * the grid.
 */
const column = (of: (p: number) => number): Float64Array =>
  Float64Array.from({ length: N }, (_, i) => of(((i % 1000) + 0.5) / 1000));

const run: Scorable = {
  run: 'normal',
  columns: new Map([
    ['x[2026]', column((p) => 10 + 2 * normalQuantile(p))],
    ['y[2026]', column((p) => 10 - 2 * normalQuantile(p))],
    ['open', column((p) => (p < 0.3 ? 1 : 0))],
    ['regime', column((p) => Math.floor(4 * p))],
    ['failed', new Float64Array(N).fill(Number.NaN)],
  ]),
  weights: { values: new Float64Array(N).fill(1), firsts },
  units: new Map([
    ['x[2026]', 'kunit'],
    ['y[2026]', 'kunit'],
    ['open', '0/1'],
    ['regime', 'code'],
    ['failed', 'kunit'],
  ]),
};
const known = toDay('2026-06-30');
const scored = (truth: Omit<Truth, 'known'>, of = run) =>
  scoreRun(of, [{ known, ...truth }]).targets[0];

describe('a truth that its target cannot have is refused', () => {
  test.each<[string, Omit<Truth, 'known'>, string]>([
    ['an event', { target: 'open', value: 0.7 }, 'open: found 0.7; "open" is an event, 0 or 1'],
    [
      'an amount of which a table says True',
      { target: 'shops', value: 1, event: true },
      'shops: found yes, true or false; "shops" is no event: wanted a number',
    ],
    [
      'bounds of an event',
      { target: 'open', between: [0.2, 0.8] },
      'found nothing but 0.2 to 0.8; "open" is an event',
    ],
    [
      'a part of a code',
      { target: 'regime', value: 1.5 },
      'regime: found 1.5; "regime" has whole values only, such as 0 and 3',
    ],
    [
      'a part of a count',
      { target: 'shops', value: 3.7 },
      'shops: found 3.7; "shops" has whole values only, such as 0 and 39',
    ],
    [
      'a code that nobody knows',
      { target: 'regime', value: 9 },
      'regime: found 9; "regime" has the codes 0, 1, 2, 3',
    ],
  ])('%s', (_, truth, complaint) => {
    const of = {
      ...run,
      codes: new Set([0, 1, 2, 3, 7]),
      columns: new Map([...run.columns, ['shops', column((p) => Math.floor(40 * p))]]),
      units: new Map([...run.units, ['shops', 'shop']]),
    };
    expect(() => scored(truth, of)).toThrow(complaint);
  });

  test('all of them at once, by the name of the file', () => {
    const truths = [
      { known, target: 'open', value: 0.7 },
      { known, target: 'regime', value: 1.5 },
    ];
    expect(() => scoreRun({ ...run, truths: 'truth.csv' }, truths)).toThrow(
      /^truth\.csv cannot be scored: 2 faults\n {2}open: .*\n {2}regime: /,
    );
  });

  test('but not a code that the model writes and no trial drew, nor bounds that hold a value', () => {
    const of = { ...run, codes: new Set([7]) };
    expect(scored({ target: 'regime', value: 7 }, of).scores.log!.value).toBe(Infinity);
    expect(scored({ target: 'open', below: 0.5 }).forecast.probability!.value).toBeCloseTo(0.7, 12);
    expect(scored({ target: 'regime', between: [0.5, 1.5] }).kind).toBe('category');
  });

  test('a fixed whole number may miss a truth in parts, and prices of 5 or 10 one of 7', () => {
    const of = {
      ...run,
      columns: new Map([
        ['fixed', column(() => 2)],
        ['price', column((p) => (p < 0.5 ? 5 : 10))],
      ]),
      units: new Map([
        ['fixed', '-'],
        ['price', 'EUR'],
      ]),
    };
    expect(scored({ target: 'fixed', value: 2.25 }, of).scores.crps!.value).toBeCloseTo(0.25, 12);
    expect(scored({ target: 'price', value: 7 }, of).kind).toBe('amount');
  });
});

test('a level between two values has both as quantiles: a symmetric forecast scores truths on either side alike', () => {
  // 10 or 20 with a probability of a half each, half of the grid of 1,000.
  const of = {
    ...run,
    columns: new Map([['lumps', column((p) => (p < 0.5 ? 10 : 20))]]),
    units: new Map([['lumps', 'kunit']]),
  };
  const [low, high] = [10, 20].map((value) => scored({ target: 'lumps', value }, of).scores);
  // Levels below 0.5 have 10, those above 20; half of the median's error is 5 / 2 on average.
  const widths = USUAL_LEVELS.filter((p) => p < 0.5).reduce((sum, p) => sum + 10 * p, 0);
  for (const { wis, absoluteError } of [low, high]) {
    expect(wis!.value).toBeCloseTo((widths + 2.5) / 11.5, 12);
    expect(absoluteError!.value).toBeCloseTo(5, 12);
  }
  expect(low.wis!.overprediction).toBeCloseTo(high.wis!.underprediction, 12);
});

describe('rules go by what a target is', () => {
  test('an amount: CRPS of the closed form, WIS with its parts, errors, coverage and place', () => {
    const one = scored({ target: 'x[2026]', value: 12 });
    expect(one.kind).toBe('amount');
    // Normal, one standard deviation off: 2 (2 Phi(1) - 1 + 2 phi(1) - 1 / sqrt(pi)) = 1.2049 to
    // the grid of 1,000.
    expect(one.scores.crps!.value).toBeCloseTo(1.2049, 2);
    expect(one.scores.crps!.se).toBeCloseTo(0, 12);
    const { value, dispersion, overprediction, underprediction } = one.scores.wis!;
    expect(value).toBe(dispersion + overprediction + underprediction);
    expect(underprediction).toBeGreaterThan(overprediction);
    expect(one.scores.absoluteError!.value).toBeCloseTo(2, 2);
    expect(one.scores.squaredError!.value).toBeCloseTo(4, 10);
    expect(one.transform[0]).toBeCloseTo(0.841, 3);
    // One standard deviation: outside the half, inside the others.
    expect(one.covered).toEqual({ '0.5': false, '0.8': true, '0.9': true, '0.95': true });
  });

  test('an event: Brier and logarithmic score of its probability', () => {
    expect(scored({ target: 'open', value: 1 }).scores.brier!.value).toBeCloseTo(0.49, 12);
    expect(scored({ target: 'open', value: 0 }).scores.brier!.value).toBeCloseTo(0.09, 12);
  });

  test('categories: the ranked probability score', () => {
    // A quarter each; truth in the second: (1/4)^2 + (1/2)^2 + (1/4)^2.
    const one = scored({ target: 'regime', value: 1 });
    expect(one.kind).toBe('category');
    expect(one.scores.rps!.value).toBeCloseTo(0.375, 12);
    // A truth that no trial has widens the range and has an infinite logarithmic score.
    const outside = scored({ target: 'regime', value: 6 }).scores;
    expect(outside.rps!.value).toBeCloseTo(1 / 16 + 1 / 4 + 9 / 16 + 3, 12);
    expect(outside.log!.value).toBe(Number.POSITIVE_INFINITY);
  });

  test('bounds are events, never amounts', () => {
    const one = scored({ target: 'x[2026]', below: 10 });
    expect(one.scores).toEqual({ brier: expect.anything(), log: expect.anything() });
    expect(one.scores.brier!.value).toBeCloseTo(0.25, 12);
    expect(one.covered['0.5']).toBe(null);
  });
});

test('weights count', () => {
  const values = run.columns.get('open')!.map((x) => (x === 1 ? 7 : 1));
  const weighted = { ...run, weights: { values, firsts } };
  // 0.3 x 7 against 0.7: three quarters.
  expect(scored({ target: 'open', value: 1 }, weighted).scores.brier!.value).toBeCloseTo(
    1 / 16,
    12,
  );
});

test('what is missing is said, with the nearest name', () => {
  const { missing, targets } = scoreRun(run, [
    { target: 'x[2027]', value: 1, known },
    { target: 'failed', value: 1, known },
  ]);
  expect(targets).toEqual([]);
  expect(missing).toEqual([
    {
      target: 'x[2027]',
      near: ['x[2026]', 'y[2026]'],
      why: expect.stringContaining('did you mean x[2026]'),
    },
    { target: 'failed', why: 'it failed in every trial' },
  ]);
});

test('targets of one unit have an energy score; a perfect dependence is seen by it alone', () => {
  const truths = [
    { target: 'x[2026]', value: 12, known },
    { target: 'y[2026]', value: 12, known },
  ];
  const [opposed] = scoreRun(run, truths).joint;
  const together = new Map(run.columns).set('y[2026]', run.columns.get('x[2026]')!);
  const [same] = scoreRun({ ...run, columns: together }, truths).joint;
  expect(opposed.targets).toEqual(['x[2026]', 'y[2026]']);
  expect(same.energy.value!).toBeLessThan(opposed.energy.value!);
});

test('what was known before is no forecast: it counts in no comparison and no coverage', () => {
  const truths = [
    { target: 'x[2026]', value: 12, known, earlier: { '2025': 11 } },
    { target: 'y[2026]', value: 12, known: toDay('2026-09-01'), earlier: { '2025': 11 } },
  ];
  const seen = scoreRun({ ...run, knows: '2026-06-30' }, truths);
  expect(seen.targets.map(({ hindsight }) => hindsight)).toEqual([true, false]);
  expect(seen.calibration.targets).toBe(1);
  const { comparisons } = scoreDocument('truth.yaml', [seen], { headlines: [], others: 0 });
  expect(comparisons).toMatchObject([{ first: 'normal', second: 'last value', targets: 1 }]);
});
