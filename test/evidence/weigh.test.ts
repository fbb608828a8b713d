/** @slow computes for seconds */

import { describe, expect, it } from 'vitest';
import { EvidenceError } from '../../src/evidence/quality.ts';
import { withEnoughTrials } from '../../src/evidence/trusted.ts';
import { inlineExecutor } from '../../src/execute/inline.ts';
import {
  beta,
  eq,
  input,
  normal,
  outcome,
  poisson,
  previous,
  quarters,
  stock,
  variable,
} from '../../src/index.ts';
import { exp } from '../../src/math/functions.ts';
import type { Estimate } from '../../src/stats/summary.ts';
import { answerTo } from '../cli/chipcast.ts';
import { any, small } from '../compile/small.ts';
import { planOf, posteriorOf } from './posterior.ts';

/** Five standard errors: a test in two million would fail by chance. */
function agrees(found: Estimate, wanted: number): void {
  expect(found.se).toBeGreaterThan(0);
  expect(Math.abs(found.value! - wanted)).toBeLessThan(5 * found.se!);
}

const a = any('a');
const b = any('b');
const sumOfBoth = variable('both', { unit: '-', is: eq`${a} + ${b}` });
const gauss = small([
  outcome('y', { unit: '-', is: a }),
  outcome('sum', { unit: '-', is: sumOfBoth }),
]);

describe('conjugate cases', () => {
  it('normal with a normal error: the posterior of the textbook', async () => {
    // Prior N(0, 1), one observation 1.2 with sd 0.5: precision 1 + 4, mean 4 * 1.2 / 5, sd 1 /
    // sqrt(5).
    const plan = planOf(gauss, {
      observations: [{ quantity: 'a', likelihood: 'normal(1.2, 0.5)' }],
    });
    const { of, document } = await posteriorOf(plan);
    agrees(of('y').mean, 0.96);
    agrees(of('y').sd, Math.sqrt(0.2));
    agrees(of('y').quantiles.p95, 0.96 + 1.6448536269514722 * Math.sqrt(0.2));
    agrees(of('y').quantiles.p5, 0.96 - 1.6448536269514722 * Math.sqrt(0.2));
    // Of weights exp(-(x - v)^2 / 2s^2) under N(0, 1): (E w)^2 / E w^2 in closed form.
    const s2 = 0.25;
    const ess = (s2 / (s2 + 1) / Math.sqrt(s2 / (s2 + 2))) * exp(1.44 / (s2 + 2) - 1.44 / (s2 + 1));
    expect(document.ess.fraction).toBeCloseTo(ess, 2);
    expect(document.paretoK).toBeLessThan(0.5);
  });

  it('two observations of a sum: the posterior of a regression', async () => {
    // a, b ~ N(0, 1); a + b seen as 2 (sd 0.6) and as 1.5 (sd 0.8). Precision of the sum's reports
    // together p = 1 / 0.36 + 1 / 0.64, mean m; a has mean m * p / (1 + 2 p), variance (1 + p) / (1
    // + 2 p).
    const [p1, p2] = [1 / 0.36, 1 / 0.64];
    const p = p1 + p2;
    const m = (2 * p1 + 1.5 * p2) / p;
    const plan = planOf(gauss, {
      trials: 65_536,
      observations: [
        { quantity: 'both', likelihood: 'normal(value=2, sd=0.6)' },
        { quantity: 'a + b', likelihood: 'normal(value=1.5, sd=0.8)' },
      ],
    });
    const { of } = await posteriorOf(plan);
    agrees(of('y').mean, (m * p) / (1 + 2 * p));
    agrees(of('y').sd, Math.sqrt((1 + p) / (1 + 2 * p)));
    agrees(of('sum').mean, (2 * m * p) / (1 + 2 * p));
  });

  it('beta with counts: the posterior of the textbook', async () => {
    const rate = input('rate', { unit: 'fraction', distribution: beta({ mean: 0.3, n: 10 }) });
    const model = small([outcome('y', { unit: 'fraction', is: rate })]);
    const plan = planOf(model, {
      observations: [{ quantity: 'rate', likelihood: 'counts(12, 20)' }],
    });
    const { of } = await posteriorOf(plan);
    // Beta(3 + 12, 7 + 8): mean 1/2, variance 1 / (4 * 31).
    agrees(of('y').mean, 0.5);
    agrees(of('y').sd, Math.sqrt(1 / 124));
  });

  it('a given condition cuts a normal: mean and share in closed form', async () => {
    const plan = planOf(gauss, { given: ['a > 0'] });
    const { of, document } = await posteriorOf(plan);
    // The half normal: mean sqrt(2 / pi), sd sqrt(1 - 2 / pi).
    agrees(of('y').mean, Math.sqrt(2 / Math.PI));
    agrees(of('y').sd, Math.sqrt(1 - 2 / Math.PI));
    expect(document.ess.fraction).toBeCloseTo(0.5, 2);
    expect(document.paretoK).toBeNull();
  });

  it('very wide likelihoods leave the prior as it is', async () => {
    const plan = planOf(gauss, { observations: [{ quantity: 'a', likelihood: 'normal(1, 1e9)' }] });
    const { of, document } = await posteriorOf(plan);
    // exp(-(x - 1)^2 / 2e18) is 1 to the last bit, and sums of 16,384 equal weights are exact.
    expect(document.headlines['y'].posterior.value).toBeCloseTo(
      document.headlines['y'].prior.value!,
      14,
    );
    expect(of('y').mean.se).toBeCloseTo(document.headlines['y'].prior.se!, 12);
    expect(document.ess.fraction).toBeCloseTo(1, 12);
  });
});

