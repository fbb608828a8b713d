/**
 * What must hold in every trial of the China model: whatever its assumptions, what is shared out
 * adds up, what is made comes from something, and no limit is passed. The trials are of fixed seeds,
 * of the baseline, of every preset, and of assumptions pushed to the ends of their ranges, so that
 * what is rare in the baseline happens too.
 *
 * The twenty invariants of the specification, in its order:
 *
 *  1. Shares by revenue, units, compute and of official sales add to 1; vendors to domestic sales.
 *  2. H200 shipped pass quota, licence, supply, demand and bundle; none while a gate is shut.
 *  3. The bounded purchase is not passed; permission is neither blocked nor used up.
 *  4. Dies and stacks are used, scrapped or in store, and no store is negative.
 *  5. Yields lie in [0, 0.95], start where reported or forced, and never fall without a shock.
 *  6. The planned mix is the least potential, one flag says which, and units lie above the mix.
 *  7. Flags and shares of regimes add to 1; the US gate is not open and closed at once.
 *  8. Uses of demand add to 1, onshore and overseas to all; inference is as counted.
 *  9. Sales stay within demand where foreign channels do.
 * 10. Without feedbacks, more capacity never gives fewer chips in all.
 * 11. The levy, margins, gross profit and extra cost by hand.
 * 12. Blocked gives no H200; forced open gives no fewer than blocked.
 * 13. The weight of one vendor leaves domestic totals alone.
 * 14. A unit costs its compute, which is at most that of the roadmap.
 * 15. Training and inference make up domestic supply.
 * 16. Sold, exported and kept come from stock and output, within their limits.
 * 17. Crowd-out and the brake keep their bounds.
 * 18. What comes after 2025 leaves the base year alone.
 * 19. Worked trials: china-golden.test.ts; all uniforms at one half are every median.
 * 20. Evidence of any width says nothing in the limit.
 */

import { describe, expect, test } from 'vitest';
import china from '../../models/china-ai-chips/index.ts';
import { compile } from '../../src/compile/compile.ts';
import { drawInputs, type TrialInputs } from '../../src/compile/draws.ts';
import { evaluate } from '../../src/compile/evaluate.ts';
import { outcomeColumns, streamNames } from '../../src/compile/program.ts';
import { parseDistribution } from '../../src/distributions/index.ts';
import { weigh } from '../../src/evidence/weigh.ts';
import { inlineExecutor } from '../../src/execute/inline.ts';
import { traceOf } from '../../src/execute/replay.ts';
import { drawsOf } from '../../src/execute/simulate.ts';
import { resolvePlan } from '../../src/plan/resolve.ts';
import { uniform } from '../../src/random/streams.ts';
import { planOf } from '../evidence/posterior.ts';

const { program } = compile(china);
const { quarters, years } = program.time;
const names = program.inputs.map((input) => streamNames(input, quarters));
const inputNumber = new Map(program.inputs.map(({ id }, k) => [id, k]));
const outcomeNumber = new Map(outcomeColumns(program).map(({ id }, k) => [id, k]));

interface Trial {
  readonly name: string;
  /** A variable by quarter; one that does not change by quarter says the same twelve times. */
  variable(id: string): readonly number[];
  /** A variable or an input that has one value a trial. */
  value(id: string): number;
  /** With the period. */
  outcome(id: string): number;
}

type Fixed = Readonly<Record<string, number>>;

const plan = resolvePlan({ program, seed: 'invariants', design: 'monte-carlo', replicates: 1 });
const draws = drawsOf(plan);
const drawn: TrialInputs[] = [];

/** The inputs of a trial as the model has them. */
function inputsOf(trial: number): TrialInputs {
  drawn[trial] ??= drawInputs(program, draws, (input, quarter) =>
    uniform('monte-carlo', plan.seed, names[input]![quarter]!, undefined, 1, trial),
  );
  return drawn[trial];
}

function known<T>(value: T | undefined, id: string): T {
  if (value === undefined) throw new Error(`the model has no ${id}`);
  return value;
}

/**
 * The first `count` trials with some inputs fixed; all others are drawn as they are without, so
 * trials come in pairs.
 */
function trialsOf(name: string, fixed: Fixed, count: number): Trial[] {
  const numbers = Object.entries(fixed).map(
    ([id, value]) => [known(inputNumber.get(id), id), value] as const,
  );
  return Array.from({ length: count }, (_, k): Trial => {
    const inputs = [...inputsOf(k)];
    for (const [number, value] of numbers) inputs[number] = value;
    const trial = evaluate(program, inputs);
    const trace = traceOf(program, { inputs, trial });
    return {
      name: `${name}, trial ${k}`,
      variable(id) {
        const found = known(trace[id], id);
        return typeof found === 'number' ? quarters.map(() => found) : found;
      },
      value(id) {
        const number = inputNumber.get(id);
        const found = number === undefined ? trace[id] : inputs[number];
        if (typeof found !== 'number') throw new Error(`${id} is not one value a trial`);
        return found;
      },
      outcome: (id) => trial.outcomes[known(outcomeNumber.get(id), id)]!,
    };
  });
}

