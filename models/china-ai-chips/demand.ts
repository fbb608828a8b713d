/**
 * What Chinese buyers spend on AI accelerators: the part served abroad, the onshore part by use,
 * and the compute it asks for. Spending that found no chips returns in part a quarter later.
 */

import { beta, eq, input, loading, lognormal, pert, previous, quarters, variable } from 'chipcast';
import { demandCycle } from './factors.ts';
import * as feedback from './feedbacks.ts';
import * as prc from './prc-approval.ts';
import { into2027, into2028, quartersElapsed, quartersPerYear, yearsSinceQ1 } from './time.ts';
import { h200Performance, usdScale } from './units.ts';
import * as us from './us-policy.ts';

export const gross2026 = input('demand.gross2026', {
  label: 'Spending on AI accelerators by Chinese buyers, annual rate at mid-2026',
  unit: 'USDbn/year',
  distribution: lognormal({ p10: 42, p90: 76 }),
  range: [20, 120],
  loadings: [loading(demandCycle, 0.9)],
  sources: ['M2', 'F103', 'F104', 'M6', 'F105'],
  inputKind: 'market',
  why: "About 51 on Bernstein's path, 66 on that of article A5.",
});

export const growth2027 = input('demand.growth2027', {
  label: 'Growth of spending, mid-2026 to mid-2027',
  unit: 'x/year',
  distribution: lognormal({ p10: 1.12, p90: 1.6 }),
  range: [0.7, 2.2],
  loadings: [loading(demandCycle, 0.4)],
  sources: ['M2', 'F104'],
  inputKind: 'market',
  why: "1.36 on Bernstein's path, 1.32 on that of article A5.",
});

export const growth2028 = input('demand.growth2028', {
  label: 'Growth of spending, mid-2027 to mid-2028',
  unit: 'x/year',
  distribution: lognormal({ p10: 1.05, p90: 1.55 }),
  range: [0.7, 2.2],
  loadings: [loading(demandCycle, 0.4)],
  sources: ['M2', 'F104'],
  inputKind: 'market',
  why: "1.28 on Bernstein's path.",
});

export const overseasBaseShare = input('overseas.baseShare', {
  label: 'Demand served abroad',
  unit: 'fraction',
  distribution: pert({ min: 0.02, mode: 0.09, max: 0.25 }),
  range: [0, 0.5],
  sources: ['F247'],
  judgement: true,
  inputKind: 'market',
  why:
    'Chinese clouds rent compute abroad; wide, because the headquarters data of 2026 are ' +
    'not used.',
});

export const overseasBanResponse = input('overseas.banResponse', {
  label: 'How much more goes abroad while no H200 may be bought',
  unit: 'fraction',
  distribution: pert({ min: 0, mode: 0.25, max: 0.7 }),
  range: [0, 2],
  sources: ['F247', 'F054'],
  judgement: true,
  inputKind: 'market',
  why: 'Clouds rent abroad already, and a ban leaves them that way.',
});

export const inferenceCards2024 = input('demand.inferenceCards2024', {
  label: 'Inference cards among classified accelerator cards, 2024',
  unit: 'fraction',
  distribution: beta({ mean: 0.636, n: 60 }),
  range: [0.3, 0.9],
  sources: ['F156', 'F157'],
  inputKind: 'measurement',
  why: '57.6 / (57.6 + 33): a share of cards, not of money.',
});

export const trainingPriceRatio = input('demand.trainingPriceRatio', {
  label: 'Price of a training card over that of an inference card',
  unit: 'multiple',
  distribution: pert({ min: 1.3, mode: 2, max: 3.5 }),
  range: [1, 6],
  sources: ['F156', 'F157', 'F170'],
  judgement: true,
  inputKind: 'market',
  why: 'Turns the share of cards into a share of money.',
});

export const inferenceShift = input('demand.inferenceShift', {
  label: 'Shift of demand to inference',
  unit: 'logit/year',
  distribution: pert({ min: 0.02, mode: 0.18, max: 0.4 }),
  range: [-0.3, 0.8],
  sources: ['F158', 'F175'],
  judgement: true,
  inputKind: 'market',
  why: 'Better open models move compute from training to use.',
});

export const edgeShare = input('demand.edgeShare', {
  label: 'Edge devices in onshore demand',
  unit: 'fraction',
  distribution: beta({ mean: 0.08, n: 60 }),
  range: [0, 0.3],
  sources: ['F156', 'F157', 'F169'],
  judgement: true,
  inputKind: 'measurement',
  why: '9.4 percent of cards were neither training nor inference.',
});

export const priceUsd = input('h200.priceUsd', {
  label: 'Price of an H200 in China at the start of 2026',
  unit: 'USD/unit',
  distribution: pert({ min: 20000, mode: 27500, max: 37000 }),
  range: [15000, 45000],
  sources: ['F081', 'U13', 'U15'],
  inputKind: 'market',
  why:
    "USD 20 thousand (a buyer's plan), 27 thousand (Reuters) and 35 thousand (article A5). It is " +
    'also the first price of an H200-equivalent, from which all others start.',
});

