/** A small model, a plan over it and a summary written by hand, for what reports make of them. */

import { compile } from '../../src/compile/compile.ts';
import { outcomeColumns } from '../../src/compile/program.ts';
import {
  annual,
  component,
  constant,
  eq,
  horizon,
  input,
  lever,
  lognormal,
  model,
  outcome,
  previous,
  quarterly,
  quarters,
  stock,
  uniform,
  variable,
  years,
} from '../../src/index.ts';
import type { Plan } from '../../src/plan/plan.ts';
import type { RunFacts } from '../../src/report/run-facts.ts';
import type { Estimate, OutcomeSummary, Summary } from '../../src/stats/summary.ts';

const retirementRate = input('stock.retirementRate', {
  label: 'Share of standing units retired in a year',
  unit: '1/year',
  distribution: lognormal({ p10: 0.04, p90: 0.08 }),
  range: [0.02, 0.15],
  sources: ['S12'],
  inputKind: 'technology',
  why: 'A unit serves 12 to 25 years.',
});
const installs = input('market.installs', {
  label: 'Units installed in a quarter',
  unit: 'unit/quarter',
  distribution: uniform({ min: 10, max: 50 }),
  over: quarters,
  judgement: true,
  inputKind: 'market',
});
const banned = lever('market.banned', {
  label: 'Whether installs are banned',
  unit: '0/1',
  value: 0,
  sources: ['S99'],
});
const wanted = constant('market.wanted', {
  label: 'Units that are wanted',
  unit: 'unit',
  value: 1300,
  sources: ['S12'],
});
const inService = stock('stock.inService', {
  label: 'Units in service',
  unit: 'unit',
  over: quarters,
  opening: 1200,
  change: eq`${installs} * if(${banned}, 0, 1) - ${retirementRate} / 4 [quarter/year] * ${previous}`,
});
const met = variable('stock.met', {
  unit: '0/1',
  over: quarters,
  is: eq`if(${inService} >= ${wanted}, 1, 0)`,
});
const phase = variable('market.phase', {
  unit: 'code',
  over: quarters,
  is: eq`if(${previous(() => inService)} < 1000 [unit], 0, if(${inService} < ${wanted}, 1, 2))`,
});

export const heatPumps = compile(
  model('heat-pumps', {
    title: 'Heat pumps, 2026 and 2027',
    calendar: quarterly('2026Q1', 8),
    components: [
      component('market', 'What is installed.', [installs, banned, wanted, phase]),
      component('stock', 'What is in service.', [retirementRate, inService, met]),
      component('outcomes', 'What is reported.', [
        outcome('stock.inService', {
          label: 'Units in service at year end',
          unit: 'unit',
          over: years,
          is: annual.last(inService),
        }),
        outcome('stock.inService', {
          label: 'Units in service',
          unit: 'unit',
          over: quarters,
          is: inService,
        }),
        outcome('stock.met', {
          label: 'Whether all wants are met',
          unit: '0/1',
          basis: 'units',
          over: years,
          is: annual.last(met),
        }),
        outcome('market.phase', {
          label: 'Phase',
          codes: { 0: 'early', 1: 'growing', 2: 'ripe' },
          unit: 'code',
          over: years,
          is: annual.last(phase),
        }),
        outcome('market.banShare', {
          label: 'Part of the time banned',
          unit: 'fraction',
          is: horizon.mean(eq`${banned} + 0 * ${inService} / ${wanted}`),
        }),
      ]),
    ],
    presets: { ban: { question: 'What if installs are banned?', set: { 'market.banned': 1 } } },
    headlines: ['stock.met', 'stock.inService', 'market.phase'],
    dimensions: ['stock.retirementRate', 'retired.name'],
    sources: () => [
      {
        id: 'S12',
        publisher: 'Heat Pump Board',
        title: 'Service lives',
        date: '2025-03-01',
        claim: 'Units serve 12 to 25 years',
        value: '12 to 25',
        unit: 'year',
      },
      { id: 'S13', publisher: 'Nobody', title: 'Unread', date: '', claim: '', value: '', unit: '' },
    ],
    forecasts: [
      {
        id: 'P1',
        claimant: 'Heat Pump Board, 2025',
        claim: '1300 in 2027',
        outcomes: ['stock.inService[2027]'],
        statistic: 'percentile of the value',
        value: '1300',
        note: '',
      },
    ],
  }),
);