/**
 * Assumptions at the ends of their ranges, where the limits bind that the baseline seldom meets.
 */
const stress: Readonly<Record<string, Fixed>> = {
  'memory for nobody': {
    'memory.stockpile': 0,
    'memory.cxmt2026': 0,
    'memory.other2026': 0,
    'memory.leakage': 0,
  },
  'a glut of domestic chips': {
    'demand.gross2026': 20,
    'foundry.capacity2025': 80,
    'memory.stockpile': 10,
    'memory.other2026': 12,
    'packaging.capacityQ1': 1200,
    'market.maxInventoryQuarters': 0,
  },
  'buffers used at once': {
    'assembly.bufferRelease': 1,
    'assembly.bankObsolescence': 0.5,
    'uptake.backlogReleaseRate': 1,
    'h200.stockDiversion': 0.6,
  },
  'every gate open to much demand': {
    'prc.forcedRegime': 3,
    'us.licenceStartQuarter': 0,
    'us.revocationHazard': 0,
    'us.licenceCapPerYear': 4000,
    'demand.gross2026': 120,
    'uptake.alternativesDiscount': 0,
    'foundry.orderSensitivity': 4,
    'ecosystem.crowdPenalty': 6,
    'roadmap.crowdSlow': 4,
  },
  'a small purchase, bundled': {
    'prc.forcedRegime': 1,
    'us.licenceStartQuarter': 0,
    'prc.restrictedQuota': 300,
    'prc.oneOffQuota': 60,
    'prc.bundleRatio': 3,
  },
  'a stance that changes every quarter': { 'prc.persistence': 0, 'prc.stanceSd': 2 },
  'shocks at once': {
    'us.revocationHazard': 0.3,
    'us.upgradeHazard': 0.2,
    'foundry.toolShockHazard': 0.3,
    'foundry.yieldShockHazard': 0.5,
    'foundry.yieldShockSize': 3,
  },
  'the best of yields': {
    'foundry.learningExponent': 1,
    'foundry.experienceYears': 0.3,
    'foundry.startYield': 0.6,
    'foundry.d0Node7Floor': 0.05,
    'foundry.dieArea': 300,
    'foundry.salvage': 1.6,
  },
  'a floor that is soon reached': {
    'foundry.learningExponent': 1,
    'foundry.experienceYears': 0.3,
    'foundry.startYield': 0.5,
    'foundry.clusteringAlpha': 2,
    'foundry.salvage': 1,
    'foundry.d0Node7Floor': 0.1,
  },
  'few dies from much capacity': {
    'foundry.goodDies2025': 100,
    'foundry.capacity2025': 80,
    'foundry.aiShareShift': -0.5,
  },
  'more dies than capacity could make': {
    'foundry.goodDies2025': 2000,
    'foundry.capacity2025': 8,
  },
  'idle output that stops the wafers': {
    'foundry.idleBrake': 4,
    'memory.stockpile': 0,
    'memory.cxmt2026': 0.1,
    'memory.other2026': 0.1,
    'memory.substitution': 0,
  },
  'goods for export': {
    'exports.share': 0.5,
    'demand.gross2026': 20,
    'memory.other2026': 12,
    'packaging.capacityQ1': 1200,
  },
  'a levy of half the price': { 'us.levyRate': 0.5, 'h200.passThrough': 1 },
  'much unofficial inflow': {
    'grey.smuggledPerYear': 600,
    'grey.enforcementDecline': -0.3,
    'grey.gamingPerYear': 300,
    'foreign.otherShare2026': 0.3,
    'foreign.nvOther2026': 8,
    'demand.gross2026': 20,
  },
};

const trials = [
  ...trialsOf('baseline', {}, 60),
  ...Object.entries(china.presets!).flatMap(([name, { set }]) => trialsOf(name, set as Fixed, 12)),
  ...Object.entries(stress).flatMap(([name, fixed]) => trialsOf(name, fixed, 12)),
];

test('what is pushed stays inside its range', () => {
  for (const fixed of Object.values(stress)) {
    for (const [id, value] of Object.entries(fixed)) {
      const [least, greatest] = program.inputs[inputNumber.get(id)!]!.about.range!;
      expect(value, id).toBeGreaterThanOrEqual(least);
      expect(value, id).toBeLessThanOrEqual(greatest);
    }
  }
});

type Complaints = Generator<string, void>;

/** Every complaint about every trial; the first ten are enough to see what is wrong. */
function complaints(check: (trial: Trial) => Complaints, about = trials): string[] {
  return about
    .flatMap((trial) => [...check(trial)].map((complaint) => `${trial.name}: ${complaint}`))
    .slice(0, 10);
}

/**
 * Rounding of a dozen additions and multiplications; every sum here is of at most some fifty terms.
 */
const ROUNDING = 1e-12;

