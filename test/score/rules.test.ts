/** @slow computes for seconds */

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { beta, binomial, exponential, gamma, logistic } from '../../src/index.ts';
import { exp, log, normalCdf, normalQuantile } from '../../src/math/functions.ts';
import {
  COVERED,
  isCovered,
  probabilityTransform,
  transformHistogram,
} from '../../src/score/rules/calibration.ts';
import {
  brierScore,
  logScore,
  rankedProbabilityScore,
  thresholdScore,
} from '../../src/score/rules/categories.ts';
import { crpsOfLognormal, crpsOfSample } from '../../src/score/rules/crps.ts';
import { energyScore } from '../../src/score/rules/energy.ts';
import { logScoreOf } from '../../src/score/rules/log-score.ts';
import {
  quantileFaults,
  snappedLevel,
  USUAL_LEVELS,
  weightedIntervalScore,
} from '../../src/score/rules/weighted-interval.ts';
import {
  equalSample,
  estimatedOf,
  replicatesLeftOut,
  type Sample,
  sampleOf,
} from '../../src/score/sample.ts';

const N = 20_000;
/** Quantiles in the middle of N equal shares: the sample that stands for a distribution best. */
const grid = (quantile: (p: number) => number): Sample =>
  equalSample(Array.from({ length: N }, (_, k) => quantile((k + 0.5) / N)));

describe('the CRPS of a sample', () => {
  // Expected values are those that the tests of scoringrules (Python) hold against the R package
  // scoringRules. A grid of 20,000 quantiles cuts the tails at 1 / 40,000, which moves the score by
  // about 1e-5 of the scale.
  test.each([
    ['logistic, 13.8 and 3.3', logistic({ location: 13.8, scale: 3.3 }), 17.1, 2.067527],
    ['logistic, 4.0 and 0.5', logistic({ location: 4, scale: 0.5 }), 3.1, 0.5529776],
    ['gamma, shape 1.1, rate 0.7', gamma({ shape: 1.1, scale: 1 / 0.7 }), 0.2, 0.6343718],
    ['beta, 0.7 and 1.1', beta({ alpha: 0.7, beta: 1.1 }), 0.3, 0.0850102437],
    ['binomial, 10 and 0.9', binomial({ n: 10, p: 0.9 }), 8, 0.6685115],
    ['binomial, truth outside', binomial({ n: 10, p: 0.9 }), 18, 8.498957],
  ])('%s', (_, distribution, truth, expected) => {
    const found = crpsOfSample(
      grid((p) => distribution.quantile(p)),
      truth,
    );
    expect(Math.abs(found / expected - 1)).toBeLessThan(2e-4);
  });

  test('closed form of the normal distribution', () => {
    // Gneiting and Raftery (2007), equation 21: sigma (z (2 Phi(z) - 1) + 2 phi(z) - 1 / sqrt(pi)).
    const sample = grid((p) => normalQuantile(p));
    for (const z of [-3, -0.5, 0, 1.2, 6]) {
      const density = exp((-z * z) / 2) / Math.sqrt(2 * Math.PI);
      const expected = z * (2 * normalCdf(z) - 1) + 2 * density - 1 / Math.sqrt(Math.PI);
      expect(Math.abs(crpsOfSample(sample, z) - expected)).toBeLessThan(2e-5);
    }
  });

  test('a lump at 0 and an exponential tail', () => {
    // crps_exponentialM(0.3, mass 0.1, location 0, scale 1) of the same tests.
    const tail = exponential({ rate: 1 });
    const sample = grid((p) => (p <= 0.1 ? 0 : tail.quantile((p - 0.1) / 0.9)));
    expect(crpsOfSample(sample, 0.3)).toBeCloseTo(0.2384728, 4);
  });

  test("law: E|X - y| - E|X - X'| / 2, with any weights", () => {
    const trials = fc.array(
      fc.tuple(fc.integer({ min: -50, max: 50 }), fc.integer({ min: 1, max: 9 })),
      {
        minLength: 1,
        maxLength: 12,
      },
    );
    fc.assert(
      fc.property(trials, fc.integer({ min: -60, max: 60 }), (pairs, truth) => {
        const sample = sampleOf(
          Float64Array.from(pairs, ([x]) => x),
          {
            values: Float64Array.from(pairs, ([, w]) => w),
            firsts: [0, pairs.length],
          },
        )!;
        const total = pairs.reduce((a, [, w]) => a + w, 0);
        const near = pairs.reduce((a, [x, w]) => a + w * Math.abs(x - truth), 0) / total;
        const apart = pairs.reduce(
          (a, [x, w]) => a + pairs.reduce((b, [y, v]) => b + w * v * Math.abs(x - y), 0),
          0,
        );
        expect(crpsOfSample(sample, truth)).toBeCloseTo(near - apart / (2 * total * total), 9);
      }),
    );
  });

  test('the lognormal distribution, closed form against its own quantiles', () => {
    for (const [mu, sigma, truth] of [
      [0, 0.4, 1.3],
      [2, 1, 0.1],
      [-1, 0.2, 0],
    ])
      expect(
        Math.abs(
          crpsOfLognormal(mu, sigma, truth) /
            crpsOfSample(
              grid((p) => exp(mu + sigma * normalQuantile(p))),
              truth,
            ) -
            1,
        ),
      ).toBeLessThan(1e-3);
  });
});

