/**
 * What comes in beside H200: smuggled data-centre chips and gaming cards, official chips of AMD and
 * others, and other official products of NVIDIA. Official channels follow the Chinese regime and
 * stop when the US gate closes.
 */

import { beta, constant, eq, input, loading, lognormal, pert, quarters, variable } from 'chipcast';
import * as demand from './demand.ts';
import { relations } from './factors.ts';
import * as prc from './prc-approval.ts';
import { quartersPerYear, yearsSinceQ1 } from './time.ts';
import { h200Performance, usdScale } from './units.ts';
import * as us from './us-policy.ts';

// Unofficial

export const smuggledPerYear = input('grey.smuggledPerYear', {
  label: 'Smuggled data-centre chips, 2026',
  unit: 'kH200e/year',
  distribution: lognormal({ p10: 20, p90: 240 }),
  range: [0, 600],
  sources: ['F1', 'F248'],
  inputKind: 'measurement',
  why: 'Median 140 thousand in 2024 (CNAS), range 10 to several hundred; later estimates not used.',
});

export const enforcementDecline = input('grey.enforcementDecline', {
  label: 'Fall of smuggling by the year',
  unit: '1/year',
  distribution: pert({ min: -0.15, mode: 0.1, max: 0.45 }),
  range: [-0.3, 0.8],
  loadings: [loading(relations, 0.3)],
  sources: ['F248', 'F1'],
  judgement: true,
  inputKind: 'policy',
  why: 'Enforcement against demand; bad relations bring more of it. Smuggling may rise too.',
});

export const officialSubstitution = input('grey.officialSubstitution', {
  label: 'Fall of smuggling when official supply is wide',
  unit: 'fraction',
  distribution: pert({ min: 0, mode: 0.25, max: 0.6 }),
  range: [0, 1],
  sources: ['F249', 'F250'],
  judgement: true,
  inputKind: 'market',
  why: 'Little reason to smuggle what may be bought.',
});

export const closureResponse = input('grey.closureResponse', {
  label: 'Rise of smuggling while the US gate is closed after a revocation',
  unit: 'fraction',
  distribution: pert({ min: 0, mode: 0.15, max: 0.4 }),
  range: [0, 1],
  sources: ['F248', 'F249'],
  judgement: true,
  inputKind: 'market',
  why: 'What may no longer be bought is worth more to smuggle.',
});

export const gamingPerYear = input('grey.gamingPerYear', {
  label: 'Gaming cards and modified Hopper, 2026',
  unit: 'kH200e/year',
  distribution: lognormal({ p10: 8, p90: 70 }),
  range: [0, 300],
  sources: ['F095'],
  judgement: true,
  inputKind: 'measurement',
  why: 'RTX 5090 and modified Hopper carry inference today; no volume is published.',
});

export const gamingDecline = constant('grey.gamingDecline', {
  label: 'Fall of gaming cards by the year',
  unit: '1/year',
  value: 0.16,
  range: [0, 0.8],
  sources: ['F095'],
  judgement: true,
  inputKind: 'market',
  why: 'Tighter control, better local chips.',
});

export const maxShare = constant('grey.maxShare', {
  label: 'Ceiling on unofficial inflow in onshore compute demand',
  unit: 'fraction',
  value: 0.35,
  range: [0, 1],
  sources: ['F248'],
  judgement: true,
  inputKind: 'structure',
  why: 'A guard: the channel exists, its limit was not measured.',
});

export const premium = input('grey.premium', {
  label: 'Price of unofficial compute over the reference',
  unit: 'multiple',
  distribution: pert({ min: 1.05, mode: 1.3, max: 1.8 }),
  range: [0.8, 3],
  sources: ['F250'],
  judgement: true,
  inputKind: 'market',
  why: 'Dearer than official, yet buyers find the money well spent.',
});

export const gamingPerf = constant('grey.gamingPerf', {
  label: 'Compute of a gaming card',
  unit: 'H200e/unit',
  value: 0.3,
  range: [0.1, 0.8],
  sources: ['F095'],
  judgement: true,
  inputKind: 'technology',
  why: 'Turns compute into cards.',
});

// Official

export const otherShare2026 = input('foreign.otherShare2026', {
  label: 'AMD and others in onshore demand, 2026',
  unit: 'fraction',
  distribution: beta({ mean: 0.05, n: 40 }),
  range: [0, 0.3],
  sources: ['M3', 'F043'],
  inputKind: 'market',
  why: 'About 10 to 12 percent of sales.',
});

export const otherDecay = input('foreign.otherDecay', {
  label: 'Change of that part by the year',
  unit: 'x/year',
  distribution: pert({ min: 0.6, mode: 0.85, max: 1.1 }),
  range: [0.3, 1.5],
  sources: ['M3', 'F254'],
  judgement: true,
  inputKind: 'market',
  why: 'Localisation goes on whatever Washington does.',
});

export const otherPerf = constant('foreign.otherPerf', {
  label: 'Compute of such a unit',
  unit: 'H200e/unit',
  value: 0.6,
  range: [0.2, 1.5],
  sources: ['M3'],
  judgement: true,
  inputKind: 'technology',
  why: 'Turns compute into units.',
});

export const nvOther2026 = input('foreign.nvOther2026', {
  label: 'Other official NVIDIA sales, 2026',
  unit: 'USDbn/year',
  distribution: lognormal({ p10: 0.3, p90: 3 }),
  range: [0, 8],
  sources: ['F114', 'F094', 'F110'],
  inputKind: 'market',
  why: 'The 40 percent with no product named; 50 million a quarter in late 2025.',
});

