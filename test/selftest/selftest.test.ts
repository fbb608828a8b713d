/**
 * The self-test passes here, always with the same certificate, and finds whatever is off.
 *
 * @slow computes for seconds
 */

import { beforeAll, describe, expect, test } from 'vitest';
import heatPumps from '../../models/examples/heat-pumps/index.ts';
import { families, parseDistribution } from '../../src/distributions/index.ts';
import { eq } from '../../src/language/equation.ts';
import { component } from '../../src/language/model.ts';
import { outcome } from '../../src/language/quantity.ts';
import { NUMERICS } from '../../src/plan/plan.ts';
import { DESIGNS } from '../../src/random/designs.ts';
import type { Certificate, Check } from '../../src/report/certificate.ts';
import { determinismChecks } from '../../src/selftest/determinism.ts';
import { byFamily, distributionChecks } from '../../src/selftest/distributions.ts';
import { drawChecks } from '../../src/selftest/draws.ts';
import { estimatorChecks } from '../../src/selftest/estimators.ts';
import { functionChecks } from '../../src/selftest/functions.ts';
import { generatorChecks } from '../../src/selftest/generator.ts';
import { type Reference, readReference } from '../../src/selftest/reference.ts';
import { selftest } from '../../src/selftest/selftest.ts';
import { VERSION } from '../../src/version.ts';

const reference = readReference();
let certificate: Certificate;
const groups: string[] = [];

beforeAll(async () => {
  certificate = await selftest(reference, heatPumps, (group) => groups.push(group));
});

const failed = (checks: readonly Check[]): string[] =>
  checks.filter(({ passed }) => !passed).map(({ name }) => name);

describe('the certificate', () => {
  test('says that all is well, for this version', () => {
    expect(failed(certificate.checks)).toEqual([]);
    expect(certificate).toMatchObject({
      format: 1,
      version: VERSION,
      numerics: NUMERICS,
      passed: true,
    });
  });

  test('has checks of every group, by names of their own', () => {
    expect(groups).toEqual([
      'functions',
      'machine',
      'distributions',
      'draws',
      'generator',
      'dependence',
      'estimators',
      'determinism',
    ]);
    expect([...new Set(certificate.checks.map(({ group }) => group))]).toEqual(groups);
    const names = certificate.checks.map(({ group, name }) => `${group}: ${name}`);
    expect(new Set(names).size).toBe(names.length);
    for (const { name, count } of certificate.checks) expect(count, name).toBeGreaterThan(0);
  });

  test('has every family three times: quantiles, moments, draws', () => {
    for (const { name } of families) {
      const about = certificate.checks
        .filter(({ group }) => group === 'distributions' || group === 'draws')
        .map((check) => check.name)
        .filter((check) => check.split(' ')[0] === name);
      expect(about).toEqual([`${name} quantiles`, `${name} moments`, name]);
    }
  });
});

describe('the reference', () => {
  // Those of src/selftest/make-reference.py, or `known` in the file of the family.
  test('has two members or more of every family', () => {
    const members = reference.members.map(({ text }) => parseDistribution(text).family);
    const few = families.filter(({ name }) => members.filter((one) => one === name).length < 2);
    expect(few.map(({ name }) => name)).toEqual([]);
  });

  // A member may lack a lower tail whose values are below the range of numbers, as
  // chisquared(df=0.01) does.
  test('reaches into both tails of every family, and has three shares of every member', () => {
    const reach = (levels: readonly (readonly [number, number])[]) =>
      Math.min(...levels.map(([p]) => p));
    for (const [family, members] of byFamily(reference.members)) {
      expect(
        Math.min(...members.map(({ quantiles }) => reach(quantiles))),
        family,
      ).toBeLessThanOrEqual(1e-12);
      expect(Math.min(...members.map(({ upper }) => reach(upper))), family).toBeLessThanOrEqual(
        1e-12,
      );
      for (const { text, shares } of members) expect(shares.length, text).toBe(3);
    }
  });

  test('has digests of these numerics, five blocks of every design', () => {
    expect(reference.digests.numerics).toBe(NUMERICS);
    expect(Object.keys(reference.digests.blocks)).toEqual([...DESIGNS]);
    for (const design of DESIGNS) {
      expect(new Set(reference.digests.blocks[design]).size).toBe(5);
      for (const digest of reference.digests.blocks[design])
        expect(digest).toMatch(/^[0-9a-f]{64}$/);
    }
  });
});

/** The reference with something in it changed. */
function falsified(change: (copy: Mutable<Reference>) => void): Reference {
  const copy = structuredClone(reference) as Mutable<Reference>;
  change(copy);
  return copy;
}
type Mutable<T> = { -readonly [K in keyof T]: T[K] extends object ? Mutable<T[K]> : T[K] };