describe('the weighted interval score', () => {
  const levels = [0.1, 0.25, 0.5, 0.75, 0.9];
  const quantiles = (values: readonly number[], at: readonly number[] = levels) =>
    values.map((value, k) => ({ level: at[k], value }));

  test.each([
    [[-1, 0, 1, 2, 3], 1, [0.4 + 0.5, 0, 0]],
    [[-2, 1, 2, 2, 4], -15, [0.6 + 0.25, 8.5 + 13 + 16, 0]],
    [[-2, 0, 3, 3, 4], 22, [0.6 + 0.75, 0, 9.5 + 18 + 19]],
  ])('two intervals and the median: %j, truth %d', (values, truth, [dispersion, over, under]) => {
    // The case "2 intervals and median" of the tests of covidHubUtils and scoringutils, by their
    // formula, over 2.5.
    const found = weightedIntervalScore(quantiles(values), truth);
    expect(found.dispersion).toBeCloseTo(dispersion / 2.5, 12);
    expect(found.overprediction).toBeCloseTo(over / 2.5, 12);
    expect(found.underprediction).toBeCloseTo(under / 2.5, 12);
    expect(found.total).toBe(found.dispersion + found.overprediction + found.underprediction);
  });

  test('the 23 usual levels', () => {
    // The first test of evalcast and epipredict: quantiles 1 to 23, truth 10; the median 12 counts
    // by half of 2.
    let sum = 1;
    for (let k = 1; k <= 11; k++) {
      const [low, high] = [k, 24 - k];
      sum += USUAL_LEVELS[k - 1] * (high - low) + Math.max(0, low - 10) + Math.max(0, 10 - high);
    }
    const values = Array.from({ length: 23 }, (_, k) => k + 1);
    expect(weightedIntervalScore(quantiles(values, USUAL_LEVELS), 10).total).toBeCloseTo(
      sum / 11.5,
      12,
    );
  });

  test('one interval without a median; the median alone', () => {
    const one = weightedIntervalScore(quantiles([0, 3], [0.25, 0.75]), 22);
    expect(one.total).toBe(0.75 + 19);
    expect(weightedIntervalScore([{ level: 0.5, value: 2 }], -15).total).toBe(17);
  });

  test('levels that are off by 1e-16 are the same levels', () => {
    const off = [0.1, 0.25, 0.1 + 0.2 + 0.2, 0.7 + 0.05, 1 - 0.1];
    const shifted = off.map((level, k) => level + (k % 2 === 0 ? 1e-16 : -1e-16));
    expect(quantileFaults(quantiles([1, 2, 3, 4, 5], shifted))).toEqual([]);
    expect(weightedIntervalScore(quantiles([1, 2, 3, 4, 5], shifted), 7).total).toBeCloseTo(
      weightedIntervalScore(quantiles([1, 2, 3, 4, 5]), 7).total,
      12,
    );
  });

  test('law: twice the mean quantile score over all levels', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: -99, max: 99 }), { minLength: 5, maxLength: 5 }),
        fc.integer({ min: -120, max: 120 }),
        (raw, truth) => {
          const values = raw.toSorted((a, b) => a - b);
          const pinball = values.map((q, k) => ((truth <= q ? 1 : 0) - levels[k]) * (q - truth));
          const mean = pinball.reduce((a, b) => a + b, 0) / 5;
          expect(weightedIntervalScore(quantiles(values), truth).total).toBeCloseTo(2 * mean, 10);
        },
      ),
    );
  });

  test('with many levels it is the CRPS', () => {
    // The mean quantile score over midpoints of equal shares is the integral by the midpoint rule.
    const n = 2001;
    const fine = Array.from({ length: n }, (_, k) => (k + 0.5) / n);
    const wis = weightedIntervalScore(
      fine.map((level) => ({ level, value: normalQuantile(level) })),
      0.7,
    );
    const density = exp(-0.245) / Math.sqrt(2 * Math.PI);
    const crps = 0.7 * (2 * normalCdf(0.7) - 1) + 2 * density - 1 / Math.sqrt(Math.PI);
    expect(wis.total).toBeCloseTo(crps, 3);
  });

  test('levels 0 and 1 are an interval whose width costs nothing; a lonely level adds its quantile score', () => {
    // 0.1 * 8 for the width; 2 above 8 for 0.9, 1 above 9 for 1; half of 5 for the median: over
    // 2.5.
    const ends = quantiles([-4, 0, 5, 8, 9], [0, 0.1, 0.5, 0.9, 1]);
    expect(weightedIntervalScore(ends, 10).total).toBeCloseTo((0.8 + 2 + 1 + 2.5) / 2.5, 12);
    // 0.25 alone, from below: 0.25 * 10; from above: 0.75 * 3; half a level counts one half.
    const lonely = quantiles([0, 5], [0.25, 0.5]);
    expect(weightedIntervalScore(lonely, 10)).toEqual({
      total: 2.5 + 2.5,
      dispersion: 0,
      overprediction: 0,
      underprediction: 5,
    });
    expect(weightedIntervalScore(lonely, -3).overprediction).toBeCloseTo(0.75 * 3 + 4, 12);
  });

  test('law: it is twice the mean quantile score of any levels, and its parts add up', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.integer({ min: 0, max: 20 }), { minLength: 1, maxLength: 12 }),
        fc.array(fc.integer({ min: -9, max: 9 }), { minLength: 12, maxLength: 12 }),
        fc.integer({ min: -12, max: 12 }),
        (twentieths, steps, truth) => {
          const at = twentieths.toSorted((a, b) => a - b).map((k) => k / 20);
          const values = steps.toSorted((a, b) => a - b).slice(0, at.length);
          const loss = at.reduce(
            (sum, p, k) =>
              sum + (truth >= values[k] ? p * (truth - values[k]) : (1 - p) * (values[k] - truth)),
            0,
          );
          const found = weightedIntervalScore(quantiles(values, at), truth);
          expect(found.total).toBeCloseTo((2 * loss) / at.length, 12);
        },
      ),
    );
  });

  test('levels off by up to 2.5e-6 are those of hubs; tiny ones are not 0', () => {
    expect(
      [0.100001, 0.249999, 0.9000001, 1 / 3, 1e-6, 0.0005, 1 - 1e-16].map(snappedLevel),
    ).toEqual([0.1, 0.25, 0.9, 1 / 3, 1e-6, 0.0005, 1]);
  });

  test('faults are told all at once', () => {
    const bad = [
      { level: 0.1, value: 5 },
      { level: 0.5, value: 3 },
      { level: 0.5, value: 3 },
      { level: 1.2, value: 9 },
    ];
    expect(quantileFaults(bad)).toEqual([
      'levels outside [0, 1]: 1.2',
      'levels that come twice: 0.5',
      'quantiles that are less than the one before: 0.5',
    ]);
  });
});