function* differ(
  what: string,
  found: number,
  wanted: number,
  scale = Math.abs(wanted),
): Complaints {
  if (!(Math.abs(found - wanted) <= ROUNDING * scale)) yield `${what} is ${found}, not ${wanted}`;
}

const sum = (list: readonly number[]): number => list.reduce((total, x) => total + x, 0);
const yearly = years.map(({ label }) => label);
const vendors = ['huawei', 'cambricon', 'hygon', 'mooreThreads', 'metax', 'otherDomestic'];

describe('law: what is shared out adds up', () => {
  test.each([
    ['revenue', 'Usd'],
    ['units', 'Units'],
    ['compute', 'Compute'],
  ])(
    'shares by %s of domestic, NVIDIA, other foreign and unofficial chips add to 1',
    (_, basis) => {
      const check = function* ({ outcome }: Trial): Complaints {
        for (const year of yearly) {
          const share = (who: string): number => outcome(`share.${who}${basis}[${year}]`);
          const all = ['domestic', 'nvidia', 'otherForeign', 'grey'].map(share);
          // An absolute bound: the whole is 1.
          yield* differ(`their sum in ${year}`, sum(all), 1);
          const domestic = share('domestic');
          yield* differ(`the vendors' sum in ${year}`, sum(vendors.map(share)), domestic, 1);
          if (all.some((x) => !(x >= 0))) yield `a share in ${year} is negative: ${all.join(' ')}`;
        }
      };
      expect(complaints(check)).toEqual([]);
    },
  );

  test('the sales of the six domestic vendors add up to domestic sales', () => {
    const check = function* ({ outcome }: Trial): Complaints {
      for (const year of yearly) {
        const sold = vendors.map((who) =>
          outcome(`vendor.${who.replace('otherDomestic', 'other')}Usd[${year}]`),
        );
        yield* differ(`their sum in ${year}`, sum(sold), outcome(`domestic.usd[${year}]`));
      }
    };
    expect(complaints(check)).toEqual([]);
  });

  test('official shares of domestic, NVIDIA and other foreign chips add to 1, Huawei being domestic', () => {
    const check = function* ({ outcome }: Trial): Complaints {
      for (const year of yearly) {
        const share = (who: string): number => outcome(`share.${who}OfficialUsd[${year}]`);
        const all = ['domestic', 'nvidia', 'otherForeign'].map(share);
        yield* differ(`their sum in ${year}`, sum(all), 1);
        if (!(share('huawei') <= share('domestic'))) yield `Huawei has more than all in ${year}`;
      }
    };
    expect(complaints(check)).toEqual([]);
  });

  test('training, inference and edge make up demand; onshore and overseas make up gross demand', () => {
    const check = function* ({ variable, value }: Trial): Complaints {
      const [training, inference] = ['training', 'inference'].map((use) =>
        variable(`demand.${use}Share`),
      );
      const [onshore, overseas] = [variable('demand.usd'), variable('overseas.usd')];
      for (const [t, gross] of variable('demand.grossUsd').entries()) {
        const uses = training![t]! + inference![t]! + value('demand.edgeShare');
        yield* differ(`the sum of uses in quarter ${t}`, uses, 1);
        yield* differ(`demand in quarter ${t}`, onshore[t]! + overseas[t]!, gross);
      }
    };
    expect(complaints(check)).toEqual([]);
  });

  test('without a price ratio and a shift, inference has the share of cards that was counted', () => {
    const asCounted = trialsOf(
      'as counted',
      { 'demand.trainingPriceRatio': 1, 'demand.inferenceShift': 0 },
      20,
    );
    const check = function* ({ variable, value }: Trial): Complaints {
      const classified = 1 - value('demand.edgeShare');
      for (const [t, share] of variable('demand.inferenceShare').entries())
        yield* differ(
          `the share in quarter ${t}`,
          share / classified,
          value('demand.inferenceCards2024'),
        );
    };
    expect(complaints(check, asCounted)).toEqual([]);
  });

  test('what trains and what infers make up domestic supply', () => {
    const check = function* ({ variable }: Trial): Complaints {
      const [training, supply, demand] = ['training', 'inferenceSupply', 'inferenceDemand'].map(
        (id) => variable(`balance.${id === 'training' ? 'trainingSupply' : id}Usd`),
      );
      for (const [t, made] of variable('domestic.newUsd').entries())
        yield* differ(
          `their sum in quarter ${t}`,
          training![t]! + Math.min(supply![t]!, demand![t]!),
          made,
        );
    };
    expect(complaints(check)).toEqual([]);
  });

  test('one regime holds in every quarter, and the shares of a year add to 1', () => {
    const regimes = ['blocked', 'restricted', 'conditional', 'open'];
    const check = function* ({ variable, outcome }: Trial): Complaints {
      const flags = regimes.map((regime) => variable(`prc.${regime}`));
      for (const [t, regime] of variable('prc.regime').entries()) {
        const found = flags.map((flag) => flag[t]);
        const wanted = regimes.map((_, code) => (code === regime ? 1 : 0));
        if (found.join() !== wanted.join()) yield `flags in quarter ${t} are ${found.join()}`;
      }
      for (const year of yearly) {
        const shares = regimes.map((regime) => outcome(`prc.${regime}Share[${year}]`));
        yield* differ(`the shares of ${year}`, sum(shares), 1);
        if (!(outcome(`prc.usedUpShare[${year}]`) <= outcome(`prc.restrictedShare[${year}]`)))
          yield `a purchase is used up in ${year} that was not restricted`;
      }
    };
    expect(complaints(check)).toEqual([]);
  });

  test('the US gate is never open and closed at once', () => {
    const check = function* ({ variable }: Trial): Complaints {
      const closed = variable('us.closed');
      for (const [t, open] of variable('us.open').entries()) {
        if (![0, 1].includes(open) || ![0, 1].includes(closed[t]!) || open + closed[t]! > 1)
          yield `in quarter ${t} open is ${open} and closed is ${closed[t]}`;
      }
    };
    expect(complaints(check)).toEqual([]);
  });
});