describe('what evidence may speak of', () => {
  const level = stock('level', {
    unit: '-',
    over: quarters,
    opening: 0,
    change: eq`${a} * 1 [1/quarter] + 0 * ${previous} * 1 [1/quarter]`,
  });
  const noise = input('noise', { unit: '-', distribution: normal({ mean: 0, sd: 0.5 }) });
  const seen = variable('seen', { unit: '-', is: eq`${a} + ${noise}` });

  it('a stock in a quarter that no outcome reports', async () => {
    const model = small([level, outcome('y', { unit: '-', is: a })]);
    const plan = planOf(model, {
      keep: ['level'],
      observations: [{ quantity: 'level[2026Q2]', likelihood: 'normal(1, 0.5)' }],
    });
    const { of } = await posteriorOf(plan);
    // 2 a ~ N(0, 4), seen as 1 with sd 0.5: a has precision 1 + 4 / 0.25 and mean (2 / 0.25) / 17.
    agrees(of('y').mean, 8 / 17);
  });

  it('a variable on which no outcome depends', async () => {
    const model = small([seen, outcome('y', { unit: '-', is: a })]);
    const plan = planOf(model, {
      keep: ['seen'],
      observations: [{ quantity: 'seen', likelihood: 'normal(1, 0.5)' }],
    });
    const { of } = await posteriorOf(plan);
    // Two errors of sd 0.5 in a row: precision 1 + 1 / 0.5, mean (1 / 0.5) / 3.
    agrees(of('y').mean, 2 / 3);
  });

  it('moves no draw: the digest is that of the run without it', async () => {
    const [free, weighed] = await Promise.all([
      posteriorOf(
        planOf(gauss, { observations: [{ quantity: 'a', likelihood: 'normal(0, 1e9)' }] }),
      ),
      posteriorOf(planOf(gauss, { observations: [{ quantity: 'a', likelihood: 'normal(1, 1)' }] })),
    ]);
    expect(weighed.digests).toEqual(free.digests);
  });
});

describe('what is refused', () => {
  const refused = async (
    observations: Parameters<typeof planOf>[1]['observations'],
  ): Promise<string> => {
    const plan = planOf(gauss, { observations: observations! });
    const error = await posteriorOf(plan).then(
      () => undefined,
      (thrown: unknown) => thrown,
    );
    expect(error).toBeInstanceOf(EvidenceError);
    return (error as Error).message;
  };

  it('evidence that contradicts itself, with the pair that clashes', async () => {
    const message = await refused([
      { id: 'high', quantity: 'a', likelihood: 'normal(2, 0.05)' },
      { id: 'low', quantity: 'a', likelihood: 'normal(-2, 0.05)' },
      { id: 'other', quantity: 'b', likelihood: 'normal(0, 1)' },
    ]);
    expect(message).toContain('high and low clash');
    expect(message).not.toMatch(/other and|and other/);
  });

  it('evidence of which the model says that it cannot be', async () => {
    const message = await refused([{ quantity: 'a', likelihood: 'between(50, 60)' }]);
    expect(message).toContain('E1 alone is impossible in every trial');
    expect(message).toContain('No trial agrees');
  });

  it('a report far in the tail, with advice', async () => {
    const message = await refused([{ quantity: 'a', likelihood: 'normal(5, 0.1)' }]);
    expect(message).toMatch(/worth .* trials; at least 400 are wanted/);
    expect(message).toContain('--min-ess 400');
    expect(message).toContain('--update tempering');
  });

  it('with exit code 2 and no stack', async () => {
    const { code, stderr } = await answerTo(() => Promise.reject(new EvidenceError('the reason')));
    expect([code, stderr]).toEqual([2, 'the reason\n']);
  });
});