describe('scores of probabilities', () => {
  test('Brier score and logarithmic score', () => {
    // brier_score(0, 0.271) and log_score(0, 0.481) of the tests of scoringrules.
    expect(brierScore(0.271, false)).toBeCloseTo(0.073441, 12);
    expect(logScore(1 - 0.481)).toBeCloseTo(0.6558514, 6);
    expect(logScore(0)).toBe(Number.POSITIVE_INFINITY);
    expect(Object.is(logScore(1), 0)).toBe(true);
  });

  test.each([
    // rps_ordinal of the tests of scoringutils, and rps_score(3, ...) of scoringrules, whose
    // categories count from 1.
    [[0.8, 0.1, 0.1], 0, 0.05],
    [[0.1, 0.2, 0.7], 1, 0.5],
    [[0.4, 0.4, 0.2], 1, 0.2],
    [[0.01, 0.32, 0.44, 0.23], 2, 0.1619],
  ])('ranked probability score of %j in category %d', (probabilities, truth, expected) => {
    expect(rankedProbabilityScore(probabilities, truth)).toBeCloseTo(expected, 12);
  });

  test('cumulative probabilities at thresholds give the same', () => {
    const cumulative = [
      { threshold: 0, probability: 0.01 },
      { threshold: 1, probability: 0.33 },
      { threshold: 2, probability: 0.77 },
      { threshold: 3, probability: 1 },
    ];
    expect(thresholdScore(cumulative, 2)).toBeCloseTo(0.1619, 12);
  });

  test('law: over whole numbers it is the CRPS', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 4 }), { minLength: 1, maxLength: 30 }),
        fc.integer({ min: 0, max: 4 }),
        (trials, truth) => {
          const shares = [0, 1, 2, 3, 4].map(
            (k) => trials.filter((trial) => trial === k).length / trials.length,
          );
          expect(rankedProbabilityScore(shares, truth)).toBeCloseTo(
            crpsOfSample(equalSample(trials), truth),
            10,
          );
        },
      ),
    );
  });
});