describe('law: H200 pass every gate or none', () => {
  const limits = [
    'prc.quota',
    'us.licenceCap',
    'h200.supply',
    'uptake.demandUnits',
    'uptake.bundleCap',
  ];

  test('no more are shipped than quota, licence, supply, demand and bundle allow', () => {
    const check = function* ({ variable }: Trial): Complaints {
      const units = variable('h200.units');
      for (const limit of limits) {
        for (const [t, most] of variable(limit).entries())
          if (!(units[t]! <= most)) yield `${units[t]} in quarter ${t}, but ${limit} is ${most}`;
      }
    };
    expect(complaints(check)).toEqual([]);
  });

  test('each of the five limits binds somewhere in these trials', () => {
    const binds = limits.filter((limit) =>
      trials.some(({ variable }) => {
        const [units, most] = [variable('h200.units'), variable(limit)];
        return units.some((x, t) => x > 0 && x === most[t]);
      }),
    );
    expect(binds).toEqual(limits);
  });

  test('none are shipped while the US gate is shut, the regime is blocked or the purchase used up', () => {
    const check = function* ({ variable }: Trial): Complaints {
      const [open, blocked, usedUp] = ['us.open', 'prc.blocked', 'prc.usedUp'].map(variable);
      for (const [t, units] of variable('h200.units').entries())
        if ((open![t] === 0 || blocked![t] === 1 || usedUp![t] === 1) && units !== 0)
          yield `${units} in quarter ${t}`;
    };
    expect(complaints(check)).toEqual([]);
  });

  test('H200 may be bought exactly when the regime is not blocked and the purchase is not used up', () => {
    const check = function* ({ variable }: Trial): Complaints {
      const [blocked, usedUp] = [variable('prc.blocked'), variable('prc.usedUp')];
      for (const [t, permitted] of variable('prc.permitted').entries())
        if (permitted !== (blocked[t] === 0 && usedUp[t] === 0 ? 1 : 0))
          yield `permitted is ${permitted} in quarter ${t}`;
    };
    expect(complaints(check)).toEqual([]);
    expect(trials.some(({ variable }) => variable('prc.usedUp').includes(1))).toBe(true);
  });

  test('purchases in restricted quarters stay within the one-off quota; stock and backlog are never negative', () => {
    const check = function* ({ variable, value }: Trial): Complaints {
      const most = value('prc.oneOffQuota') * (1 + ROUNDING);
      for (const [t, bought] of variable('h200.cumRestricted').entries())
        if (!(bought <= most)) yield `${bought} by quarter ${t}, but the quota is ${most}`;
      for (const id of ['h200.stock', 'uptake.backlog', 'h200.units'])
        if (!variable(id).every((x) => x >= 0)) yield `${id} is negative`;
    };
    expect(complaints(check)).toEqual([]);
  });

  test('the one-off quota is used up somewhere in these trials', () => {
    const used = trials.some(({ variable, value }) => {
      const last = variable('h200.cumRestricted').at(-1)!;
      return last >= value('prc.oneOffQuota') * (1 - ROUNDING);
    });
    expect(used).toBe(true);
  });

  test('with the regime forced to blocked no H200 is bought, and every quarter counts as blocked', () => {
    const blocked = trialsOf('forced to blocked', { 'prc.forcedRegime': 0 }, 40);
    const check = function* ({ variable, outcome }: Trial): Complaints {
      if (variable('h200.units').some((x) => x !== 0)) yield 'units are shipped';
      if (outcome('h200.cumUnits') !== 0) yield `${outcome('h200.cumUnits')} over the horizon`;
      for (const year of yearly) {
        const [share, units] = ['prc.blockedShare', 'h200.units'].map((id) =>
          outcome(`${id}[${year}]`),
        );
        if (share !== 1 || units !== 0) yield `in ${year}: share ${share}, units ${units}`;
      }
    };
    expect(complaints(check, blocked)).toEqual([]);
  });

  test('forced open with an open US gate never gives fewer H200 over three years than forced to blocked', () => {
    const gate = { 'us.licenceStartQuarter': 0, 'us.revocationHazard': 0 };
    const [blocked, open] = [0, 3].map((regime) =>
      trialsOf(`regime ${regime}`, { ...gate, 'prc.forcedRegime': regime }, 40),
    );
    const gains = open!.map(
      ({ outcome }, k) => outcome('h200.cumUnits') - blocked![k]!.outcome('h200.cumUnits'),
    );
    expect(Math.min(...gains)).toBeGreaterThanOrEqual(0);
    // Not because neither gives any.
    expect(Math.max(...gains)).toBeGreaterThan(0);
  });
});