export function planOf(changes: Readonly<Record<string, string>> = {}, by = '--set'): Plan {
  const { program } = heatPumps;
  return {
    format: 1,
    id: 'ab'.repeat(32),
    name: 'heat-pumps',
    model: 'heat-pumps',
    presets: by.startsWith('preset ') ? [by.slice(7)] : [],
    seed: '7',
    design: 'sobol',
    trials: 131072,
    replicates: 16,
    blockSize: 4096,
    numerics: 1,
    inputs: program.inputs.map(({ id, distribution }) =>
      changes[id] === undefined
        ? { id, distribution }
        : { id, distribution: changes[id], overriddenBy: by },
    ),
    program,
  };
}

/** The plan of the model as it stands, but for two copulas that a spec or an option asked for. */
export function correlatedPlan(): Plan {
  const copula = (inputs: readonly string[], target: readonly (readonly number[])[]) => ({
    id: inputs.join(' & '),
    inputs,
    target,
    scores: target,
    factor: target,
    dimensions: [],
  });
  const pair = copula(
    ['stock.retirementRate', 'market.wanted'],
    [
      [1, -0.5],
      [-0.5, 1],
    ],
  );
  const three = copula(
    ['market.installs', 'market.banned', 'market.other'],
    [
      [1, 0.5, 0.2],
      [0.5, 1, 0],
      [0.2, 0, 1],
    ],
  );
  return {
    ...planOf(),
    copulas: [
      { ...pair, measure: 'rank', over: 'trial' },
      { ...three, measure: 'kendall', df: 4, over: 'quarter' },
    ],
  };
}

export const facts: RunFacts = {
  run: 'heat-pumps-abababab',
  digest: '0123456789abcdef'.repeat(4),
  files: ['run.json', 'summary.json'],
  version: '0.1.0',
};

type Shares = readonly (readonly [value: number, share: number, se: number])[];

/** Two standard errors either way. */
function interval(value: number, se: number | null) {
  return se === null ? { low: null, high: null } : { low: value - 2 * se, high: value + 2 * se };
}

/**
 * Every quantile is `median` times its own factor; standard errors are a hundredth of the median.
 */
export function amount(
  id: string,
  median: number,
  se: number | null = median / 100,
): OutcomeSummary {
  const estimate = (value: number): Estimate => ({ value, se, ...interval(value, se) });
  const quantiles = { p5: 0.5, p10: 0.6, p25: 0.8, p50: 1, p75: 1.3, p90: 1.7, p95: 2 };
  return {
    id,
    unit: 'unit',
    mean: estimate(median * 1.1),
    sd: estimate(median * 0.4),
    quantiles: Object.fromEntries(
      Object.entries(quantiles).map(([name, k]) => [name, estimate(median * k)]),
    ) as unknown as OutcomeSummary['quantiles'],
    tails: { lower: null, upper: null },
    least: 0,
    greatest: median * 5,
    failures: 0,
  };
}

export function coded(id: string, shares: Shares, failures = 0): OutcomeSummary {
  const estimate = (value: number, se: number): Estimate => ({ value, se, ...interval(value, se) });
  const [, of, error] = shares.find(([value]) => value === 1) ?? [1, 0, 0];
  const isEvent = shares.every(([value]) => value === 0 || value === 1);
  return {
    ...amount(id, 1, 0),
    ...(isEvent ? { mean: estimate(of, error) } : {}),
    failures,
    shares: shares.map(([value, share, se]) => ({
      value,
      share: estimate(share, se),
    })),
  };
}

const known: Readonly<Record<string, OutcomeSummary>> = {
  'stock.met[2026]': coded('stock.met[2026]', [[0, 1, 0]]),
  'stock.met[2027]': coded('stock.met[2027]', [
    [0, 0.7702, 0.0041],
    [1, 0.2298, 0.0041],
  ]),
  'market.phase[2026]': coded('market.phase[2026]', [
    [0, 0.25, 0.003],
    [1, 0.75, 0.003],
  ]),
  'market.phase[2027]': coded('market.phase[2027]', [
    [1, 0.7702, 0.0041],
    [2, 0.2298, 0.0041],
  ]),
  'market.banShare': coded('market.banShare', [[0, 1, 0]]),
};

export function summaryOf(changed: Readonly<Record<string, OutcomeSummary>> = {}): Summary {
  return {
    trials: 131072,
    replicates: 16,
    quantiles: { method: 'draws' },
    outcomes: outcomeColumns(heatPumps.program).map(
      ({ id, period }) => changed[id] ?? known[id] ?? amount(id, 1234.5 + period),
    ),
    failures: [],
  };
}