describe('the logarithmic score of a sample', () => {
  test.each([
    // logs_ensemble of the tests of scoringrules: kernels with the bandwidth of R's bw.nrd.
    [[4.2, 5.1, 6.1, 7.6, 8.3, 9.5], 6.2, 1.926475],
    [[-142.7, -160.3, -179.4, -184.5], 6.2, 55.25547],
  ])('%j at %d', (values, truth, expected) => {
    const sample = equalSample(values);
    const { score, of } = logScoreOf(sample, truth);
    expect(of).toBe('density');
    expect(score(sample)).toBeCloseTo(expected, 4);
  });

  test('a normal density', () => {
    // 20,000 trials: the bandwidth is 0.146, and smoothing widens the variance by its square, 2 %.
    const sample = grid((p) => normalQuantile(p));
    const expected = 0.5 * log(2 * Math.PI) + 0.5;
    expect(Math.abs(logScoreOf(sample, 1).score(sample) - expected)).toBeLessThan(0.02);
  });

  test('a lump is a probability, and beside it there is a density of the rest', () => {
    const sample = grid((p) => (p < 0.4 ? 0 : 10 + normalQuantile((p - 0.4) / 0.6)));
    const lump = logScoreOf(sample, 0);
    expect(lump.of).toBe('probability');
    expect(lump.score(sample)).toBeCloseTo(0 - log(0.4), 10);
    const beside = logScoreOf(sample, 10);
    expect(beside.of).toBe('density');
    expect(beside.score(sample)).toBeCloseTo(0.5 * log(2 * Math.PI) - log(0.6), 1);
  });
});

