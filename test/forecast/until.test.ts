import { expect, test } from 'vitest';
import heatPumps from '../../models/examples/heat-pumps/index.ts';
import { isReached } from '../../src/forecast/until.ts';
import { forecast, question } from '../../src/index.ts';
import { normalQuantile } from '../../src/math/functions.ts';
import { streamKey } from '../../src/random/keys.ts';
import { uniformAt } from '../../src/random/threefry.ts';
import { estimateFrom } from '../../src/stats/interval.ts';

const until = 'P(target.reached) ± 0.004';

test('trials are doubled until the error is surely reached, and the run is that of so many trials', async () => {
  const looks: string[] = [];
  const run = await forecast(heatPumps, {
    seed: 'until',
    until,
    onNotice: ({ kind, message }) => {
      if (kind === 'trials') looks.push(message);
    },
  });
  const { trials } = run.plan;
  expect(4096 * 2 ** (looks.length - 1)).toBe(trials);
  expect(looks[0]).toMatch(/^4,096 trials: 0\.3\d+ ± 0\.0\d+, asked for was P\(target/);
  expect(run.probability('target.reached').se!).toBeLessThan(0.004);
  const same = question(heatPumps, { seed: 'until', trials }).plan;
  expect(run.id).toBe(same.id);
  // Half as many were not enough, and what they said came from other draws.
  expect(looks.at(-2)).toMatch(/± 0\.00(?:2[89]|[3-9])/);
  expect(run.plan.seed).toBe('until');
});

test('one replicate has no error to be reached', async () => {
  await expect(forecast(heatPumps, { until, replicates: 1 })).rejects.toThrow(
    /one replicate has no error/,
  );
});

test('what has no error to be reached is refused, and what cannot be read before anything is computed', async () => {
  const never = 'P(target.reached | pumps.share[2029] > 5) ± 0.1';
  await expect(forecast(heatPumps, { until: never })).rejects.toThrow(
    /4,096 trials say nothing of P\(target\.reached \| /,
  );
  expect(() => question(heatPumps, { until: 'P(target.reached)' })).toThrow(/found no error/);
});

const [REPLICATES, MOST] = [16, 64];

/** An estimate of 0 from replicates of n standard normal draws each. */
function estimate(name: string, n: number) {
  const key = streamKey('coverage', name);
  const means = Array.from({ length: REPLICATES }, (_, r) => {
    let sum = 0;
    for (let i = 0; i < n; i++) sum += normalQuantile(uniformAt(key, i * REPLICATES + r));
    return sum / n;
  });
  return estimateFrom(means.reduce((a, b) => a + b) / REPLICATES, means);
}

/** The first of 4, 8, 16, ... draws a replicate at which a rule stops. */
function sizeFound(name: string, stops: (se: number) => boolean): number {
  let n = 4;
  while (n < MOST && !stops(estimate(name, n).se!)) n *= 2;
  return n;
}

const RUNS = 300;
const share = (of: (run: number) => boolean): number =>
  Array.from({ length: RUNS }, (_, run) => of(run)).filter(Boolean).length / RUNS;

// Three standard errors of a share of 0.95 of 300 are 0.038. At 0.06 looks before the last may stop
// by chance: 17 draws a replicate have that error, and 16 are looked at.
test('law: the number of trials found has the error, and intervals that say nothing of how it was found', () => {
  const sizes = Array.from({ length: RUNS }, (_, run) =>
    sizeFound(`pilot ${run}`, (se) => isReached(se, 0.06, REPLICATES)),
  );
  const holds = share((run) => {
    const { low, high } = estimate(`run ${run}`, sizes[run]);
    return low! <= 0 && high! >= 0;
  });
  expect(Math.abs(holds - 0.95)).toBeLessThan(0.038);
  expect(share((run) => 1 / Math.sqrt(REPLICATES * sizes[run]) <= 0.06)).toBeGreaterThan(0.95);
  // Stopped where it looks reached: the error of most is larger than asked for.
  const naive = share((run) => {
    const n = sizeFound(`pilot ${run}`, (se) => se <= 0.06);
    return 1 / Math.sqrt(REPLICATES * n) <= 0.06;
  });
  expect(naive).toBeLessThan(0.7);
});
