import { describe, expect, test } from 'vitest';
import {
  GAUSS_LEGENDRE,
  integral,
  momentsOf,
  tailWeight,
} from '../../src/distributions/quadrature.ts';
import { exp, expm1, log, log1p, normalQuantile, pow } from '../../src/math/functions.ts';

const relative = (value: number, wanted: number) => Math.abs(value / wanted - 1);

describe('integral', () => {
  test('closed form: ten points integrate every power up to the nineteenth', () => {
    for (let power = 0; power <= 19; power++) {
      const sum = GAUSS_LEGENDRE.reduce(
        (total, [x, w]) => total + w * (x ** power + (-x) ** power),
        0,
      );
      expect(Math.abs(sum - (power % 2 === 0 ? 2 / (power + 1) : 0))).toBeLessThan(1e-15);
    }
  });

  test('closed form: exp from 0 to 30, which one panel cannot tell', () => {
    expect(relative(integral(exp, 0, 30), expm1(30))).toBeLessThan(1e-15);
  });

  test('closed form: a kink and a root are found by halving', () => {
    const c = Math.SQRT1_2;
    const kinked = integral((x) => Math.abs(x - c), 0, 1);
    expect(relative(kinked, (c * c + (1 - c) * (1 - c)) / 2)).toBeLessThan(1e-14);
    expect(relative(integral(Math.sqrt, 0, 1), 2 / 3)).toBeLessThan(1e-13);
  });
});

describe('moments from quantile functions', () => {
  const lognormal = (s: number) => ({
    quantile: (p: number) => exp(s * normalQuantile(p)),
    upperQuantile: (q: number) => exp(-s * normalQuantile(q)),
  });

  // mpmath 1.3.0 at 40 digits: exp(s^2 / 2) and exp(s^2 / 2) sqrt(expm1(s^2)). The exponents of exp
  // are up to 18, with a rounding each that enters the value eighteenfold.
  test.each([
    [1, 1.6487212707001282, 2.1611974158950877],
    [3, 90.01713130052181, 8102.583912148207],
  ])('reference: a lognormal distribution with sigma %d', (s, mean, sd) => {
    const moments = momentsOf(lognormal(s));
    expect(relative(moments.mean, mean)).toBeLessThan(1e-14);
    expect(relative(moments.sd, sd)).toBeLessThan(2e-14);
  });

  test('closed form: a logistic distribution has mean 0 and sd pi / sqrt(3), wherever it lies', () => {
    const logit = (p: number) => log(p) - log1p(-p);
    for (const location of [0, 1e6]) {
      const { mean, sd } = momentsOf({
        quantile: (p) => location + logit(p),
        upperQuantile: (q) => location - logit(q),
      });
      // At 1e6 quantiles are multiples of 1e-10, of which a few hundred are averaged.
      const rounding = location * Number.EPSILON;
      expect(Math.abs(mean - location)).toBeLessThan(1e-15 + rounding);
      expect(relative(sd, Math.PI / Math.sqrt(3))).toBeLessThan(2e-15 + rounding);
    }
  });

  test('closed form: a kink that is known, and one that is not', () => {
    const bent = (z: number) => (z < 0 ? z : 3 * z);
    const source = {
      quantile: (p: number) => bent(normalQuantile(p)),
      upperQuantile: (q: number) => bent(-normalQuantile(q)),
    };
    for (const kinks of [[0], []]) {
      const { mean, sd } = momentsOf(source, kinks);
      // The halves of a normal distribution: mean (3 - 1) phi(0), second moment (1 + 9) / 2.
      expect(relative(mean, 2 / Math.sqrt(2 * Math.PI))).toBeLessThan(1e-13);
      expect(relative(sd, Math.sqrt(5 - 2 / Math.PI))).toBeLessThan(1e-13);
    }
  });

  const frechet = (s: number) => ({
    quantile: (p: number) => pow(-log(p), -s),
    upperQuantile: (q: number) => pow(-log1p(-q), -s),
  });

  // mpmath 1.3.0 at 40 digits: gamma(1 - s) and sqrt(gamma(1 - 2 s) - gamma(1 - s)^2). At s = 0.49
  // a thousandth of the second moment lies beyond a probability of 1e-300, at the end of the
  // numbers.
  test.each([
    [0.3, 1.2980553326475577, 0.7302135969310119],
    [0.45, 1.6161242687335752, 2.6270991695554816],
    [0.49, 1.738415068463864, 6.8132314809445157],
  ])('reference: a Frechet distribution, whose tail is a power %d', (s, mean, sd) => {
    const moments = momentsOf(frechet(s));
    expect(relative(moments.mean, mean)).toBeLessThan(1e-13);
    expect(relative(moments.sd, sd)).toBeLessThan(1e-12);
  });

  test('reference: the mean where there is no sd', () => {
    // mpmath 1.3.0 at 40 digits: gamma(1 - 0.9), 0.9 the double.
    const { mean, sd } = momentsOf(frechet(0.9), [], true);
    expect(relative(mean, 9.513507698668734)).toBeLessThan(1e-12);
    expect(sd).toBe(Infinity);
  });

  test('closed form: the weight of a tail is its power, and that of a normal one next to nothing', () => {
    for (const s of [0.3, 0.5, 1])
      expect(relative(tailWeight(frechet(s), true), s)).toBeLessThan(1e-12);
    // A probability of 1e-300 to the power -2 is beyond the largest number.
    expect(tailWeight(frechet(2), true)).toBe(Infinity);
    expect(tailWeight(frechet(0.5), false)).toBeLessThan(0.01);
    expect(
      tailWeight({ quantile: normalQuantile, upperQuantile: (q) => -normalQuantile(q) }, true),
    ).toBeLessThan(0.01);
  });
});