export const priceDecline = input('demand.priceDecline', {
  label: 'Fall of the price of an H200-equivalent',
  unit: '1/year',
  distribution: pert({ min: 0, mode: 0.1, max: 0.24 }),
  range: [-0.1, 0.5],
  sources: ['U13', 'F088', 'F092'],
  judgement: true,
  inputKind: 'market',
  why:
    'For H200 and domestic parts alike: newer parts push it down, shortage holds it up. Rental ' +
    'prices of 2026 are not used.',
});

export const deferral = input('demand.deferral', {
  label: 'Unmet spending carried to the next quarter',
  unit: 'fraction',
  distribution: pert({ min: 0, mode: 0.15, max: 0.4 }),
  range: [0, 0.8],
  sources: ['F126', 'F148'],
  judgement: true,
  inputKind: 'structure',
  why: 'Orders of early 2025 that were never delivered may return in 2026.',
});

export const domesticInferenceMix = input('demand.domesticInferenceMix', {
  label: 'Domestic supply that goes to inference',
  unit: 'fraction',
  distribution: beta({ mean: 0.82, n: 30 }),
  range: [0.3, 1],
  sources: ['F085', 'F159', 'F168'],
  judgement: true,
  inputKind: 'market',
  why: 'Local chips cover most inference needs; what inference cannot use goes to training.',
});

export const grossUsd = variable('demand.grossUsd', {
  label: 'Demand of Chinese buyers, onshore and abroad',
  unit: 'USDbn/quarter',
  over: quarters,
  is: eq`${gross2026} / ${quartersPerYear}
    * ${growth2027} ^ ${into2027} * ${growth2028} ^ ${into2028}`,
  why: 'Smooth between mid-years: the sum over 2026 is within about two percent of gross2026.',
});

/** However tight the ban, four tenths of the compute stay onshore: a judgement. */
const overseasCeiling = 0.6;

export const overseasShare = variable('overseas.share', {
  label: 'Part of demand served abroad',
  unit: 'fraction',
  over: quarters,
  is: eq`min(${overseasCeiling},
    ${overseasBaseShare}
      * (1 + ${overseasBanResponse} * max(1 - ${prc.permitted}, ${us.closed})))`,
});

export const overseasUsd = variable('overseas.usd', {
  label: 'Demand served abroad',
  unit: 'USDbn/quarter',
  over: quarters,
  is: eq`${grossUsd} * ${overseasShare}`,
});

export const usd = variable('demand.usd', {
  label: 'Onshore demand',
  unit: 'USDbn/quarter',
  over: quarters,
  is: eq`${grossUsd} - ${overseasUsd}`,
  why: 'What the balance ratios divide by.',
});

/** From mid-2024, when the cards were counted, to the end of 2025. */
const yearsSinceCount = eq`1.5 [year]`;

export const inferenceShare = variable('demand.inferenceShare', {
  label: 'Inference in onshore demand',
  unit: 'fraction',
  over: quarters,
  is: eq`(1 - ${edgeShare}) * logistic(
    log(${inferenceCards2024} / (1 - ${inferenceCards2024})) - log(${trainingPriceRatio})
    + ${inferenceShift} * (${quartersElapsed} / ${quartersPerYear} + ${yearsSinceCount}))`,
  why: 'A share of money: the share of cards over the price ratio, in log-odds, then shifted.',
});

export const trainingShare = variable('demand.trainingShare', {
  label: 'Training in onshore demand',
  unit: 'fraction',
  over: quarters,
  is: eq`1 - ${edgeShare} - ${inferenceShare}`,
});

export const refPrice = variable('demand.refPrice', {
  label: 'Price of an H200-equivalent',
  unit: 'USD/H200e',
  over: quarters,
  is: eq`${priceUsd} * (1 - ${priceDecline} * 1 [year]) ^ ${yearsSinceQ1} / ${h200Performance}`,
});

export const compute = variable('demand.compute', {
  label: 'Onshore demand for compute',
  unit: 'kH200e/quarter',
  over: quarters,
  is: eq`${usd} / ${refPrice} * ${usdScale}`,
});

export const overseasCompute = variable('overseas.compute', {
  label: 'Demand for compute served abroad',
  unit: 'kH200e/quarter',
  over: quarters,
  is: eq`${overseasUsd} / ${refPrice} * ${usdScale}`,
});

export const effectiveUsd = variable('demand.effectiveUsd', {
  label: 'Onshore demand with what was deferred',
  unit: 'USDbn/quarter',
  over: quarters,
  is: eq`${usd} + ${deferral} * ${previous(feedback.unmetUsd)}`,
  why: 'What the market clears against.',
});