describe('the energy score', () => {
  test('of four trials and two outcomes', () => {
    // es_ensemble, estimator "nrg", of the tests of scoringrules; es_sample of scoringRules gives
    // the same.
    const columns = [
      Float64Array.of(0.79546742, 0.477796, 0.2164079, 0.5409873),
      Float64Array.of(0.02461368, 0.7584595, 0.318181, 0.1319422),
    ];
    const weights = { values: new Float64Array(4).fill(1), firsts: [0, 4] };
    const { score, trials } = energyScore(columns, weights, [0.2743836, 0.81464]);
    expect(score.value).toBeCloseTo(0.3949793, 6);
    expect(trials).toBe(4);
  });

  test('law: of one outcome it is the CRPS, with any weights and replicates', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.integer({ min: -50, max: 50 }), fc.integer({ min: 1, max: 9 })), {
          minLength: 6,
          maxLength: 12,
        }),
        fc.integer({ min: -60, max: 60 }),
        (pairs, truth) => {
          const draws = Float64Array.from(pairs, ([x]) => x);
          const weights = {
            values: Float64Array.from(pairs, ([, w]) => w),
            firsts: [0, 2, 4, pairs.length],
          };
          const sample = sampleOf(draws, weights)!;
          const energy = energyScore([draws], weights, [truth]).score;
          const crps = estimatedOf(replicatesLeftOut(sample), (one) => crpsOfSample(one, truth));
          expect(energy.value).toBeCloseTo(crps.value!, 9);
          expect(energy.se).toBeCloseTo(crps.se!, 9);
        },
      ),
    );
  });
});

describe('calibration', () => {
  const sample = equalSample([0, 0, 0, 0, 1, 2, 3, 4, 5, 6]);

  test('the transform has two ends where trials have the value of the truth', () => {
    expect(probabilityTransform(sample, [0, 0])).toEqual([0, 0.4]);
    expect(probabilityTransform(sample, [2.5, 2.5]).map((x) => x.toFixed(9))).toEqual([
      '0.600000000',
      '0.600000000',
    ]);
    expect(probabilityTransform(sample, [7, 7])).toEqual([1, 1]);
  });

  test('central intervals hold the truth, or not, or nobody knows', () => {
    expect(COVERED.map((level) => isCovered(sample, level, [0, 0]))).toEqual([
      true,
      true,
      true,
      true,
    ]);
    expect(isCovered(sample, 0.5, [5, 5])).toBe(false);
    expect(isCovered(sample, 0.5, [3, 9])).toBe(undefined);
    expect(isCovered(sample, 0.5, [5, 9])).toBe(false);
  });

  test('the histogram spreads an interval evenly and adds up to 1', () => {
    const shares = transformHistogram(
      [
        [0, 0.4],
        [1, 1],
      ],
      5,
    );
    expect(shares).toEqual([0.25, 0.25, 0, 0, 0.5]);
  });

  test('a calibrated forecast has a flat histogram in expectation', () => {
    // Truths at 200 quantiles of the forecast itself: each of ten bins holds a tenth, but for one
    // truth at an edge.
    const own = grid((p) => normalQuantile(p));
    const transforms = Array.from({ length: 200 }, (_, k) => {
      const truth = normalQuantile((k + 0.5) / 200);
      return probabilityTransform(own, [truth, truth]);
    });
    for (const share of transformHistogram(transforms, 10)) expect(share).toBeCloseTo(0.1, 1.9);
  });
});

test('the simulation error of a score is that of its replicates', () => {
  // 16 replicates of 100 normal draws by fixed quantiles shuffled: against the spread of the score
  // over independent halves.
  const draws = new Float64Array(1600);
  let state = 12345;
  for (let i = 0; i < draws.length; i++) {
    state = (state * 48271) % 2147483647;
    draws[i] = normalQuantile(state / 2147483647);
  }
  const firsts = Array.from({ length: 17 }, (_, r) => 100 * r);
  const sample = sampleOf(draws, { values: new Float64Array(1600).fill(1), firsts })!;
  const score = estimatedOf(replicatesLeftOut(sample), (one) => crpsOfSample(one, 1));
  // sd of |X - 1| - E|X - X'| about 0.6 over sqrt(1600): 0.015; a factor of two either way is not
  // in doubt with 16 replicates.
  expect(score.se).toBeGreaterThan(0.006);
  expect(score.se).toBeLessThan(0.03);
});