export const nvOtherDecay = constant('foreign.nvOtherDecay', {
  label: 'Change of those sales by the year',
  unit: 'x/year',
  value: 0.75,
  range: [0.1, 1.5],
  sources: ['F050', 'F094'],
  judgement: true,
  inputKind: 'market',
  why: 'Weak products.',
});

export const nvOtherPerf = constant('foreign.nvOtherPerf', {
  label: 'Compute of such a unit',
  unit: 'H200e/unit',
  value: 0.25,
  range: [0.05, 1],
  sources: ['F083'],
  judgement: true,
  inputKind: 'technology',
  why: 'Turns compute into units.',
});

export const smuggledWanted = variable('grey.smuggledWanted', {
  label: 'Smuggled compute before the ceiling',
  unit: 'kH200e/quarter',
  over: quarters,
  is: eq`${smuggledPerYear} / ${quartersPerYear}
    * (1 - ${enforcementDecline} * 1 [year]) ^ ${yearsSinceQ1}
    * (1 - ${officialSubstitution} * ${us.open} * (${prc.conditional} + ${prc.open}))
    * (1 + ${closureResponse} * ${us.closed})`,
});

export const gamingWanted = variable('grey.gamingWanted', {
  label: 'Compute on gaming cards before the ceiling',
  unit: 'kH200e/quarter',
  over: quarters,
  is: eq`${gamingPerYear} / ${quartersPerYear}
    * (1 - ${gamingDecline} * 1 [year]) ^ ${yearsSinceQ1}`,
});

export const scale = variable('grey.scale', {
  label: 'Part of unofficial compute that fits under the ceiling',
  unit: 'fraction',
  over: quarters,
  is: eq`min(1, ${maxShare} * ${demand.compute}
    / max(0.000001 [kH200e/quarter], ${smuggledWanted} + ${gamingWanted}))`,
});

export const smuggled = variable('grey.smuggled', {
  label: 'Smuggled compute',
  unit: 'kH200e/quarter',
  over: quarters,
  is: eq`${smuggledWanted} * ${scale}`,
});

export const gaming = variable('grey.gaming', {
  label: 'Compute on gaming cards',
  unit: 'kH200e/quarter',
  over: quarters,
  is: eq`${gamingWanted} * ${scale}`,
});

export const greyCompute = variable('grey.compute', {
  label: 'Unofficial inflow, in compute',
  unit: 'kH200e/quarter',
  over: quarters,
  is: eq`${smuggled} + ${gaming}`,
});

export const greyUnits = variable('grey.units', {
  label: 'Unofficial inflow, in units',
  unit: 'kunit/quarter',
  over: quarters,
  is: eq`${smuggled} / ${h200Performance} + ${gaming} / ${gamingPerf}`,
});

export const greyUsd = variable('grey.usd', {
  label: 'Unofficial inflow, in money',
  unit: 'USDbn/quarter',
  over: quarters,
  is: eq`${greyCompute} * ${demand.refPrice} * ${premium} / ${usdScale}`,
});

/**
 * Official sales of other foreign chips over those of a restricted quarter, by regime: judgements.
 */
const salesInRegime = { blocked: 0.6, conditional: 1.2, open: 1.4 };

export const regimeFactor = variable('foreign.regimeFactor', {
  label: 'Official foreign sales over those of a restricted quarter',
  unit: 'multiple',
  over: quarters,
  is: eq`${salesInRegime.blocked} * ${prc.blocked} + ${prc.restricted}
    + ${salesInRegime.conditional} * ${prc.conditional} + ${salesInRegime.open} * ${prc.open}`,
});

export const otherUsd = variable('foreign.otherUsd', {
  label: 'AMD and other official chips, in money',
  unit: 'USDbn/quarter',
  over: quarters,
  is: eq`(1 - ${us.closed}) * ${demand.usd} * ${otherShare2026} * ${otherDecay} ^ ${yearsSinceQ1}
    * ${regimeFactor}`,
});

export const otherCompute = variable('foreign.otherCompute', {
  label: 'AMD and other official chips, in compute',
  unit: 'kH200e/quarter',
  over: quarters,
  is: eq`${otherUsd} / ${demand.refPrice} * ${usdScale}`,
});

export const otherUnits = variable('foreign.otherUnits', {
  label: 'AMD and other official chips, in units',
  unit: 'kunit/quarter',
  over: quarters,
  is: eq`${otherCompute} / ${otherPerf}`,
});

export const nvOtherUsd = variable('foreign.nvOtherUsd', {
  label: 'Other official NVIDIA products, in money',
  unit: 'USDbn/quarter',
  over: quarters,
  is: eq`(1 - ${us.closed}) * ${nvOther2026} / ${quartersPerYear}
    * ${nvOtherDecay} ^ ${yearsSinceQ1} * ${regimeFactor}`,
});

export const nvOtherCompute = variable('foreign.nvOtherCompute', {
  label: 'Other official NVIDIA products, in compute',
  unit: 'kH200e/quarter',
  over: quarters,
  is: eq`${nvOtherUsd} / ${demand.refPrice} * ${usdScale}`,
});

export const nvOtherUnits = variable('foreign.nvOtherUnits', {
  label: 'Other official NVIDIA products, in units',
  unit: 'kunit/quarter',
  over: quarters,
  is: eq`${nvOtherCompute} / ${nvOtherPerf}`,
});