describe('law: what is assembled comes from somewhere', () => {
  test('dies: opening bank and arrivals are used, scrapped or still banked', () => {
    const check = function* ({ variable, value }: Trial): Complaints {
      const had = value('assembly.dieBank') + sum(variable('foundry.arrived'));
      const used = sum(variable('assembly.units')) * value('assembly.diesPerGoodUnit');
      const bank = variable('assembly.bank');
      const gone = used + sum(variable('assembly.scrappedDies'));
      yield* differ('dies accounted for', gone + bank.at(-1)!, had);
      if (!bank.every((x) => x >= -ROUNDING * had)) yield `the bank is ${Math.min(...bank)}`;
    };
    expect(complaints(check)).toEqual([]);
  });

  test('stacks: opening stock and inflow are used or still in stock', () => {
    const check = function* ({ variable, value }: Trial): Complaints {
      const had = 1000 * value('memory.stockpile') + sum(variable('memory.inflow'));
      const used = sum(variable('assembly.planned')) * value('memory.stacksPerGoodUnit');
      const stock = variable('memory.stock');
      yield* differ('stacks accounted for', used + stock.at(-1)!, had);
      if (!stock.every((x) => x >= -ROUNDING * had)) yield `the stock is ${Math.min(...stock)}`;
    };
    expect(complaints(check)).toEqual([]);
  });

  const potentials = ['assembly.logicPotential', 'packaging.potential', 'memory.potential'];
  const flags = ['assembly.bindLogic', 'assembly.bindPackaging', 'assembly.bindHbm'];

  test('the planned mix is exactly the least of the three potentials, and one flag says which', () => {
    const check = function* ({ variable }: Trial): Complaints {
      const most = potentials.map(variable);
      const binds = flags.map(variable);
      for (const [t, units] of variable('assembly.planned').entries()) {
        const least = Math.min(...most.map((potential) => potential[t]!));
        if (units !== least) yield `${units} in quarter ${t}, but the least potential is ${least}`;
        const flagged = binds.flatMap((flag, k) => (flag[t] === 1 ? [k] : []));
        const others = binds.filter((flag) => flag[t] === 0);
        if (flagged.length !== 1 || others.length !== 2 || most[flagged[0]!]![t] !== least)
          yield `in quarter ${t} the flags are ${binds.map((flag) => flag[t]).join()}`;
      }
    };
    expect(complaints(check)).toEqual([]);
  });

  test('units lie between the planned mix and what logic allows, and are the mix where all need HBM', () => {
    const check = function* ({ variable }: Trial): Complaints {
      const [planned, logic] = ['assembly.planned', 'assembly.logicPotential'].map(variable);
      for (const [t, units] of variable('assembly.units').entries())
        if (!(units >= planned![t]! && units <= logic![t]! * (1 + ROUNDING)))
          yield `${units} in quarter ${t}, planned ${planned![t]}, logic ${logic![t]}`;
    };
    expect(complaints(check)).toEqual([]);
    const allHbm = { 'memory.substitution': 0, 'memory.nonHbmShare': 0 };
    for (const { variable } of trialsOf('all with HBM', allHbm, 20))
      expect(variable('assembly.units')).toEqual(variable('assembly.planned'));
  });

  test('the average unit computes no more than the roadmap has, and costs its compute', () => {
    const check = function* ({ variable }: Trial): Complaints {
      const [roadmap, price, asp] = ['roadmap.perf', 'market.priceH200e', 'market.asp'].map(
        variable,
      );
      for (const [t, perf] of variable('domestic.perfPerUnit').entries()) {
        if (!(perf <= roadmap![t]!)) yield `${perf} in quarter ${t}, roadmap ${roadmap![t]}`;
        yield* differ(`the price in quarter ${t}`, asp![t]!, price![t]! * perf);
      }
    };
    expect(complaints(check)).toEqual([]);
  });

  test('each of the three potentials binds somewhere in these trials', () => {
    const binds = flags.filter((flag) => trials.some(({ variable }) => variable(flag).includes(1)));
    expect(binds).toEqual(flags);
  });
});