describe('--min-ess', () => {
  it('adds trials until the weights are worth it', async () => {
    const asked = {
      observations: [{ quantity: 'a', likelihood: 'normal(2, 0.1)' }],
      trials: 4096,
      least: 2000,
    };
    const plan = planOf(gauss, asked);
    const enough = await withEnoughTrials(plan, inlineExecutor());
    expect(enough.trials).toBeGreaterThan(4096);
    const { document, of } = await posteriorOf(enough);
    expect(document.ess.count).toBeGreaterThanOrEqual(2000);
    agrees(of('y').mean, 200 / 101);
    // The same question as asking for that many at once.
    expect(enough.id).toBe(planOf(gauss, { ...asked, trials: enough.trials }).id);
  });
});

describe('an observation', () => {
  it('is of a day that the calendar has', () => {
    const asked = { quantity: 'a', likelihood: 'normal(1, 1)', known: '2026-04-31' };
    expect(() => planOf(gauss, { observations: [asked] })).toThrow(
      'observations[0].known: found 2026-04-31, but 2026-04 has 30 days',
    );
    expect(() => planOf(gauss, { asOf: '2026-02-30' })).toThrow('2026-02 has 28 days');
  });

  it('of an event says 0 or 1', () => {
    const eventful = small([outcome('event', { unit: '0/1', is: eq`if(${a} > 0, 1, 0)` })]);
    for (const likelihood of ['exactly(0.7)', 'states(0: 0.2, 0.7: 0.8)'])
      expect(() => planOf(eventful, { observations: [{ quantity: 'event', likelihood }] })).toThrow(
        'found 0.7; "event" is an event, 0 or 1',
      );
    const fine = [{ quantity: 'event', likelihood: 'states(0: 0.2, 1: 0.8)' }];
    expect(planOf(eventful, { observations: fine }).evidence!.observations).toHaveLength(1);
  });
});

describe('an observation of a count', () => {
  const visits = input('visits', { unit: 'visit', distribution: poisson({ mean: 4 }) });
  const shop = small([outcome('twice', { unit: 'visit', is: eq`2 * ${visits}` })]);
  const asked = (likelihood: string, quantity = 'visits') =>
    posteriorOf(planOf(shop, { observations: [{ quantity, likelihood }] }));

  it('names whole values, also beside others that are', async () => {
    for (const likelihood of ['exactly(2.5)', 'states(2.5: 0.5, 3: 0.5, 4: 0.5)'])
      await expect(asked(likelihood)).rejects.toThrow(
        /^The evidence names values that cannot be:\n {2}E1: found 2\.5; "visits" has whole values only, such as 0 and 1\d$/,
      );
    const { document } = await asked('states(3: 0.5, 4: 0.5)');
    expect(document.pieces).toHaveLength(1);
  });

  it('may be measured with an error', async () => {
    const { document } = await asked('normal(2.5, 1)');
    expect(document.pieces).toHaveLength(1);
  });

  it('has decimal numbers', () => {
    for (const likelihood of ['normal(0x1F, 3)', 'normal(3, 0b11)'])
      expect(() => planOf(shop, { observations: [{ quantity: 'visits', likelihood }] })).toThrow(
        `found ${likelihood}; wanted normal(value, sd) with decimal numbers`,
      );
  });
});

describe('what moved what', () => {
  it('adds up in order of date from prior to posterior', async () => {
    const plan = planOf(gauss, {
      observations: [
        { quantity: 'a', likelihood: 'normal(1, 1)', known: '2026-03-01' },
        { quantity: 'b', likelihood: 'normal(1, 1)', known: '2026-02-01' },
        { quantity: 'both', likelihood: 'below(1, 0.5)', known: '2026-04-01' },
      ],
    });
    const { document } = await posteriorOf(plan);
    const moves = document.headlines['sum'];
    expect(moves.pieces.map(({ id }) => id)).toEqual(['E2', 'E1', 'E3']);
    const total = moves.pieces.reduce((sum, { inOrder }) => sum + inOrder.value!, 0);
    expect(total).toBeCloseTo(moves.posterior.value! - moves.prior.value!, 12);
    // b alone, seen as 1 with sd 1 under N(0, 1), has mean 1/2; y does not depend on it.
    agrees(moves.pieces[0].inOrder, 0.5);
    // The joint estimate of a weighted mean moves by chance; its own error says how far.
    const y = document.headlines['y'].pieces[0].inOrder;
    expect(Math.abs(y.value!)).toBeLessThan(5 * y.se!);
    // All pieces against all but the last: what it moves after the others.
    expect(moves.pieces[2].leftOut.value).toBeCloseTo(moves.pieces[2].inOrder.value!, 12);
  });
});