const member = (copy: Mutable<Reference>, text: string) =>
  copy.members.find((one) => one.text === text)!;

// As little as each check has to see: a neighbouring double, the twelfth digit, one bit, a fiftieth
// of a standard deviation.
describe('a falsified reference is found by the check it belongs to, and by no other', () => {
  test.each(Object.keys(reference.functions))('%s off by three ulps', (name) => {
    const other = falsified((copy) => (copy.functions[name][7][3] += name === 'expm1' ? 5 : 4));
    expect(failed(functionChecks(other))).toEqual([name]);
  });

  test.each<[string, (copy: Mutable<Reference>) => void]>([
    [
      'weibull quantiles',
      (copy) => (member(copy, 'weibull(shape=1.5, scale=2)').quantiles[3][1] *= 1 + 2e-12),
    ],
    [
      'normal quantiles',
      (copy) => (member(copy, 'normal(mean=10, sd=2)').upper[0][1] *= 1 + 2e-12),
    ],
    ['uniform moments', (copy) => (member(copy, 'uniform(min=0, max=3)').mean = 1.5 + 3e-12)],
    ['normal moments', (copy) => (member(copy, 'normal(mean=0, sd=1)').mean = 2e-12)],
    ['beta moments', (copy) => (member(copy, 'beta(mean=0.25, n=40)').sd = 'nan')],
    ['pareto moments', (copy) => (member(copy, 'pareto(min=1, shape=1)').mean = 1e300)],
  ])('%s', (name, change) => {
    expect(failed(distributionChecks(falsified(change)))).toEqual([name]);
  });

  test('a mean off by a fortieth of a standard deviation, a share by a hundredth, a certain value', () => {
    const other = falsified((copy) => {
      member(copy, 'normal(mean=10, sd=2)').mean = 10.05;
      member(copy, 'exponential(mean=2)').shares[1][1] = 0.51 + 0.01;
      member(copy, 'point(3.5)').mean = 3.6;
      member(copy, 'bernoulli(p=0.3)').shares[2][1] = 0.99;
    });
    expect(failed(drawChecks(other))).toEqual(['point', 'normal', 'bernoulli', 'exponential']);
  });

  test('one bit of a key, of a Sobol point', () => {
    const other = falsified((copy) => {
      (copy.keys[1][3] as number[])[2] ^= 1;
      copy.sobol.points['1023'][11] += 1;
    });
    expect(failed(generatorChecks(other))).toEqual(['keys of texts', 'Sobol points of SciPy']);
  });

  test('the eleventh digit of a quantile, a standard deviation, a standard error, an end of an interval', () => {
    const only = (change: (copy: Mutable<Reference>) => void): string[] =>
      failed(estimatorChecks(falsified(change)));
    const near = 1 + 1e-11;
    expect(only(({ samples }) => (samples[0].quantiles[4][1] *= near))).toEqual([
      'quantiles of sorted draws',
      'quantiles of several samples',
    ]);
    expect(only(({ samples }) => (samples[2].sd *= near))).toEqual([
      'moments of the machine',
      'moments joined',
    ]);
    expect(only(({ estimates }) => (estimates[1].se *= near))).toEqual(['standard errors']);
    expect(only(({ estimates }) => (estimates[3].low *= near))).toEqual(['95 % intervals']);
  });

  test('a digest of one design', async () => {
    const other = falsified(({ digests }) => {
      const last = digests.blocks['antithetic'][4];
      digests.blocks['antithetic'][4] = last.replace(/.$/, last.endsWith('0') ? '1' : '0');
    });
    expect(failed(await determinismChecks(other, heatPumps))).toEqual([
      'antithetic, chunks of 256',
    ]);
  });

  test('a model that was edited shows as such', async () => {
    const more = outcome('more', { unit: '-', is: eq`1 + 1` });
    const components = [...heatPumps.components, component('more', 'More.', [more])];
    const names = failed(await determinismChecks(reference, { ...heatPumps, components }));
    expect(names[0]).toBe('program of the model');
  });
});

test('a group that cannot be carried out is a failed check, and the others go on', async () => {
  const other = falsified((copy) => {
    member(copy, 'point(3.5)').text = 'pint(3.5)';
    copy.functions['exp'][0][2] *= 2;
    // Enough for groups that end at the first of them.
    copy.members = copy.members.filter(({ text }) => /^(?:pint|normal)/.test(text));
  });
  const { passed, checks } = await selftest(other, heatPumps);
  expect(passed).toBe(false);
  expect(failed(checks)).toEqual([
    'exp',
    expect.stringMatching(/^stopped: there is no distribution "pint"/),
    expect.stringMatching(/^stopped: there is no distribution "pint"/),
  ]);
  expect([...new Set(checks.map(({ group }) => group))]).toEqual(groups);
});