describe('law: yields learn', () => {
  test('yields lie between 0 and 0.95, and defects never fall below their floor', () => {
    const check = function* ({ variable, value }: Trial): Complaints {
      for (const id of ['foundry.yield7', 'foundry.yield5'])
        if (!variable(id).every((x) => x >= 0 && x <= 0.95)) yield `${id} is outside [0, 0.95]`;
      const floor = value('foundry.floor7');
      const least = Math.min(...variable('foundry.d0Node7'));
      if (!(least >= floor)) yield `d0Node7 is ${least}, below ${floor}`;
    };
    expect(complaints(check)).toEqual([]);
  });

  test('a die of 665.6 mm2 starts at the reported yield, and at the yield that is forced', () => {
    const large = { 'foundry.dieArea': 665.6 };
    for (const { value } of trialsOf('the reported die', large, 40))
      expect(Math.abs(value('foundry.startYield7') - value('foundry.startYield'))).toBeLessThan(
        ROUNDING,
      );
    const forced = { ...large, 'foundry.startYieldForced': 0.2 };
    for (const { value } of trialsOf('20 percent', forced, 40)) {
      expect(Math.abs(value('foundry.startYield7') - 0.2)).toBeLessThan(ROUNDING);
      // Wafers are as they are without it: the estimated yield still says how many.
      expect(Math.abs(value('foundry.estimatedYield7') - value('foundry.startYield'))).toBeLessThan(
        ROUNDING,
      );
    }
  });

  test('the good dies of 2025Q4 are those of the input, wherever its share of wafers is possible', () => {
    let possible = 0;
    const check = function* ({ value }: Trial): Complaints {
      const share = value('foundry.aiShareStart');
      if (share <= 0.08 || share >= 0.9) return;
      if (value('foundry.startYieldForced') > 0) return;
      possible++;
      yield* differ('dies', value('foundry.goodDiesBase'), value('foundry.goodDies2025'));
    };
    expect(complaints(check)).toEqual([]);
    expect(possible).toBeGreaterThan(200);
  });

  test('what happens after 2025 leaves the base year as it was', () => {
    const later = {
      'foundry.growth2026': 3,
      'foundry.aiShareShift': 3,
      'memory.cxmt2026': 6,
      'demand.priceDecline': 0.5,
      'market.priceDrift': 0.2,
      'roadmap.slip': 8,
      'prc.forcedRegime': 3,
    };
    const before = trialsOf('as it is', {}, 20);
    for (const [k, { outcome }] of trialsOf('another future', later, 20).entries())
      for (const id of ['hindcast.goodDies2025', 'hindcast.domesticUnits2025'])
        expect(outcome(id)).toBe(before[k]!.outcome(id));
  });

  test('in a quarter without a shock the yield at 7 nm is not below that of the quarter before', () => {
    const check = function* ({ variable }: Trial): Complaints {
      const [yields, shock] = [variable('foundry.yield7'), variable('foundry.shockMultiplier')];
      for (let t = 1; t < quarters.length; t++) {
        // Where hardly a wafer is started the defect density stands still, to its last digit or
        // two.
        if (shock[t] === 1 && !(yields[t]! >= yields[t - 1]! * (1 - ROUNDING)))
          yield `${yields[t - 1]} falls to ${yields[t]} in quarter ${t}`;
      }
    };
    expect(complaints(check)).toEqual([]);
  });

  test('in some of these trials a shock makes it fall', () => {
    const falls = trials.some(({ variable }) =>
      variable('foundry.yield7').some((x, t, all) => t > 0 && x < all[t - 1]!),
    );
    expect(falls).toBe(true);
  });
});

describe('law: the market clears', () => {
  test('no more is sold than is asked for wherever foreign channels alone stay below that', () => {
    const check = function* ({ variable }: Trial): Complaints {
      const [foreign, asked] = [variable('market.foreignUsd'), variable('demand.effectiveUsd')];
      for (const [t, sold] of variable('market.totalUsd').entries())
        if (foreign[t]! <= asked[t]! && !(sold <= asked[t]! * (1 + ROUNDING)))
          yield `${sold} in quarter ${t}, asked for ${asked[t]}`;
    };
    expect(complaints(check)).toEqual([]);
  });

  test('what is sold, exported and kept comes from what was there and was made', () => {
    const check = function* ({ variable, value }: Trial): Complaints {
      const [sold, exported, kept] = [
        'market.domesticUnits',
        'exports.units',
        'market.inventory',
      ].map(variable);
      let had = value('market.openingInventory');
      for (const [t, made] of variable('domestic.newUnits').entries()) {
        const there = had + made;
        if (!(sold![t]! + exported![t]! + kept![t]! <= there * (1 + ROUNDING)))
          yield `more than ${there} in quarter ${t}`;
        if (!(exported![t]! <= value('exports.share') * made * (1 + ROUNDING)))
          yield `${exported![t]} exported in quarter ${t} of ${made} made`;
        if (!(kept![t]! <= value('market.maxInventoryQuarters') * made * (1 + ROUNDING)))
          yield `${kept![t]} kept in quarter ${t} of ${made} made`;
        had = kept![t]!;
      }
    };
    expect(complaints(check)).toEqual([]);
    const all = trials.flatMap(({ variable }) => variable('exports.units'));
    expect(Math.max(...all)).toBeGreaterThan(0);
  });

  test('crowd-out stays within the exposed pool, and the brake within 0.3 and 1', () => {
    const check = function* ({ variable, value }: Trial): Complaints {
      const most = value('market.exposedPool');
      if (!variable('market.crowdOut').every((x) => x >= 0 && x <= most * (1 + ROUNDING)))
        yield 'crowd-out is outside';
      if (!variable('foundry.brake').every((x) => x >= 0.3 && x <= 1)) yield 'the brake is outside';
    };
    expect(complaints(check)).toEqual([]);
    const brakes = trials.flatMap(({ variable }) => variable('foundry.brake'));
    expect([Math.min(...brakes), Math.max(...brakes)]).toEqual([0.3, 1]);
  });

  test('another weight of one vendor leaves domestic totals as they were, to the bit', () => {
    const weights = ['cambricon', 'hygon', 'mooreThreads', 'metax', 'other'];
    const totals = ['Usd', 'Units', 'Compute'].map((basis) => `market.domestic${basis}`);
    const before = trialsOf('as it is', {}, 10);
    for (const vendor of weights) {
      const id = `vendor.${vendor}Weight`;
      const after = trialsOf(vendor, { [id]: 0.9 }, 10);
      for (const [k, { variable, outcome }] of after.entries()) {
        for (const total of totals) expect(variable(total), id).toEqual(before[k]!.variable(total));
        const share = `share.${vendor === 'other' ? 'otherDomestic' : vendor}Usd[2027]`;
        expect(outcome(share), id).not.toBe(before[k]!.outcome(share));
        expect(outcome('share.domesticUsd[2027]')).toBe(
          before[k]!.outcome('share.domesticUsd[2027]'),
        );
      }
    }
  });
});

describe('law: more of what chips are made of never gives fewer chips', () => {
  /**
   * What answers a quarter later; with all of it off nothing is left by which more could become
   * less.
   */
  const feedbacks = {
    'prc.supplyFeedback': 0,
    'market.scarcityElasticity': 0,
    'foundry.orderSensitivity': 0,
    'foundry.banBoost': 0,
    'foundry.idleBrake': 0,
    'ecosystem.crowdPenalty': 0,
    'ecosystem.banBoost': 0,
    'roadmap.crowdSlow': 0,
  };

  test.each([
    ['domestic.newUnits', 'foundry.goodDies2025', [200, 650, 1500]],
    ['domestic.newUnits', 'foundry.capacity2025', [12, 25, 50]],
    ['domestic.newUnits', 'memory.cxmt2026', [0.2, 1, 4]],
    ['domestic.newUnits', 'offshore.unitsPerYear', [0, 200, 900]],
    ['assembly.planned', 'memory.cxmt2026', [0.2, 1, 4]],
    // Units of all kinds may fall when packaging grows: dies then go into parts with HBM sooner.
    ['assembly.planned', 'packaging.capacityQ1', [100, 400, 1200]],
  ])(
    'without feedbacks %s so far never falls, to the end of any year, when %s rises',
    (made, id, levels) => {
      // A single year may fall: stacks that were used earlier are gone later.
      const [low, middle, high] = levels.map((level) =>
        trialsOf(`${id} ${level}`, { ...feedbacks, [id]: level }, 20).map(({ variable }) =>
          years.map(({ to }) => sum(variable(made).slice(0, to))),
        ),
      );
      let risen = 0;
      for (const [less, more] of [
        [low!, middle!],
        [middle!, high!],
      ]) {
        for (const [k, soFar] of more!.entries()) {
          for (const [y, units] of soFar.entries()) {
            expect(units, `trial ${k}, ${yearly[y]}`).toBeGreaterThanOrEqual(
              less![k]![y]! * (1 - ROUNDING),
            );
            if (units > less![k]![y]!) risen++;
          }
        }
      }
      expect(risen).toBeGreaterThan(0);
    },
  );
});

describe('closed form: the levy', () => {
  test('the levy is its rate times what is paid for H200', () => {
    const check = function* ({ variable, value, outcome }: Trial): Complaints {
      const rate = value('us.levyRate');
      const paid = variable('h200.usd');
      for (const [t, levy] of variable('h200.levyUsd').entries())
        yield* differ(`the levy of quarter ${t}`, levy, rate * paid[t]!);
      for (const year of yearly)
        yield* differ(
          `the levy of ${year}`,
          outcome(`h200.levyUsd[${year}]`),
          rate * outcome(`h200.usd[${year}]`),
        );
    };
    expect(complaints(check)).toEqual([]);
    expect(complaints(check, trialsOf('rate 0.1', { 'us.levyRate': 0.1 }, 40))).toEqual([]);
  });

  test('what NVIDIA keeps is what is paid less levy and cost; buyers pay more only by pass-through', () => {
    const check = function* ({ variable, value }: Trial): Complaints {
      const ids = ['usd', 'levyUsd', 'units', 'upgradeRatio', 'extraCostUsd'];
      const [paid, levy, units, ratio, extra] = ids.map((id) => variable(`h200.${id}`));
      for (const [t, kept] of variable('h200.grossProfitUsd').entries()) {
        const cost = (units![t]! * value('h200.unitCostUsd') * ratio![t]!) / 1e6;
        yield* differ(
          `gross profit of quarter ${t}`,
          kept,
          paid![t]! - levy![t]! - cost,
          paid![t]!,
        );
        if (value('h200.passThrough') === 0 && extra![t] !== 0) yield `${extra![t]} extra`;
      }
    };
    expect(complaints(check)).toEqual([]);
    expect(trials.some(({ value }) => value('h200.passThrough') === 0)).toBe(true);
  });

  test('without a levy both margins are the same', () => {
    const check = function* ({ variable }: Trial): Complaints {
      const net = variable('h200.marginNet');
      // One is 1 - (cost + 0) / price, the other 1 - cost / (price - 0): the same operations.
      for (const [t, margin] of variable('h200.marginCogs').entries())
        if (margin !== net[t]) yield `${margin} and ${net[t]} in quarter ${t}`;
    };
    const free = trialsOf('no levy', { 'us.levyRate': 0 }, 40);
    expect(complaints(check, free)).toEqual([]);
  });

  test('100 thousand units at 35,000 USD give 0.875 billion USD to Washington, 0.8 to TSMC, 1 to makers of memory', () => {
    // Beijing lets 100 thousand in a quarter and nothing else binds; the seller bears the levy.
    const set = {
      'us.licenceStartQuarter': 0,
      'us.revocationHazard': 0,
      'us.forcedClosureQuarter': 99,
      'us.upgradeHazard': 0,
      'us.levyRate': 0.25,
      'us.licenceCapPerYear': 4000,
      'prc.forcedRegime': 2,
      'prc.conditionalQuota': 100,
      'prc.bundleRatio': 0,
      'h200.priceUsd': 35000,
      'h200.priceDrift': 0,
      'demand.priceDecline': 0,
      'h200.passThrough': 0,
      'h200.openingStock': 1500,
      'h200.waferAllocation': 20,
      'uptake.bassInnovation': 0.8,
      'uptake.prefLogit': 2,
      'demand.gross2026': 120,
    };
    const example = trialsOf('the example', set, 20);
    const full = example.flatMap(({ variable }) => {
      const levy = variable('h200.levyUsd');
      return variable('h200.units').flatMap((units, t) => (units === 100 ? [levy[t]!] : []));
    });
    expect(full.length).toBeGreaterThan(20);
    for (const levy of full) expect(Math.abs(levy / 0.875 - 1)).toBeLessThan(ROUNDING);
    for (const { outcome } of example)
      for (const year of yearly) {
        const hundreds = outcome(`h200.units[${year}]`) / 100;
        for (const [who, each] of [
          ['tsmc', 0.8],
          ['hbm', 1],
        ] as const)
          expect(
            Math.abs(outcome(`upstream.${who}Usd[${year}]`) - each * hundreds),
          ).toBeLessThanOrEqual(ROUNDING * hundreds);
      }
  });
});

describe('law: uniforms at one half are medians', () => {
  test('every factor is 0, and every continuous input without a mixture is at its median', () => {
    const middle = drawInputs(program, draws, () => 0.5);
    let compared = 0;
    for (const [k, { id, distribution }] of program.inputs.entries()) {
      const of = parseDistribution(distribution);
      if (of.discrete || of.family === 'mixture') continue;
      const median = of.quantile(0.5);
      // Tables are right to 1e-9 of the value or the spread.
      for (const value of [middle[k]!].flat())
        expect(Math.abs(value - median), id).toBeLessThanOrEqual(1e-9 * (Math.abs(median) + of.sd));
      compared++;
    }
    expect(compared).toBeGreaterThan(140);
  });
});

describe('law: evidence that says nothing moves nothing', () => {
  const wide = (likelihood: string): string =>
    likelihood
      .replace(/^(normal|below)\(([^,]+), .*\)$/, '$1($2, 1e9)')
      .replace(/: *[\d.]+(?=[,)])/g, ': 0.5');

  test('with very wide likelihoods all trials weigh the same, so that the posterior is the prior', async () => {
    const evidence = china.evidence!.map((one) => ({ ...one, likelihood: wide(one.likelihood) }));
    const silent = planOf({ ...china, evidence }, { asOf: '2026-11', trials: 1024 });
    const { pieces, weights } = await weigh(silent, inlineExecutor());
    expect(pieces).toHaveLength(16);
    for (const weight of weights.values) expect(Math.abs(1024 * weight - 1)).toBeLessThan(1e-9);
    const told = planOf(china, { asOf: '2026-11', trials: 1024 });
    const { values } = (await weigh(told, inlineExecutor())).weights;
    expect(Math.max(...values) / Math.min(...values)).toBeGreaterThan(2);
  });
});
